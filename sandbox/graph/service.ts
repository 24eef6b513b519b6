import type { Clock } from '../clock.ts';
import type { FaultName, Faults } from '../faults.ts';
import type { Call, Result, Service } from '../http.ts';
import type { Journal } from '../journal.ts';
import type { TenantData } from '../tenant/model.ts';
import { type Answer, badRequest, errorOf, refuse } from './answer.ts';
import type { Caller, TeamsSide } from './ask.ts';
import { AuditLog } from './audit-log.ts';
import { answerBatch } from './batch.ts';
import type { Exchange, Incoming, Outcome } from './exchange.ts';
import { Operations } from './operations.ts';
import { Throttling } from './throttling.ts';
import { addressOf, finished, readCall, readItem, resultOf } from './wire.ts';

/** What Entra says of a token for Graph that it gave out. */
export type GraphClaims = {
  readonly roles: readonly string[];
  readonly scp: readonly string[];
  readonly oid?: string;
  readonly tid: string;
  readonly appid: string;
};

export type GraphDeps = {
  readonly data: TenantData;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly teams: TeamsSide;
  verify(token: string): Promise<GraphClaims | undefined>;
  /** Milliseconds that only ever grow; the limits are measured with it. */
  readonly monotonicMs?: () => number;
  /** Whether the reports' 5 calls in 10 s bind the authentication methods too. */
  readonly methodsThrottle?: () => boolean;
  /** Hears of every request and its answer. */
  onExchange?(exchange: Exchange): void;
};

/** Microsoft Graph for one tenant, to be mounted at /graph. */
export function graphService(deps: GraphDeps): Service {
  const { data, clock, faults, teams } = deps;
  const monotonicMs = deps.monotonicMs ?? (() => performance.now());
  const throttling = new Throttling(monotonicMs, deps.methodsThrottle ?? (() => false));
  const world = { data, clock, faults, teams, audit: new AuditLog(data, clock) };
  const front = new Front(deps, new Operations(world, throttling));
  return async (call) => await front.answer(call);
}

/** What came of a whole HTTP call, with the words for the journal where it gets a line of its own. */
type Whole = Omit<Outcome, 'told' | 'fault'> & {
  readonly told?: string;
  readonly fault?: FaultName;
  readonly requestBody?: unknown;
};

class Front {
  readonly #deps: GraphDeps;
  readonly #operations: Operations;

  constructor(deps: GraphDeps, operations: Operations) {
    this.#deps = deps;
    this.#operations = operations;
  }

  async answer(call: Call): Promise<Result | 'taken'> {
    const startedAt = performance.now();
    const { clock, faults } = this.#deps;
    const line = { call: `${call.method} ${call.path}${call.url.search}`, startedAt };
    if (faults.strikes('graph-hangs')) {
      this.#note(line, 0, { told: 'Asks Graph something. Graph does not answer.', fault: 'graph-hangs' });
      return 'taken';
    }
    const caller = await this.#callerOf(call);
    const whole = await this.#whole(call, caller);
    const clientRequestId = String(call.headers['client-request-id'] ?? crypto.randomUUID());
    const answer = finished(whole.answer, clock, clientRequestId);
    if (whole.told !== undefined) this.#note(line, answer.status, whole);
    this.#deps.onExchange?.({
      method: call.method,
      url: `${call.path}${call.url.search}`,
      ...(whole.requestBody === undefined ? {} : { requestBody: whole.requestBody }),
      status: answer.status,
      responseBody: answer.body,
      ...(caller ? { caller } : {}),
    });
    return resultOf(answer, clientRequestId);
  }

  async #whole(call: Call, caller: Caller | undefined): Promise<Whole> {
    if (this.#deps.faults.strikes('graph-down')) {
      const answer = refuse(503, 'serviceUnavailable', 'The service is temporarily unavailable.');
      return { answer, told: 'Asks Graph something. Graph is down.', fault: 'graph-down' };
    }
    if (!caller) return { answer: noToken(), told: 'Asks Graph something. Refused: the token is not valid.' };
    const read = readCall(call);
    if (read.kind === 'bad') {
      return {
        answer: badRequest(read.why, 'BadRequest'),
        told: `Asks Graph something. Refused: ${read.why}`,
      };
    }
    const { incoming } = read;
    const isBatch = incoming.method === 'POST' && incoming.path.toLowerCase() === '/$batch';
    const whole = isBatch
      ? await this.#batch(incoming, caller)
      : await this.#operations.answer(incoming, caller);
    return { ...whole, requestBody: incoming.body };
  }

  /** Each request of a batch is an operation, an exchange and a line of the journal by itself. */
  async #batch(batch: Incoming, caller: Caller): Promise<Whole> {
    const answer = await answerBatch(batch.body, async (item) => {
      const startedAt = performance.now();
      const incoming = readItem(item, batch);
      const outcome = await this.#operations.answer(incoming, caller);
      const done = finished(outcome.answer, this.#deps.clock, batch.clientRequestId);
      const url = addressOf(incoming);
      this.#note({ call: `${item.method} ${url} (in a batch)`, startedAt }, done.status, outcome);
      this.#deps.onExchange?.({
        method: item.method,
        url,
        ...(item.body === undefined ? {} : { requestBody: item.body }),
        status: done.status,
        responseBody: done.body,
        caller,
      });
      return done;
    });
    const why = errorOf(answer);
    return { answer, ...(why ? { told: `Asks several things at once. Refused: ${why.message}` } : {}) };
  }

  #note(
    line: { readonly call: string; readonly startedAt: number },
    status: number,
    { told = '', about, fault }: Omit<Whole, 'answer' | 'requestBody'>,
  ): void {
    this.#deps.journal.write({
      from: 'Keywave',
      to: 'Graph',
      sentence: told,
      call: line.call,
      status,
      ms: Math.round(performance.now() - line.startedAt),
      ...(about === undefined ? {} : { about }),
      ...(fault === undefined ? {} : { fault }),
    });
  }

  /** Whom the token speaks for, when it is one of this tenant. */
  async #callerOf({ headers }: Call): Promise<Caller | undefined> {
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    const claims = token === undefined ? undefined : await this.#deps.verify(token);
    if (claims?.tid !== this.#deps.data.id) return undefined;
    const { roles, scp, oid, appid } = claims;
    // App-only tokens carry an oid too: the one of the app.
    return scp.length > 0
      ? { kind: 'delegated', permissions: scp, appId: appid, ...(oid === undefined ? {} : { userId: oid }) }
      : { kind: 'application', permissions: roles, appId: appid };
  }
}

const noToken = (): Answer => ({
  ...refuse(401, 'InvalidAuthenticationToken', 'Access token is empty, expired or for another audience.'),
  headers: {
    'WWW-Authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  },
});
