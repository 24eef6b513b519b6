import type { FaultName, Faults } from '../faults.ts';
import type { Call, Service } from '../http.ts';
import type { Journal } from '../journal.ts';
import { RateLimits } from './limits.ts';
import { objectIn } from './message-body.ts';
import { type Operation, operationOf, threadCallOf } from './operation.ts';
import { type BotRequest, chatFor, perform } from './perform.ts';
import { type Outcome, REFUSALS, throttled } from './refusals.ts';
import { sentenceFor } from './sentence.ts';
import type { Teams } from './teams.ts';

/** One request of the bot and what it got; `status` 0 when the connection was dropped. */
export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly requestBody: string;
  readonly status: number;
  readonly responseBody: unknown;
  readonly fault?: FaultName;
};

/** What the Connector needs of the rest of the sandbox. */
export type ConnectorDeps = {
  readonly teams: Teams;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly verifyBotToken: (token: string) => Promise<boolean>;
  /** A clock that never jumps, for the rate limits; performance.now unless a test moves it. */
  readonly monotonicMs?: () => number;
  readonly onExchange?: (exchange: Exchange) => void;
};

type Struck = Outcome & { readonly fault?: FaultName };

const RETRY_AFTER_MS = 2000;

/** The Bot Connector as Teams runs it: its operations, limits, refusals and moods. */
export function connectorService(deps: ConnectorDeps): Service {
  const limits = new RateLimits(deps.monotonicMs ?? (() => performance.now()));
  return async (call) => {
    const begun = performance.now();
    const operation = operationOf(call);
    const body = objectIn(call.body);
    const chat = operation && chatFor(deps.teams, operation, body);
    const request = operation && { operation, raw: call.body, body, chat };
    const struck: Struck = (await isAllowed(deps, call))
      ? answer(deps, limits, request)
      : REFUSALS.unauthorized;
    record(deps, call, { request, struck, ms: Math.round(performance.now() - begun) });
    if (struck.fault !== 'teams-reset') return struck.result;
    call.request.socket.destroy();
    return 'taken';
  };
}

async function isAllowed(deps: ConnectorDeps, { headers }: Call): Promise<boolean> {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  return token !== undefined && (await deps.verifyBotToken(token));
}

function answer(deps: ConnectorDeps, limits: RateLimits, request: BotRequest | undefined): Struck {
  if (!request) return REFUSALS.noOperation;
  const { operation, chat } = request;
  const over = limits.take(threadCallOf(operation), chat?.conversation ?? 'unknown');
  if (over) return throttled(over.waitMs);
  return faultBefore(deps.faults) ?? faultAfter(deps.faults, operation, perform(deps.teams, request));
}

/** These strike before anything has happened. */
function faultBefore(faults: Faults): Struck | undefined {
  if (faults.strikes('teams-throttled')) return { ...throttled(RETRY_AFTER_MS), fault: 'teams-throttled' };
  if (faults.strikes('teams-down')) return { ...REFUSALS.badGateway, fault: 'teams-down' };
  if (faults.strikes('teams-conflict')) return { ...REFUSALS.conflict, fault: 'teams-conflict' };
  return undefined;
}

/** These strike once it has happened, so that the bot cannot tell. */
function faultAfter(faults: Faults, operation: Operation, outcome: Outcome): Struck {
  const hasChangedSomething = outcome.result.status < 300 && threadCallOf(operation) !== 'members';
  if (!hasChangedSomething) return outcome;
  if (faults.strikes('teams-unclear')) {
    return { ...REFUSALS.badGateway, words: 'Done, and still Teams answers 502.', fault: 'teams-unclear' };
  }
  if (faults.strikes('teams-reset')) {
    return { result: { status: 0 }, words: 'Done, and Teams drops the connection.', fault: 'teams-reset' };
  }
  return outcome;
}

function record(
  deps: ConnectorDeps,
  call: Call,
  { request, struck, ms }: { request: BotRequest | undefined; struck: Struck; ms: number },
): void {
  const { result, words = '', fault } = struck;
  const person = request?.chat && deps.teams.chats.user(request.chat.person);
  const sentence = request
    ? sentenceFor(request.operation, request.body, person?.givenName ?? 'somebody unknown')
    : 'Asks for something that Teams does not do.';
  const strike = fault && { fault };
  deps.journal.write({
    from: 'Keywave',
    to: 'Teams',
    sentence: `${sentence} ${words}`.trim(),
    call: `${call.method} ${call.path.replace(/(conversations\/)[^/]+/, '$1…')}`,
    status: result.status,
    ms,
    ...(person && { about: person.id }),
    ...strike,
  });
  const { method, path } = call;
  const requestBody = call.body.toString();
  deps.onExchange?.({
    method,
    path,
    requestBody,
    status: result.status,
    responseBody: result.body,
    ...strike,
  });
}
