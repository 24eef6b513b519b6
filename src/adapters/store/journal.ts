import { StoreError } from './store-error.ts';

/** Who has written waits here until it is on disk; all who wait at the same time share one sync. */
export class Journal {
  readonly #sync: () => Promise<void>;
  #written = 0;
  #synced = 0;
  #running: Promise<void> | undefined;
  #fault: StoreError | undefined;

  constructor(sync: () => Promise<void>) {
    this.#sync = sync;
  }

  wrote(): void {
    this.#written += 1;
  }

  /** Resolves once everything written before this call is on disk; at once when it is already. */
  async settled(): Promise<void> {
    const mine = this.#written;
    while (this.#synced < mine) {
      this.#running ??= this.#syncOnce();
      await this.#running;
    }
    if (this.#fault) throw this.#fault;
  }

  async #syncOnce(): Promise<void> {
    const upTo = this.#written;
    try {
      // After a failed sync the kernel may have dropped the pages, so a later success would prove nothing.
      if (this.#fault) throw this.#fault;
      await this.#sync();
      this.#synced = upTo;
    } catch (cause) {
      this.#fault ??= new StoreError('not-durable', 'The disk refused to keep what was written.', { cause });
      throw this.#fault;
    } finally {
      this.#running = undefined;
    }
  }
}
