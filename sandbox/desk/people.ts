import type { CardPart } from '../connector/card-reading.ts';
import type { PressResult } from '../connector/press-result.ts';
import type { Call, Result } from '../http.ts';
import type { DeskDeps } from './deps.ts';
import { no } from './guard.ts';
import { bodyOf, pressIn, textOf, titleIn } from './request-body.ts';

type Act = (deps: DeskDeps, person: string, body: CardPart) => unknown;

/** What a person can do in Teams, as the page asks for it. */
const ACTS: Readonly<Record<string, Act>> = {
  install: ({ teams }, person) => teams.install(person),
  uninstall: ({ teams }, person) => teams.uninstall(person),
  block: ({ teams }, person) => teams.block(person),
  unblock: ({ teams }, person) => teams.unblock(person),
  say: ({ teams }, person, body) => teams.say(person, textOf(body, 'text')),
  attach: ({ teams }, person) => teams.attach(person),
  edit: ({ teams }, person, body) => teams.edit(person, textOf(body, 'id'), textOf(body, 'text')),
  delete: ({ teams }, person, body) => teams.delete(person, textOf(body, 'id')),
};

/** Everything below /people/:id. */
export async function personCall(deps: DeskDeps, call: Call, person: string, what: string): Promise<Result> {
  if (!deps.tenant.users.has(person))
    return no(404, 'noSuchPerson', `Contoso has nobody with the id ${person}.`);
  if (call.method === 'GET') return await read(deps, call, person, what);
  const body = bodyOf(call.body);
  if (what === 'press') {
    return { status: 200, body: shortened(await deps.teams.pressOn(person, pressIn(body), titleIn(body))) };
  }
  const act = Object.hasOwn(ACTS, what) ? ACTS[what] : undefined;
  if (!act) return no(404, 'notFound', `Nobody can ${what}.`);
  await act(deps, person, body);
  return { status: 200, body: {} };
}

async function read(deps: DeskDeps, { url }: Call, person: string, what: string): Promise<Result> {
  const { teams } = deps;
  if (what === 'chat') {
    const [isInstalled, isBlocked] = [teams.isInstalled(person), teams.isBlocked(person)];
    return { status: 200, body: { isInstalled, isBlocked, messages: teams.view(person) } };
  }
  if (what !== 'token') return no(404, 'notFound', `The desk knows no ${what}.`);
  const claims = url.searchParams.getAll('claims').filter((claim) => claim !== '');
  return { status: 200, body: { token: await deps.ssoToken(person, claims) } };
}

/** The page reads the card from the chat. */
function shortened(result: PressResult): unknown {
  return 'text' in result ? { kind: result.kind, text: result.text } : { kind: result.kind };
}
