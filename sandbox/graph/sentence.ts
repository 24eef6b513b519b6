import type { TenantData } from '../tenant/model.ts';
import { type Answer, errorOf, isRecord } from './answer.ts';
import type { Route } from './ask.ts';

type Told = {
  readonly route?: Route;
  readonly params?: Readonly<Record<string, string>>;
  readonly answer: Answer;
};

/** What was asked and what came, in two plain sentences. */
export const sentenceOf = (data: TenantData, told: Told): string => `${question(data, told)}. ${reply(told)}`;

function question(data: TenantData, { route, params = {} }: Told): string {
  if (!route) return 'Asks for something that Graph does not have';
  return route.asks
    .replaceAll('{user}', nameOf(data, params['user'] ?? ''))
    .replaceAll('{group}', data.groups.get(params['group'] ?? '')?.displayName ?? 'an unknown group');
}

function nameOf(data: TenantData, idOrName: string): string {
  const user = personIn(data, idOrName);
  return user ? user.givenName || user.displayName : 'somebody unknown';
}

/** The person whom a call names, deleted ones too. */
export const personIn = (data: TenantData, idOrName: string) =>
  data.users.get(idOrName) ??
  (idOrName.includes('@')
    ? data.users.values().find((user) => user.userPrincipalName.toLowerCase() === idOrName.toLowerCase())
    : undefined);

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'Refused: the token is not valid.',
  404: 'It is not there.',
  409: 'Refused: it is so already.',
  410: 'Refused: the bookmark has expired.',
  424: 'Not tried: what it depends on failed.',
  503: 'Graph is down.',
};

function reply({ route, answer }: Told): string {
  const { status, body, headers } = answer;
  if (status < 300) return route?.tells && isRecord(body) ? route.tells(body) : 'Done.';
  if (status === 429) return busy(headers?.['Retry-After']);
  return REFUSALS[status] ?? refusal(answer);
}

const refusal = (answer: Answer): string => `Refused: ${errorOf(answer)?.message ?? 'no reason given'}`;

const busy = (seconds: string | undefined): string =>
  seconds === undefined ? 'Too busy, without a time to wait.' : `Too busy, asks to wait ${seconds} s.`;
