import type { Clock } from '../../clock.ts';

const LIFETIME_MS = 5 * 60_000;

/** What a browser was asked to sign: each challenge is for one person and one purpose, and good for one answer. */
export class Challenges {
  readonly #clock: Clock;
  readonly #open = new Map<string, { readonly owner: string; readonly untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(challenge: string, purpose: 'register' | 'sign-in', personId: string): void {
    const now = this.#clock.realNow().getTime();
    for (const [old, { untilMs }] of this.#open) if (untilMs < now) this.#open.delete(old);
    this.#open.set(challenge, { owner: `${purpose} ${personId}`, untilMs: now + LIFETIME_MS });
  }

  /** True once, and only for the person and purpose it was made for. */
  take(challenge: string, purpose: 'register' | 'sign-in', personId: string): boolean {
    const found = this.#open.get(challenge);
    this.#open.delete(challenge);
    return found?.owner === `${purpose} ${personId}` && found.untilMs >= this.#clock.realNow().getTime();
  }
}
