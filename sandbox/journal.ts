import type { Clock } from './clock.ts';

export type Party = 'Keywave' | 'Teams' | 'Graph' | 'Entra' | 'Browser';

/** One call between the app and the tenant: a sentence first, the call second. */
export type Entry = {
  readonly id: number;
  readonly at: string;
  readonly from: Party;
  readonly to: Party;
  /** A whole English sentence: "Asks whether Adele has a passkey yet. Not yet: 0 found." */
  readonly sentence: string;
  /** "GET /users/…/authentication/fido2Methods" */
  readonly call: string;
  readonly status: number;
  readonly ms: number;
  /** The person whom the call is about, when it is about one. */
  readonly about?: string;
  /** The switched-on fault that caused it. */
  readonly fault?: string;
};

const KEPT = 5000;

/** What happened, newest last. */
export class Journal {
  readonly #clock: Clock;
  readonly #entries: Entry[] = [];
  readonly #listeners = new Set<(entry: Entry) => void>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  write(entry: Omit<Entry, 'id' | 'at'>): void {
    this.#count += 1;
    const written: Entry = { id: this.#count, at: this.#clock.now().toISOString(), ...entry };
    this.#entries.push(written);
    if (this.#entries.length > KEPT) this.#entries.shift();
    for (const listener of this.#listeners) listener(written);
  }

  get count(): number {
    return this.#count;
  }

  entries(): readonly Entry[] {
    return this.#entries;
  }

  onEntry(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
