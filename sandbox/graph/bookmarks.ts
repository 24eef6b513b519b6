import type { Json } from './answer.ts';

/** An object as change tracking compares it. */
export type Tracked = { readonly json: Json; readonly members?: readonly string[] };

/** How it was when the client last asked. */
export type Seen = { readonly text: string; readonly members?: ReadonlySet<string> };

export type Bookmark = {
  readonly at: Date;
  readonly path: string;
  readonly select?: readonly string[];
  readonly ids?: readonly string[];
  readonly seen: ReadonlyMap<string, Seen>;
};

type Round = { readonly items: readonly Json[]; readonly from: number; readonly end: string };

const PAGE = 200;
const KEPT = 500;

/** What clients hold tokens for: open rounds and finished bookmarks; the oldest are forgotten. */
export class Bookmarks {
  readonly #bookmarks = new Map<string, Bookmark>();
  readonly #rounds = new Map<string, Round>();

  find(token: string): Bookmark | undefined {
    return this.#bookmarks.get(token);
  }

  /** Begins a round of pages that ends at a new bookmark; answers the token of its first page. */
  open(items: readonly Json[], next: Bookmark): string {
    const end = keep(this.#bookmarks, next);
    return keep(this.#rounds, { items, from: 0, end });
  }

  /** One page, and the token that follows it. A page may be asked for again. */
  turn(
    token: string,
  ): { readonly kind: 'more' | 'end'; readonly items: readonly Json[]; readonly token: string } | undefined {
    const round = this.#rounds.get(token);
    if (!round) return undefined;
    const until = round.from + PAGE;
    const items = round.items.slice(round.from, until);
    if (until >= round.items.length) return { kind: 'end', items, token: round.end };
    return { kind: 'more', items, token: keep(this.#rounds, { ...round, from: until }) };
  }
}

function keep<T>(map: Map<string, T>, value: T): string {
  const token = Buffer.from(crypto.randomUUID()).toString('base64url');
  map.set(token, value);
  const oldest = map.keys().next().value;
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
  return token;
}
