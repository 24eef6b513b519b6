import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { openWorld, type World } from './world.ts';

/** A world whose database the story can look into, behind the app's back. */
export type OpenBook = { readonly world: World; readonly database: PGlite };

export async function openBook(...how: Parameters<typeof openWorld>): Promise<OpenBook> {
  const create = mock.method(PGlite, 'create');
  try {
    const world = await openWorld(...how);
    // PGlite calls itself once more to make a new database.
    const [opened, ...others] = create.mock.calls.filter(({ arguments: [where] }) => isOurs(where));
    assert.ok(opened && others.length === 0, 'the app opens one database');
    return { world, database: (await opened.result) as PGlite };
  } finally {
    create.mock.restore();
  }
}

function isOurs(where: unknown): boolean {
  return where === 'memory://';
}

export type Row = Readonly<Record<string, unknown>>;

export async function rows({ database }: OpenBook, query: string, values: unknown[] = []): Promise<Row[]> {
  return (await database.query<Row>(query, values)).rows;
}

// The rate's tokens and the readiness probe change by themselves.
const RESTLESS = new Set(['allowance', 'probe']);

/** How many rows each of our tables has and a hash over all of them; and how many welcomes have ever been asked for. */
export async function fingerprint(book: OpenBook): Promise<Readonly<Record<string, string>>> {
  const tables = await rows(
    book,
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const taken: Record<string, string> = {};
  for (const table of tables.map(({ name }) => String(name)).filter((name) => !RESTLESS.has(name))) {
    const [print] = await rows(
      book,
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as print from "${table}" t`,
    );
    taken[table] = String(print?.['print']);
  }
  const [welcomes] = await rows(book, `select count(*)::text as jobs from jobs.job where name = 'welcome'`);
  taken['welcome jobs'] = String(welcomes?.['jobs']);
  assert.ok('message' in taken && 'inbound' in taken && 'journey' in taken);
  return taken;
}

const PATIENCE_MS = 20_000;

/** Resolves once nothing waits to be sent and no welcome is under way any more. */
export async function calm(book: OpenBook): Promise<void> {
  const endsAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const busy = await rows(
      book,
      `select key from message where state in ('waiting', 'sending')
       union all select name from jobs.job where name = 'welcome' and state in ('created', 'retry', 'active')`,
    );
    if (busy.length === 0) return;
    assert.ok(performance.now() < endsAt, `still under way: ${JSON.stringify(busy)}`);
    await new Promise(setImmediate);
  }
}
