/** The tenant's time. It runs like the real one, from wherever it was last set; a frozen one moves only when told to. */
export class Clock {
  #offsetMs = 0;
  #frozenAt: number | undefined;
  readonly #listeners = new Set<(now: Date) => void>();

  constructor(start?: { readonly at: Date; readonly frozen: boolean }) {
    if (!start) return;
    this.#offsetMs = start.at.getTime() - Date.now();
    if (start.frozen) this.#frozenAt = start.at.getTime();
  }

  now(): Date {
    return new Date(this.#frozenAt ?? Date.now() + this.#offsetMs);
  }

  /** The real time: for tokens and whatever else other libraries check against the machine's clock. */
  realNow(): Date {
    return new Date();
  }

  advance(milliseconds: number): void {
    this.set(new Date(this.now().getTime() + milliseconds));
  }

  set(to: Date): void {
    if (this.#frozenAt !== undefined) this.#frozenAt = to.getTime();
    else this.#offsetMs = to.getTime() - Date.now();
    for (const listener of this.#listeners) listener(this.now());
  }

  onChange(listener: (now: Date) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
