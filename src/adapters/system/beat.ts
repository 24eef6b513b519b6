/** Work that runs again and again, one run after the other, until it is stopped. */
export type RunningBeat = { readonly stop: () => Promise<void> };

/** Waits `everyMs` between the end of one run and the start of the next; `stop` resolves when the last run has ended. */
export function startBeat(everyMs: number, run: () => Promise<unknown>): RunningBeat {
  let isStopped = false;
  let wake: () => void = () => undefined;
  const pause = async (): Promise<void> => {
    const over = Promise.withResolvers<undefined>();
    wake = () => over.resolve(undefined);
    const timer = setTimeout(wake, everyMs);
    await over.promise;
    clearTimeout(timer);
  };
  const running = (async () => {
    while (!isStopped) {
      await run();
      if (!isStopped) await pause();
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      wake();
      await running;
    },
  };
}
