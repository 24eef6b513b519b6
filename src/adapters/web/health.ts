/** What the app cannot work without; each check fails by throwing. */
export type Checks = Readonly<Record<'database' | 'graph' | 'jobs', () => Promise<unknown>>>;

export type Readiness = {
  readonly isReady: boolean;
  readonly states: Readonly<Record<string, 'ok' | 'failed'>>;
};

const LONGEST_MS = 2000;

/** Whether requests can be served now, and what is missing if not; why stays in the log of whoever failed. */
export async function readiness(checks: Checks, longestMs = LONGEST_MS): Promise<Readiness> {
  const states = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await stateOf(check, longestMs)] as const),
  );
  return { isReady: states.every(([, state]) => state === 'ok'), states: Object.fromEntries(states) };
}

async function stateOf(check: () => Promise<unknown>, longestMs: number): Promise<'ok' | 'failed'> {
  const late = Promise.withResolvers<'failed'>();
  const timer = setTimeout(() => late.resolve('failed'), longestMs);
  const state = await Promise.race([late.promise, outcome(check)]);
  clearTimeout(timer);
  return state;
}

async function outcome(check: () => Promise<unknown>): Promise<'ok' | 'failed'> {
  try {
    await check();
    return 'ok';
  } catch {
    return 'failed';
  }
}
