import assert from 'node:assert/strict';
import fc from 'fast-check';

import {
  MESSAGE_CLASSES,
  settle,
  type Attempt,
  type RefusalReason,
  type SendOutcome,
} from '../../src/core/delivery.ts';
import type { ActivityId } from '../../src/core/ids.ts';

const UNREACHABLE: readonly RefusalReason[] = [
  'blocked-by-person',
  'not-installed',
  'disabled-by-admin',
  'no-such-chat',
];
const WRONG: readonly RefusalReason[] = ['message-gone', 'too-big', 'not-accepted'];
const QUARTER = 15 * 60_000;

const attempts: fc.Arbitrary<Attempt> = fc.record({
  class: fc.constantFrom(...MESSAGE_CLASSES),
  number: fc.integer({ min: 1, max: 30 }),
  isReplacing: fc.boolean(),
});
const chances = fc.double({ min: 0, max: 1, noNaN: true });
const outcomes: fc.Arbitrary<SendOutcome> = fc.oneof(
  fc.record({ kind: fc.constant('sent' as const), activity: fc.string().map((id) => id as ActivityId) }),
  fc.record({ kind: fc.constant('refused' as const), why: fc.constantFrom(...UNREACHABLE, ...WRONG) }),
  fc.record({
    kind: fc.constant('throttled' as const),
    retryAfterMs: fc.option(fc.nat({ max: 3_600_000 }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constantFrom('not-sent' as const, 'ambiguous' as const), detail: fc.string() }),
);
const attempt: Attempt = { class: 'nudge', number: 1, isReplacing: false };

describe('what becomes of a message', () => {
  it('a first send that may have arrived is repeated for a security notice only', () => {
    fc.assert(
      fc.property(attempts, chances, (one, chance) => {
        const { state } = settle(
          { kind: 'ambiguous', detail: 'reset' },
          { ...one, isReplacing: false },
          chance,
        );
        if (one.class === 'security') assert.ok(state === 'waiting' || state === 'failed');
        else assert.equal(state, 'unconfirmed');
      }),
    );
  });

  it('a new face that may have arrived is sent again', () => {
    const settled = settle({ kind: 'ambiguous', detail: 'timeout' }, { ...attempt, isReplacing: true }, 0.5);
    assert.equal(settled.state, 'waiting');
  });

  it('a final no says whether the person or the message is the reason', () => {
    for (const why of UNREACHABLE) {
      assert.deepEqual(settle({ kind: 'refused', why }, attempt, 0), { state: 'unreachable', why });
    }
    for (const why of WRONG)
      assert.deepEqual(settle({ kind: 'refused', why }, attempt, 0), { state: 'failed', why });
  });

  it('a throttled message waits as long as Teams says, a quarter of an hour at most, and everybody waits with it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 86_400_000 }), attempts, chances, (retryAfterMs, one, chance) => {
        const afterMs = Math.min(retryAfterMs, QUARTER);
        assert.deepEqual(settle({ kind: 'throttled', retryAfterMs }, one, chance), {
          state: 'waiting',
          afterMs,
          pauseEveryoneMs: afterMs,
        });
      }),
    );
  });

  it('waiting grows from half a second to five minutes, and never beyond', () => {
    fc.assert(
      fc.property(attempts, chances, (one, chance) => {
        const settled = settle({ kind: 'not-sent', detail: '503' }, one, chance);
        if (one.number >= 12) assert.equal(settled.state, 'failed');
        else
          assert.ok(settled.state === 'waiting' && settled.afterMs >= 500 && settled.afterMs <= 5 * 60_000);
      }),
    );
    const pauses = [1, 2, 3, 4, 5].map((number) =>
      settle({ kind: 'not-sent', detail: '' }, { ...attempt, number }, 1),
    );
    assert.deepEqual(
      pauses.map((pause) => pause.state === 'waiting' && pause.afterMs),
      [1000, 2000, 4000, 8000, 16_000],
    );
  });

  it('is never unknown, and delivered only with the proof of Teams', () => {
    fc.assert(
      fc.property(outcomes, attempts, chances, (outcome, one, chance) => {
        const settled = settle(outcome, one, chance);
        assert.equal(settled.state === 'delivered', outcome.kind === 'sent');
        if (settled.state === 'waiting') assert.ok(settled.afterMs >= 0 && settled.afterMs <= QUARTER);
      }),
    );
  });
});
