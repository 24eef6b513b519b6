import type { ActivityId } from './ids.ts';

/** How urgent a message is, most urgent first; the class also says what an unproven delivery means. */
export const MESSAGE_CLASSES = ['security', 'reply', 'walk-through', 'nudge', 'announce'] as const;
export type MessageClass = (typeof MESSAGE_CLASSES)[number];

/** What one attempt to reach Teams ended in. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly activity: ActivityId }
  | { readonly kind: 'refused'; readonly why: RefusalReason }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'not-sent'; readonly detail: string }
  | { readonly kind: 'ambiguous'; readonly detail: string };

/** Teams' final "no". The first four say that the person cannot be reached, the others that the message is wrong. */
export type RefusalReason =
  | 'blocked-by-person'
  | 'not-installed'
  | 'disabled-by-admin'
  | 'no-such-chat'
  | 'message-gone'
  | 'too-big'
  | 'not-accepted';

export type Attempt = {
  readonly class: MessageClass;
  /** 1 for the first. */
  readonly number: number;
  /** True when the message is already in the chat and only gets a new face: sending that twice does no harm. */
  readonly isReplacing: boolean;
};

/** What becomes of a message after an attempt. */
export type Settlement =
  | { readonly state: 'delivered'; readonly activity: ActivityId }
  | { readonly state: 'waiting'; readonly afterMs: number; readonly pauseEveryoneMs?: number }
  | { readonly state: 'unconfirmed'; readonly why: string }
  | { readonly state: 'unreachable'; readonly why: RefusalReason }
  | { readonly state: 'failed'; readonly why: string };

const MOST_ATTEMPTS = 12;
const LONGEST_PAUSE_MS = 15 * 60_000;
const LONGEST_BACKOFF_MS = 5 * 60_000;

/** Decides what follows from one attempt. `chance` is a number from 0 to 1 that spreads retries. */
export function settle(outcome: SendOutcome, attempt: Attempt, chance: number): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'delivered', activity: outcome.activity };
    case 'refused':
      return isPersonUnreachable(outcome.why)
        ? { state: 'unreachable', why: outcome.why }
        : { state: 'failed', why: outcome.why };
    case 'throttled': {
      const pauseMs = Math.min(outcome.retryAfterMs ?? backoff(attempt, chance), LONGEST_PAUSE_MS);
      return { state: 'waiting', afterMs: pauseMs, pauseEveryoneMs: pauseMs };
    }
    case 'not-sent':
      return again(attempt, chance, outcome.detail);
    case 'ambiguous':
      return isRepeatable(attempt)
        ? again(attempt, chance, outcome.detail)
        : { state: 'unconfirmed', why: outcome.detail };
  }
}

/** A second copy is harmless for a security notice and for a new face; anything else is never sent twice on a guess. */
function isRepeatable(attempt: Attempt): boolean {
  return attempt.isReplacing || attempt.class === 'security';
}

function again(attempt: Attempt, chance: number, why: string): Settlement {
  if (attempt.number >= MOST_ATTEMPTS) return { state: 'failed', why };
  return { state: 'waiting', afterMs: backoff(attempt, chance) };
}

function backoff(attempt: Attempt, chance: number): number {
  const ceiling = Math.min(1000 * 2 ** (attempt.number - 1), LONGEST_BACKOFF_MS);
  return Math.round(ceiling * (0.5 + chance / 2));
}

function isPersonUnreachable(why: RefusalReason): boolean {
  return (
    why === 'blocked-by-person' ||
    why === 'not-installed' ||
    why === 'disabled-by-admin' ||
    why === 'no-such-chat'
  );
}
