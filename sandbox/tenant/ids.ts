import { createHash } from 'node:crypto';

/** The same id for the same words in every run: a reload of the page finds the same people. */
export function idFor(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join('|')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** An instant so many days (and minutes) before now, as Graph writes it. */
export function ago(now: Date, days: number, minutes = 0): string {
  return new Date(now.getTime() - days * DAY_MS - minutes * MINUTE_MS).toISOString();
}
