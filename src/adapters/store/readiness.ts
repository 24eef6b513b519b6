import { sql } from 'kysely';
import type { TenantId } from '../../core/ids.ts';
import type { Database } from './database.ts';
import { schemaProblem } from './migrate.ts';

export type Readiness = { readonly kind: 'ready' } | { readonly kind: 'not-ready'; readonly why: string };

const PATIENCE_MS = 2000;

/** Writes and reads within two seconds, schema at its newest, folder still ours. Never throws. */
export async function readiness(database: Database, tenant: TenantId): Promise<Readiness> {
  const { engine } = database;
  if (engine.kind === 'embedded' && !engine.embedded.isHeld())
    return notReady('The data folder was taken over.');
  return withinPatience(check(database, tenant));
}

async function check({ db }: Database, tenant: TenantId): Promise<Readiness> {
  const problem = await schemaProblem(db);
  if (problem !== undefined) return notReady(problem);
  const written = await db
    .insertInto('probe')
    .values({ tenant_id: tenant, written_at: sql`clock_timestamp()` })
    .onConflict((conflict) =>
      conflict.column('tenant_id').doUpdateSet({ written_at: sql`excluded.written_at` }),
    )
    .returning('written_at')
    .executeTakeFirstOrThrow();
  const read = await db
    .selectFrom('probe')
    .select('written_at')
    .where('tenant_id', '=', tenant)
    .executeTakeFirstOrThrow();
  // Another process may have written since, but nothing older may come back.
  return read.written_at >= written.written_at
    ? { kind: 'ready' }
    : notReady('The database forgets what was written.');
}

/** Bounds a probe; what it was doing goes on, and is not waited for. */
export async function withinPatience(probe: Promise<Readiness>): Promise<Readiness> {
  const tooLate = Promise.withResolvers<Readiness>();
  const timer = setTimeout(
    () => tooLate.resolve(notReady('The database does not answer within 2 seconds.')),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([probe.catch(refusal), tooLate.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function refusal(error: unknown): Readiness {
  return notReady(error instanceof Error ? error.message : 'The database refused.');
}

function notReady(why: string): Readiness {
  return { kind: 'not-ready', why };
}
