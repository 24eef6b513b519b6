/** So many calls within so much time. */
type Limit = { readonly calls: number; readonly withinMs: number };

/** Teams' limits as documented in October 2026 (learn.microsoft.com, "Optimize your bot with rate limiting"). */
const PER_APP: readonly Limit[] = [{ calls: 50, withinMs: 1000 }];
const PER_THREAD: Readonly<Record<ThreadCall, readonly Limit[]>> = {
  send: limits(7, 8, 60, 1800),
  create: limits(7, 8, 60, 1800),
  members: limits(14, 16, 120, 3600),
};

/** The kinds of call that Teams counts apart from each other. */
export type ThreadCall = 'send' | 'create' | 'members';

/** Counts the calls of one bot in one tenant. `nowMs` is a clock that never jumps. */
export class RateLimits {
  readonly #nowMs: () => number;
  readonly #calls = new Map<string, number[]>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Undefined when the call may pass, and then it counts; else how long to wait. A refused call does not count. */
  take(call: ThreadCall, thread: string): { readonly waitMs: number } | undefined {
    const now = this.#nowMs();
    const buckets = [
      { calls: this.#bucket('app'), limits: PER_APP },
      { calls: this.#bucket(`${call} ${thread}`), limits: PER_THREAD[call] },
    ];
    const waitMs = Math.max(...buckets.map((bucket) => waitOf(bucket.calls, bucket.limits, now)));
    if (waitMs > 0) return { waitMs };
    for (const bucket of buckets) remember(bucket.calls, bucket.limits, now);
    return undefined;
  }

  #bucket(name: string): number[] {
    const calls = this.#calls.get(name) ?? [];
    this.#calls.set(name, calls);
    return calls;
  }
}

function limits(
  inOneSecond: number,
  inTwo: number,
  inHalfAMinute: number,
  inAnHour: number,
): readonly Limit[] {
  return [
    { calls: inOneSecond, withinMs: 1000 },
    { calls: inTwo, withinMs: 2000 },
    { calls: inHalfAMinute, withinMs: 30_000 },
    { calls: inAnHour, withinMs: 3_600_000 },
  ];
}

/** How long until every limit has room for one more; 0 for now. */
function waitOf(calls: readonly number[], limited: readonly Limit[], now: number): number {
  const waits = limited.map(({ calls: most, withinMs }) => {
    const oldest = calls.at(-most);
    return oldest === undefined ? 0 : oldest + withinMs - now;
  });
  return Math.max(0, ...waits);
}

function remember(calls: number[], limited: readonly Limit[], now: number): void {
  calls.push(now);
  const kept = Math.max(...limited.map(({ calls: most }) => most));
  if (calls.length > kept) calls.shift();
}
