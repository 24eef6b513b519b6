import { Impossible } from '../connector/chats.ts';
import type { Call, Result, Service } from '../http.ts';
import { AppLookout } from './app-lookout.ts';
import type { DeskDeps } from './deps.ts';
import { streamClock, streamEvents } from './events.ts';
import { pageFile } from './files.ts';
import { guard, no } from './guard.ts';
import { journalPage } from './journal-page.ts';
import { personCall } from './people.ts';
import { type DeskPerson, deskPerson } from './person.ts';
import { BadRequest, bodyOf } from './request-body.ts';
import { deskState, isFaultName } from './state.ts';

/** A generated company of 100,000 has its place in tests, not in a list of faces. */
const MOST_PEOPLE = 500;

type Room = {
  readonly deps: DeskDeps;
  readonly lookout: AppLookout;
  readonly personNow: (id: string) => DeskPerson | undefined;
};

/** The desk: its page, and the API with which the page plays Contoso's people. */
export function deskService(deps: DeskDeps): Service {
  const openedAt = deps.clock.now();
  const lookout = new AppLookout(deps);
  const personNow = (id: string): DeskPerson | undefined => {
    const user = deps.tenant.users.get(id);
    return user && deskPerson(user, deps.teams, openedAt);
  };
  const room = { deps, lookout, personNow };
  if (deps.looksForApp !== false) void lookout.watch();
  return async (call) => {
    const [first, ...rest] = call.path.split('/').filter(Boolean);
    if (first !== 'api')
      return call.method === 'GET' ? await pageFile(call.path) : no(405, 'notAllowed', 'Only GET.');
    const refused = guard(call);
    if (refused) return refused;
    try {
      return await api(room, call, rest);
    } catch (fault) {
      if (fault instanceof BadRequest) return no(400, 'badRequest', fault.message);
      if (fault instanceof Impossible) return no(409, 'impossible', fault.message);
      throw fault;
    }
  };
}

type Route = (room: Room, call: Call) => Result | 'taken';

const ROUTES: Readonly<Record<string, Route>> = {
  'GET state': (room) => ({ status: 200, body: deskState(room.deps, room.lookout.app(), everybody(room)) }),
  'GET events': ({ deps, lookout, personNow }, call) => streamEvents(call, deps, lookout, personNow),
  'GET clock': ({ deps }, call) => streamClock(call, deps),
  'GET journal': ({ deps }, call) => ({
    status: 200,
    body: journalPage(deps.journal, call.url.searchParams),
  }),
  'POST clock': ({ deps }, call) => setClock(deps, call),
  'POST faults': ({ deps }, call) => setFault(deps, call),
};

async function api(room: Room, call: Call, path: readonly string[]): Promise<Result | 'taken'> {
  const [what = '', person, act] = path;
  if (what === 'people' && person !== undefined && act !== undefined && path.length === 3) {
    return await personCall(room.deps, call, person, act);
  }
  const name = `${call.method} ${what}`;
  const route = path.length === 1 && Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  return route ? route(room, call) : no(404, 'notFound', 'The desk’s API has nothing there.');
}

function everybody({ deps, personNow }: Room): readonly DeskPerson[] {
  const ids = deps.tenant.users.keys().take(MOST_PEOPLE);
  return [...ids].map(personNow).filter((person) => person !== undefined);
}

function setClock({ clock }: DeskDeps, call: Call): Result {
  const { advanceMs, to } = bodyOf(call.body);
  const goal = typeof to === 'string' ? new Date(to) : afterAdvance(clock.now(), advanceMs);
  if (!goal || Number.isNaN(goal.getTime()))
    throw new BadRequest('Send advanceMs (a number) or to (an ISO time).');
  clock.set(goal);
  return { status: 200, body: { now: clock.now().toISOString() } };
}

function afterAdvance(now: Date, advanceMs: unknown): Date | undefined {
  return typeof advanceMs === 'number' ? new Date(now.getTime() + advanceMs) : undefined;
}

function setFault({ faults }: DeskDeps, call: Call): Result {
  const { name, on } = bodyOf(call.body);
  if (!isFaultName(name) || typeof on !== 'boolean')
    throw new BadRequest('Send name (of a fault) and on (true or false).');
  if (on) faults.turnOn(name);
  else faults.turnOff(name);
  return { status: 200, body: {} };
}
