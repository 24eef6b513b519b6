import { type Answer, badRequest, refuse } from './answer.ts';
import type { Caller, Route, World } from './ask.ts';
import type { Incoming, Outcome } from './exchange.ts';
import { verdict } from './permissions.ts';
import { readQuery } from './query.ts';
import { Router } from './router.ts';
import { routesOf } from './routes.ts';
import { personIn, sentenceOf } from './sentence.ts';
import type { Throttling } from './throttling.ts';

type Fault = NonNullable<Outcome['fault']>;

/** Leads one request through the limits, the permissions and its operation. */
export class Operations {
  readonly #world: World;
  readonly #throttling: Throttling;
  readonly #router: Router;

  constructor(world: World, throttling: Throttling) {
    this.#world = world;
    this.#throttling = throttling;
    this.#router = new Router(routesOf(world));
  }

  async answer(incoming: Incoming, caller: Caller): Promise<Outcome> {
    const { data, faults } = this.#world;
    const found = this.#router.find(incoming.method, incoming.version, incoming.path);
    if (found.kind !== 'route') {
      const answer = found.kind === 'no-method' ? noMethod() : noSegment(found.segment);
      return { answer, told: sentenceOf(data, { answer }) };
    }
    const { route, params } = found;
    const fault = FAULTS.find((name) => faults.strikes(name));
    const answer = await this.#routed(incoming, caller, { route, params }, fault);
    const about = personIn(data, params['user'] ?? '')?.id;
    return {
      answer,
      told: sentenceOf(data, { route, params, answer }),
      ...(about === undefined ? {} : { about }),
      ...(fault ? { fault } : {}),
    };
  }

  async #routed(
    incoming: Incoming,
    caller: Caller,
    { route, params }: { route: Route; params: Readonly<Record<string, string>> },
    fault: Fault | undefined,
  ): Promise<Answer> {
    if (fault) return tooBusy(fault === 'graph-throttled' ? FAULT_WAIT_S : undefined);
    const turn = this.#throttling.take(incoming.method, incoming.path, caller.appId);
    if (turn.kind === 'busy') return tooBusy(turn.retryAfterS);
    const { version, path, body } = incoming;
    const allowed = verdict(route.operation, caller);
    if (allowed.kind === 'missing') return forbidden(route, allowed.permissions);
    const read = readQuery(incoming.query, incoming.consistencyLevel);
    if (read.kind === 'bad') return badRequest(read.why, 'BadRequest');
    return await route.answer({ world: this.#world, caller, version, path, params, query: read.query, body });
  }
}

const FAULTS: readonly Fault[] = ['graph-throttled', 'graph-throttled-silent'];
const FAULT_WAIT_S = 2;

const tooBusy = (retryAfterS: number | undefined): Answer => ({
  ...refuse(429, 'TooManyRequests', 'Please retry again later.'),
  ...(retryAfterS === undefined ? {} : { headers: { 'Retry-After': String(retryAfterS) } }),
});

const noMethod = (): Answer =>
  refuse(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');

const noSegment = (segment: string): Answer =>
  badRequest(`Resource not found for the segment '${segment}'.`, 'BadRequest');

/** The authentication methods API answers 403 with a code of its own. */
function forbidden(route: Route, permissions: readonly string[]): Answer {
  const needs =
    permissions.length === 0
      ? 'it is for signed-in people only'
      : `one of ${permissions.join(', ')} is needed`;
  return /\/authentication\//.test(route.operation)
    ? refuse(403, 'accessDenied', `Request Authorization failed: ${needs}.`)
    : refuse(
        403,
        'Authorization_RequestDenied',
        `Insufficient privileges to complete the operation: ${needs}.`,
      );
}
