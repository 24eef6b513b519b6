import { setTimeout as pause } from 'node:timers/promises';

/** Work that runs again and again, one run after the other, until it is stopped. */
export type RunningBeat = { readonly stop: () => Promise<void> };

/** Waits `everyMs` between the end of one run and the start of the next; `stop` resolves when the last run has ended. */
export function startBeat(everyMs: number, run: () => Promise<unknown>): RunningBeat {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await run();
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
