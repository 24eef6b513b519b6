import assert from 'node:assert/strict';
import fc from 'fast-check';

import { afterLook, startWatch, watchedUntil, type Watch } from '../../src/core/watch.ts';

const START = new Date('2026-11-23T10:00:00Z');
const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/** The looks of one watch, each `late(n)` milliseconds after it was due. */
function looks(late: (n: number) => number): readonly number[] {
  const at: number[] = [];
  let watch: Watch | undefined = startWatch(START);
  while (watch) {
    const now = new Date(watch.nextLookAt.getTime() + late(at.length));
    at.push(now.getTime() - START.getTime());
    watch = afterLook(watch, now);
  }
  return at;
}

/** The time from each look to the next. */
function gapsBetween(at: readonly number[]): readonly number[] {
  return at.slice(1).map((time, index) => time - (at[index] ?? NaN));
}

describe('a watch', () => {
  it('looks within two seconds at first, and still within a quarter of a minute after 20 minutes', () => {
    const at = looks(() => 0);
    assert.equal(at[0], 2000);
    const gaps = gapsBetween(at);
    const close = at.filter((time) => time < 20 * MINUTE).length;
    assert.ok(Math.max(...gaps.slice(0, close - 1)) <= 15_000);
  });

  it('keeps to a budget: about 214 looks in the 20 minutes, one an hour after that, none after a week', () => {
    const at = looks(() => 0);
    const close = at.filter((time) => time <= 20 * MINUTE).length;
    assert.ok(close >= 200 && close <= 220, `${close} looks in 20 minutes`);
    assert.ok(at.length - close <= 7 * 24 + 1, `${at.length - close} looks afterwards`);
    assert.ok(at.every((time) => time <= WEEK + 60 * MINUTE));
  });

  it('gets slower and never faster, and late looks never cost more', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30_000 }), { minLength: 1, maxLength: 50 }), (delays) => {
        const at = looks((n) => delays[n % delays.length] ?? 0);
        assert.ok(at.filter((time) => time <= 20 * MINUTE).length <= 215);
        assert.ok(gapsBetween(at).every((gap) => gap > 0));
      }),
      { numRuns: 50 },
    );
    assert.ok(gapsBetween(gapsBetween(looks(() => 0))).every((slower) => slower >= 0));
  });

  it('always sets the next look into the future, or ends', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 * WEEK }), (age) => {
        const now = new Date(START.getTime() + age);
        const next = afterLook(startWatch(START), now);
        if (age >= WEEK) assert.equal(next, undefined);
        else assert.ok(next && next.nextLookAt > now && next.since.getTime() === START.getTime());
      }),
    );
  });

  it('tells the card a time 20 minutes on', () => {
    assert.equal(watchedUntil(startWatch(START)).getTime() - START.getTime(), 20 * MINUTE);
  });
});
