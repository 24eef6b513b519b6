import type { Log } from '../../ports/log.ts';

const STOP_WITHIN_MS = 25_000;

/** Ends the process in good order on a signal, and after an error that nobody caught; a second signal ends it at once. */
export function stopWithProcess(stop: () => Promise<void>, log: Log): void {
  let isStopping = false;
  const end = (code: number): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void stop().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error('stop failed', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  process.on('unhandledRejection', (error) => {
    log.error('unhandled rejection', error);
    end(1);
  });
}

/** Says why nothing was started; whoever reads it is at a terminal. */
export function refuseToStart(reasons: readonly string[]): void {
  process.stderr.write(`Keywave cannot start:\n${reasons.map((reason) => `- ${reason}\n`).join('')}`);
  process.exitCode = 1;
}
