import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { TenantId } from '../../core/ids.ts';
import type { Schema } from './schema.ts';

/** How many per second, and how many at once after a quiet time. */
export type Rate = { readonly perSecond: number; readonly burst: number };

export type Bucket = 'teams.send' | 'graph.methods';

/** What every store is made of. Inside `together` the `db` is the transaction, and nothing else may be used. */
export type Scope = {
  readonly db: Kysely<Schema>;
  readonly tenant: TenantId;
  /** The name under which this process claims work. */
  readonly owner: string;
  /** The database's clock, which leases, rates and back-off go by. */
  readonly clock: RawBuilder<Date>;
  readonly rates: Readonly<Record<Bucket, Rate>>;
};

/** Runs the work in the transaction that is open, or in one of its own. */
export async function atomically<Result>(
  scope: Scope,
  work: (tx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  const { db } = scope;
  return isOpen(db) ? work(db) : db.transaction().execute(work);
}

function isOpen(db: Kysely<Schema>): db is Transaction<Schema> {
  return db.isTransaction;
}
