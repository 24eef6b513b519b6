import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';

const WRITER = fileURLToPath(new URL('./pglite-writer.ts', import.meta.url));
const KILLS = 50;

describe('PGlite under kill -9', () => {
  it(`loses nothing acknowledged in ${KILLS} kills at random moments, and opens each time`, async function () {
    this.timeout(1_800_000);
    const folder = await mkdtemp(join(tmpdir(), 'keywave-kill-'));
    const notes = join(folder, 'acknowledged');
    let total = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await writeFile(notes, '');
      const child = spawn(process.execPath, [WRITER, join(folder, 'data'), notes], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      await untilItWrites(child, notes);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1500));
      const ended = once(child, 'exit');
      assert.equal(child.exitCode, null, 'the writer ended by itself');
      child.kill('SIGKILL');
      await ended;
      total += await check(join(folder, 'data', 'database'), acknowledgedIn(notes));
    }
    assert.ok(total > KILLS, `${total} rows were acknowledged`);
    await rm(folder, { recursive: true });
  });
});

async function untilItWrites(child: ChildProcess, notes: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(existsSync(notes) && readFileSync(notes, 'utf8').includes('opened'))) {
    assert.equal(child.exitCode, null, 'the writer could not open the database');
    assert.ok(performance.now() < deadline, 'the writer does not open the database within a minute');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function acknowledgedIn(notes: string): readonly string[] {
  return readFileSync(notes, 'utf8')
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== 'opened');
}

/** All that was acknowledged is there, the sum is unchanged and every index agrees with its table. */
async function check(database: string, acknowledged: readonly string[]): Promise<number> {
  const pglite = await PGlite.create(database, { extensions: { amcheck } });
  const found = await pglite.query<{ id: string }>('select id from noted where id = any($1)', [acknowledged]);
  assert.equal(found.rows.length, acknowledged.length, 'an acknowledged row is lost');
  const sums = await pglite.query<{ sum: number; moved: number; rows: number }>(`
    select sum(amount)::int as sum, max(amount)::int - 1000 as moved, (select count(*)::int from noted) as rows from balance`);
  assert.deepEqual(
    sums.rows.map(({ sum }) => sum),
    [2000],
  );
  assert.equal(sums.rows[0]?.moved, sums.rows[0]?.rows, 'half a transaction is there');
  await pglite.exec('create extension if not exists amcheck');
  await pglite.query(`
    select bt_index_check(c.oid, true) from pg_class c join pg_am a on a.oid = c.relam and a.amname = 'btree'
    where c.relkind = 'i' and c.relpersistence <> 't'`);
  await pglite.close();
  return acknowledged.length;
}
