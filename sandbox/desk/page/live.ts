/** A value that tells its watchers whenever it is set. */
export class Live<T> {
  readonly #watchers = new Set<(value: T) => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    for (const watcher of this.#watchers) watcher(value);
  }

  /** Calls the watcher with the value as it is, and then at each change. */
  watch(watcher: (value: T) => void): void {
    this.#watchers.add(watcher);
    watcher(this.#value);
  }
}

/** Something that happens now and then; nothing is kept for those who come later. */
export class Topic<T> {
  readonly #listeners = new Set<(event: T) => void>();

  tell(event: T): void {
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: T) => void): void {
    this.#listeners.add(listener);
  }
}
