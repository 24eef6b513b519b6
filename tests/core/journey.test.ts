import assert from 'node:assert/strict';
import fc from 'fast-check';

import {
  chooseRoute,
  getStuck,
  notYet,
  OBSTACLES,
  register,
  routeOf,
  takeRoute,
  type Journey,
  type Moved,
} from '../../src/core/journey.ts';
import { ROUTES } from '../../src/core/route.ts';
import { invited, NOW, OFFERS, passkey } from '../cards/faces.ts';

type Move = (journey: Journey, now: Date) => Moved;

const MOVES: Readonly<Record<string, Move>> = {
  choose: (journey, now) => chooseRoute(journey, OFFERS, now),
  'choose nothing': (journey, now) => chooseRoute(journey, [], now),
  ...Object.fromEntries(
    ROUTES.map((route): [string, Move] => [route, (journey, now) => takeRoute(journey, route, now)]),
  ),
  'not yet': (journey, now) => notYet(journey, now),
  stuck: (journey) => getStuck(journey, undefined),
  ...Object.fromEntries(OBSTACLES.map((one): [string, Move] => [one, (journey) => getStuck(journey, one)])),
  register: (journey, now) => register(journey, passkey, now),
};
const walks = fc.array(fc.constantFrom(...Object.keys(MOVES)), { maxLength: 30 });

function move(name: string, journey: Journey, now: Date): Moved {
  const moved = MOVES[name]?.(journey, now);
  assert.ok(moved, `no such move: ${name}`);
  return moved;
}

/** All journeys on the way, with what each move answered. */
function walk(
  names: readonly string[],
): readonly { readonly before: Journey; readonly name: string; readonly moved: Moved }[] {
  let journey = invited;
  return names.map((name, index) => {
    const before = journey;
    const moved = move(name, before, new Date(NOW.getTime() + index * 1000));
    if (moved.kind === 'moved') journey = moved.journey;
    return { before, name, moved };
  });
}

function everyMove(check: (step: ReturnType<typeof walk>[number]) => void): void {
  fc.assert(fc.property(walks, (names) => walk(names).forEach(check)));
}

function after(...names: readonly string[]): Journey {
  const moved = walk(names).at(-1)?.moved;
  assert.ok(moved?.kind === 'moved');
  return moved.journey;
}

describe('a journey', () => {
  it('that is registered stays registered, whatever is pressed', () =>
    everyMove(({ before, moved }) => {
      if (before.step.kind !== 'registered') return;
      assert.deepEqual(moved, { kind: 'refused', why: 'already-registered' });
    }));

  it('becomes registered by what Microsoft shows only', () =>
    everyMove(({ before, name, moved }) => {
      if (moved.kind !== 'moved' || moved.journey.step.kind !== 'registered') return;
      assert.equal(name, 'register');
      assert.notEqual(before.step.kind, 'registered');
      assert.equal(moved.journey.watch, undefined);
    }));

  it('does not change the journey it is given, and nothing at all when refused', () =>
    everyMove(({ before, name, moved }) => {
      const copy = structuredClone(before);
      move(name, before, NOW);
      assert.deepEqual(before, copy);
      if (moved.kind === 'refused') assert.deepEqual(Object.keys(moved).sort(), ['kind', 'why']);
    }));

  it('shows steps only for a route that was offered', () =>
    everyMove(({ moved }) => {
      if (moved.kind !== 'moved' || moved.journey.step.kind !== 'registering') return;
      const { step, offered } = moved.journey;
      assert.ok(offered.some(({ route }) => route === step.route));
    }));

  it('keeps who, when it was invited and when it first started', () =>
    everyMove(({ before, moved }) => {
      if (moved.kind !== 'moved') return;
      const { id, person, invitedAt, startedAt } = moved.journey;
      assert.deepEqual(
        { id, person, invitedAt },
        { id: before.id, person: before.person, invitedAt: before.invitedAt },
      );
      if (before.startedAt) assert.equal(startedAt, before.startedAt);
    }));

  it('leaves version and sending to those who save and send', () =>
    everyMove(({ before, moved }) => {
      if (moved.kind !== 'moved') return;
      assert.equal(moved.journey.version, before.version);
      assert.equal(moved.journey.sending, before.sending);
    }));

  it('is watched from the steps on, also while stuck, until it is registered', () => {
    assert.equal(after('choose').watch, undefined);
    assert.ok(after('choose', 'authenticator').watch);
    assert.ok(after('choose', 'authenticator', 'stuck', 'policy').watch);
    assert.ok(after('choose', 'authenticator', 'not yet').watch);
    assert.equal(after('choose', 'authenticator', 'register').watch, undefined);
  });

  it('remembers the route while stuck, so that one can go back', () => {
    assert.equal(routeOf(after('choose', 'authenticator', 'stuck', 'other')), 'authenticator');
    assert.equal(routeOf(after('choose', 'stuck')), undefined);
  });

  it('cannot be "done" before a route was taken', () => {
    assert.deepEqual(notYet(invited, NOW), { kind: 'refused', why: 'not-started' });
    assert.deepEqual(takeRoute(invited, 'authenticator', NOW), { kind: 'refused', why: 'not-offered' });
  });
});
