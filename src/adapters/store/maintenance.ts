import { sql } from 'kysely';
import type { Database } from './database.ts';

export type Maintenance = {
  /** Resolves when the round under way is over; none begins after that. */
  stop(): Promise<void>;
};

type Beat = { readonly everyMs: number; readonly onError: (error: unknown) => void };

/** PGlite never checkpoints or vacuums by itself, so we do; PostgreSQL needs nothing of us. */
export function startMaintenance(database: Database, { everyMs, onError }: Beat): Maintenance {
  if (database.engine.kind === 'postgres') return { stop: async () => undefined };
  let round: Promise<void> | undefined;
  const timer = setInterval(() => {
    round ??= maintain(database)
      .catch(onError)
      .finally(() => {
        round = undefined;
      });
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}

/** One round. The files are brought to the disk before the checkpoint says that they are there, and its own marks after. */
export async function maintain({ db, engine }: Database): Promise<void> {
  if (engine.kind === 'postgres') return;
  await engine.embedded.syncFiles();
  await sql`checkpoint`.execute(db);
  await engine.embedded.syncFiles();
  const tables = await sql<{ schema: string; name: string }>`
    select n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    order by 1, 2`.execute(db);
  // One statement each: a vacuum cannot share a transaction, and others get their turn in between.
  for (const { schema, name } of tables.rows)
    await sql`vacuum (analyze) ${sql.table(`${schema}.${name}`)}`.execute(db);
}
