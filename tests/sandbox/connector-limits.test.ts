import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RateLimits, type ThreadCall } from '../../sandbox/connector/limits.ts';

/** How many of `tries` evenly spread calls pass. */
function passing(call: ThreadCall, { tries, everyMs }: { tries: number; everyMs: number }): number {
  let now = 0;
  const limits = new RateLimits(() => now);
  let passed = 0;
  for (let n = 0; n < tries; n += 1) {
    now = n * everyMs;
    if (!limits.take(call, 'a thread')) passed += 1;
  }
  return passed;
}

describe('rate limits of one thread', () => {
  for (const call of ['send', 'create'] as const) {
    it(`${call}: 7 in one second, 8 in two, 60 in thirty, 1800 in an hour`, () => {
      assert.equal(passing(call, { tries: 20, everyMs: 49 }), 7);
      assert.equal(passing(call, { tries: 20, everyMs: 99 }), 8);
      assert.equal(passing(call, { tries: 100, everyMs: 299 }), 60);
      assert.equal(passing(call, { tries: 1900, everyMs: 1890 }), 1800);
    });
  }

  it('members: 14 in one second, 16 in two, 120 in thirty, 3600 in an hour', () => {
    assert.equal(passing('members', { tries: 20, everyMs: 49 }), 14);
    assert.equal(passing('members', { tries: 20, everyMs: 99 }), 16);
    assert.equal(passing('members', { tries: 140, everyMs: 210 }), 120);
    assert.equal(passing('members', { tries: 3700, everyMs: 970 }), 3600);
  });

  it('are counted for each thread and each kind of call by itself', () => {
    const limits = new RateLimits(() => 0);
    for (let n = 0; n < 7; n += 1) assert.equal(limits.take('send', 'one'), undefined);
    assert.deepEqual(limits.take('send', 'one'), { waitMs: 1000 });
    assert.equal(limits.take('send', 'two'), undefined);
    assert.equal(limits.take('members', 'one'), undefined);
  });

  it('hold for any pattern of calls, and waiting as told is always enough', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 400 }), (gaps) => {
        let now = 0;
        const limits = new RateLimits(() => now);
        const passed: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const over = limits.take('send', 'a');
          if (over) {
            now += over.waitMs;
            assert.equal(limits.take('send', 'a'), undefined);
          }
          passed.push(now);
        }
        for (const [calls, withinMs] of [
          [7, 1000],
          [8, 2000],
          [60, 30_000],
        ] as const) {
          for (let n = calls; n < passed.length; n += 1) {
            assert.ok((passed[n] ?? 0) - (passed[n - calls] ?? 0) >= withinMs);
          }
        }
      }),
    );
  });
});
