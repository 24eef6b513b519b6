import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Secret } from '../../core/secret.ts';
import { EmbeddedDialect } from './embedded-dialect.ts';
import { openInFolder, openInMemory, type Embedded } from './embedded.ts';
import type { Schema } from './schema.ts';

/** Where the data is. `memory` is for tests: everything is gone with the process. */
export type Place =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'memory' }
  | { readonly kind: 'postgres'; readonly url: Secret };

/** What runs the SQL, for those who need more than kysely: the job engine and the maintenance. */
export type Engine =
  | { readonly kind: 'embedded'; readonly embedded: Embedded }
  | { readonly kind: 'postgres'; readonly url: Secret };

export type Database = {
  readonly db: Kysely<Schema>;
  readonly engine: Engine;
  /** Close it last: after the jobs and the maintenance, which use it. */
  close(): Promise<void>;
};

const CONNECTIONS = 10;

/** Opens the database; `onIdleError` hears of connections that broke while nobody used them. */
export async function openDatabase(place: Place, onIdleError: (error: Error) => void): Promise<Database> {
  switch (place.kind) {
    case 'embedded':
      return overEmbedded(await openInFolder(place.folder));
    case 'memory':
      return overEmbedded(await openInMemory());
    case 'postgres':
      return overPostgres(place.url, onIdleError);
  }
}

/** A database over an engine that is open already. */
export function overEmbedded(embedded: Embedded): Database {
  const db = new Kysely<Schema>({ dialect: new EmbeddedDialect({ pglite: embedded.pglite }) });
  return {
    db,
    engine: { kind: 'embedded', embedded },
    close: async () => {
      await db.destroy();
      await embedded.close();
    },
  };
}

function overPostgres(url: Secret, onIdleError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    application_name: 'keywave',
    max: CONNECTIONS,
    connectionTimeoutMillis: 5000,
    statement_timeout: 15_000,
    // A process that was paused in mid-transaction must not hold up the others.
    idle_in_transaction_session_timeout: 10_000,
  });
  pool.on('error', onIdleError);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, engine: { kind: 'postgres', url }, close: () => db.destroy() };
}
