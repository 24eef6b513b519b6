import type { PGlite, Results, Transaction } from '@electric-sql/pglite';
import type { Journal } from './journal.ts';

type Query = Parameters<PGlite['query']>;

/** PGlite whose every answer rests on what is on disk. It has the members that kysely and pg-boss use. */
export class DurablePglite {
  readonly #pglite: PGlite;
  readonly #journal: Journal;

  constructor(pglite: PGlite, journal: Journal) {
    this.#pglite = pglite;
    this.#journal = journal;
  }

  get ready(): boolean {
    return this.#pglite.ready;
  }

  get closed(): boolean {
    return this.#pglite.closed;
  }

  get waitReady(): Promise<void> {
    return this.#pglite.waitReady;
  }

  async query<Row>(...[sql, params, options]: Query): Promise<Results<Row>> {
    return this.#acknowledged(!isRead(sql), () => this.#pglite.query<Row>(sql, params, options));
  }

  async exec(sql: string): Promise<Results[]> {
    return this.#acknowledged(!isRead(sql), () => this.#pglite.exec(sql));
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const writes = { any: false };
    const result = await this.#pglite.transaction((transaction) => work(watched(transaction, writes)));
    if (writes.any) this.#journal.wrote();
    await this.#journal.settled();
    return result;
  }

  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>> {
    return this.#pglite.listen(channel, callback);
  }

  close(): Promise<void> {
    return this.#pglite.close();
  }

  /** A read waits too when it may have seen what is not yet on disk; otherwise it costs nothing. */
  async #acknowledged<Result>(writes: boolean, run: () => Promise<Result>): Promise<Result> {
    try {
      const result = await run();
      if (writes) this.#journal.wrote();
      await this.#journal.settled();
      return result;
    } catch (error) {
      // A batch may have committed a part before it failed; whoever reads that part waits for it.
      if (writes) this.#journal.wrote();
      throw error;
    }
  }
}

/** The same transaction, which notes whether it writes. */
function watched(transaction: Transaction, writes: { any: boolean }): Transaction {
  const note = (sql: string): void => {
    writes.any ||= !isRead(sql);
  };
  return {
    query: (...[sql, params, options]: Query) => {
      note(sql);
      return transaction.query(sql, params, options);
    },
    exec: (sql, options) => {
      note(sql);
      return transaction.exec(sql, options);
    },
    sql: (strings, ...params: unknown[]) => {
      writes.any = true;
      return transaction.sql(strings, ...params);
    },
    rollback: () => transaction.rollback(),
    listen: (channel, callback) => transaction.listen(channel, callback),
    get closed() {
      return transaction.closed;
    },
  };
}

/** One plain SELECT that calls no function of a schema (pg-boss keeps writing ones there). In doubt it is a write. */
export function isRead(sql: string): boolean {
  return (
    /^\s*(select|show)\b/i.test(sql) &&
    !/;\s*\S/.test(sql) &&
    !/\.\s*"?\w+"?\s*\(/.test(sql) &&
    !/\b(into|nextval|setval|pg_notify|lo_\w+)\b/i.test(sql)
  );
}
