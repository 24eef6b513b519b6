const PAUSE_MS = 10_000;

/** Says what changed to a screen reader, at most every ten seconds; of several in between only the last. */
export class Announcer {
  readonly #region: HTMLElement;
  #waiting: string | undefined;
  #isPausing = false;

  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(words: string): void {
    if (this.#isPausing) {
      this.#waiting = words;
      return;
    }
    this.#region.textContent = words;
    this.#isPausing = true;
    setTimeout(() => this.#resume(), PAUSE_MS);
  }

  #resume(): void {
    this.#isPausing = false;
    const words = this.#waiting;
    this.#waiting = undefined;
    if (words !== undefined) this.say(words);
  }
}
