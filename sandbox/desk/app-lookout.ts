import { setTimeout as wait } from 'node:timers/promises';
import type { DeskDeps } from './deps.ts';
import { FEATURED } from './person.ts';

/** Whether the app answers, and where it lives. */
export type AppState = { readonly reachable: boolean; readonly url: string };

const UNTIL_UP_MS = 1000;
const ONCE_UP_MS = 10_000;
const PATIENCE_MS = 2000;

/** Looks out for the app: every second until it answers, then every ten. When it first does, the featured five get it. */
export class AppLookout {
  readonly #deps: DeskDeps;
  readonly #listeners = new Set<(app: AppState) => void>();
  #isReachable = false;
  #hasInstalled = false;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  app(): AppState {
    return { reachable: this.#isReachable, url: URL.parse('/', this.#deps.bot.endpoint)?.href ?? '' };
  }

  onChange(listener: (app: AppState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Goes on until the sandbox closes. */
  async watch(): Promise<void> {
    const { closing } = this.#deps;
    while (!closing?.aborted) {
      await this.#look();
      // Unreferenced: looking out keeps no process alive.
      await wait(this.#isReachable ? ONCE_UP_MS : UNTIL_UP_MS, undefined, {
        ref: false,
        ...(closing && { signal: closing }),
      }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const isReachable = await answers(URL.parse('/healthz', this.#deps.bot.endpoint));
    if (isReachable !== this.#isReachable) {
      this.#isReachable = isReachable;
      for (const listener of this.#listeners) listener(this.app());
    }
    if (isReachable && !this.#hasInstalled) {
      this.#hasInstalled = true;
      await this.#installFeatured();
    }
  }

  async #installFeatured(): Promise<void> {
    const { tenant, teams } = this.#deps;
    const featured = tenant.users
      .values()
      .filter((user) => FEATURED.includes(user.displayName) && user.teams);
    await Promise.all(featured.map((user) => teams.install(user.id)));
  }
}

/** No while nobody knows yet where the app will be. */
async function answers(url: URL | null): Promise<boolean> {
  if (!url) return false;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
