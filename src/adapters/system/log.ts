import { AsyncLocalStorage } from 'node:async_hooks';
import { randomInt } from 'node:crypto';
import { type DestinationStream, pino } from 'pino';
import type { Facts, Log, Reference } from '../../ports/log.ts';
import { redacted, redactedText } from './redact.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Logging = {
  readonly log: Log;
  /** Every line written while `work` runs carries this id. */
  readonly withCorrelation: <Result>(id: string, work: () => Result) => Result;
};

// No fact from outside can pass for these.
const OURS = new Set(['level', 'time', 'msg', 'reference', 'error', 'correlation']);

/** One line of JSON per event, on standard output unless told otherwise. */
export function openLog(settings: { readonly level: LogLevel; readonly to?: DestinationStream }): Logging {
  const correlation = new AsyncLocalStorage<string>();
  const lines = pino(
    { level: settings.level, base: null, formatters: { level: (level) => ({ level }) } },
    settings.to ?? pino.destination({ dest: 1, sync: true }),
  );

  function line(facts: Facts | undefined, ours: Readonly<Record<string, unknown>> = {}): object {
    const theirs = Object.entries(redacted(facts ?? {}) as Record<string, unknown>);
    const rest = Object.fromEntries(theirs.filter(([name]) => !OURS.has(name)));
    const id = correlation.getStore();
    return { ...rest, ...ours, ...(id !== undefined && { correlation: redactedText(id) }) };
  }

  return {
    log: {
      info: (event, facts) => lines.info(line(facts), redactedText(event)),
      warn: (event, facts) => lines.warn(line(facts), redactedText(event)),
      error(event, error, facts) {
        const reference = newReference();
        lines.error(line(facts, { reference, error: redacted(error) }), redactedText(event));
        return reference;
      },
    },
    withCorrelation: (id, work) => correlation.run(id, work),
  };
}

// Without 0 O 1 I L: people read it out on the phone.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function newReference(): Reference {
  const letters = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `KW-${letters.join('')}`;
}
