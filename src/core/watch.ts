/** The time while a person is at it: we look for the new passkey again and again, less often the longer it takes. */
export type Watch = { readonly since: Date; readonly nextLookAt: Date };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const PACE = [
  { untilMs: 3 * MINUTE, everyMs: 2 * SECOND },
  { untilMs: 10 * MINUTE, everyMs: 5 * SECOND },
  { untilMs: 20 * MINUTE, everyMs: 15 * SECOND },
  { untilMs: 7 * 24 * HOUR, everyMs: HOUR },
] as const;

const CLOSE_MS = 20 * MINUTE;

export function startWatch(now: Date): Watch {
  return { since: now, nextLookAt: new Date(now.getTime() + 2 * SECOND) };
}

/** The watch after a look that found nothing; undefined once a week has passed. */
export function afterLook(watch: Watch, now: Date): Watch | undefined {
  const age = now.getTime() - watch.since.getTime();
  const pace = PACE.find(({ untilMs }) => age < untilMs);
  return pace && { ...watch, nextLookAt: new Date(now.getTime() + pace.everyMs) };
}

/** Until when we look every few seconds; the card names this time. */
export function watchedUntil(watch: Watch): Date {
  return new Date(watch.since.getTime() + CLOSE_MS);
}
