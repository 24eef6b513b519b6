import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

export type Migration = {
  readonly name: string;
  readonly hash: string;
  readonly statements: readonly string[];
};

/** Brings the database to the newest schema; of several who do so at once, one does and the others wait for it. */
export async function migrate(db: Kysely<Schema>, migrations?: readonly Migration[]): Promise<void> {
  const wanted = migrations ?? (await readMigrations());
  await db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    // Any number does, as long as nobody else takes it.
    await sql`select pg_advisory_xact_lock(5309814)`.execute(tx);
    await sql`create table if not exists migration (
      name text primary key, hash text not null, applied_at timestamptz not null default clock_timestamp())`.execute(
      tx,
    );
    for (const migration of await missing(tx, wanted)) await apply(tx, migration);
  });
}

/** Undefined when the schema is the one this code was written for; otherwise what is wrong. */
export async function schemaProblem(db: Kysely<Schema>): Promise<string | undefined> {
  const lacking = await missing(db, await readMigrations());
  return lacking[0] && `The migration ${lacking[0].name} has not run.`;
}

/** The migrations in their order; a statement ends with a semicolon at the end of a line. */
export async function readMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => migrationOf(name, await readFile(new URL(name, folder), 'utf8'))),
  );
}

function migrationOf(name: string, text: string): Migration {
  if (text.includes('$$')) {
    throw new StoreError(
      'migration',
      `${name} has a quoted body ($$), which cannot be split into statements.`,
    );
  }
  const statements = text
    .replaceAll(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  return { name, hash: createHash('sha256').update(statements.join(';')).digest('hex'), statements };
}

async function missing(db: Kysely<Schema>, wanted: readonly Migration[]): Promise<readonly Migration[]> {
  const applied = await db.selectFrom('migration').select(['name', 'hash']).orderBy('name').execute();
  for (const { name, hash } of applied) {
    const known = wanted.find((migration) => migration.name === name);
    if (!known)
      throw new StoreError('migration', `The database is newer than this program: it knows ${name}.`);
    if (known.hash !== hash) {
      throw new StoreError(
        'migration',
        `${name} was changed after it had run; write a new migration instead.`,
      );
    }
  }
  return wanted.filter(({ name }) => !applied.some((done) => done.name === name));
}

async function apply(tx: Transaction<Schema>, { name, hash, statements }: Migration): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(tx);
  await tx.insertInto('migration').values({ name, hash }).execute();
}
