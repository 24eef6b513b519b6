import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { overEmbedded, type Database } from '../../../src/adapters/store/database.ts';
import { realDisk, type Disk } from '../../../src/adapters/store/disk.ts';
import { DurablePglite, isRead } from '../../../src/adapters/store/durable.ts';
import { openInFolder, type Embedded } from '../../../src/adapters/store/embedded.ts';
import { Journal } from '../../../src/adapters/store/journal.ts';
import { maintain, startMaintenance } from '../../../src/adapters/store/maintenance.ts';
import { migrate } from '../../../src/adapters/store/migrate.ts';
import { StoreError } from '../../../src/adapters/store/store-error.ts';
import { WriteAheadLog } from '../../../src/adapters/store/write-ahead-log.ts';

describe('the journal', () => {
  /** A disk that finishes a sync only when told to. */
  function slowDisk() {
    const syncs: PromiseWithResolvers<undefined>[] = [];
    const journal = new Journal(async () => {
      const sync = Promise.withResolvers<undefined>();
      syncs.push(sync);
      await sync.promise;
    });
    return { journal, syncs };
  }

  it('costs nothing while nothing was written', async () => {
    const { journal, syncs } = slowDisk();
    await journal.settled();
    assert.equal(syncs.length, 0);
  });

  it('makes those who come during a sync wait for the next one, which they share', async () => {
    const { journal, syncs } = slowDisk();
    const done: string[] = [];
    const write = (name: string) => {
      journal.wrote();
      return journal.settled().then(() => done.push(name));
    };
    const first = write('first');
    const rest = [write('second'), write('third')];
    assert.equal(syncs.length, 1);
    syncs[0]?.resolve(undefined);
    await first;
    assert.deepEqual(done, ['first']);
    await new Promise(setImmediate);
    assert.equal(syncs.length, 2);
    syncs[1]?.resolve(undefined);
    await Promise.all(rest);
    assert.deepEqual([done.length, syncs.length], [3, 2]);
  });

  it('acknowledges nothing more once the disk has refused', async () => {
    const { journal, syncs } = slowDisk();
    journal.wrote();
    const settled = journal.settled();
    syncs[0]?.reject(new Error('EIO'));
    await assert.rejects(settled, (error) => error instanceof StoreError && error.code === 'not-durable');
    await assert.rejects(journal.settled(), StoreError);
    journal.wrote();
    await assert.rejects(journal.settled(), StoreError);
    assert.equal(syncs.length, 1);
  });
});

describe('the write-ahead log', () => {
  it('is synced segment by segment, and its folder when there is a new one', async () => {
    const [one, two] = ['000000010000000000000001', '000000010000000000000002'];
    const present = { names: ['archive_status', one] };
    const did: string[] = [];
    const open = new Map<number, string>();
    const disk: Disk = {
      list: async () => present.names,
      open: async (file) => {
        open.set(open.size, file.slice(-1));
        return open.size - 1;
      },
      close: async (handle) => void did.push(`close ${open.get(handle) ?? ''}`),
      syncData: async (handle) => void did.push(`sync ${open.get(handle) ?? ''}`),
      syncFolder: async () => void did.push('sync folder'),
    };
    const log = new WriteAheadLog('somewhere', disk);
    await log.sync();
    await log.sync();
    present.names = [two];
    await log.sync();
    await log.close();
    assert.deepEqual(did, ['sync 1', 'sync folder', 'sync 1', 'close 1', 'sync 2', 'sync folder', 'close 2']);
  });
});

describe('what is a read', () => {
  const reads = [
    'select 1',
    ' SELECT count(*)::int from a where b in (1)',
    'select "m"."id" from "m" for update;',
    'show x',
  ];
  const writes = [
    'insert into a values (1)',
    'with x as (update a set b = 1 returning *) select * from x',
    'select jobs.create_queue($1)',
    'select "jobs"."create_queue"($1)',
    'select 1; delete from a',
    'select * into b from a',
    "select nextval('a')",
    'begin',
    'vacuum a',
  ];
  for (const statement of reads) it(`is one: ${statement}`, () => assert.equal(isRead(statement), true));
  for (const statement of writes) it(`is none: ${statement}`, () => assert.equal(isRead(statement), false));
});

describe('a database in a folder', function () {
  this.timeout(60_000);
  const opened: { folder?: string; embedded?: Embedded; database?: Database } = {};
  const syncs = { count: 0, hold: async (): Promise<void> => undefined };
  const database = () => opened.database as Database;

  before(async () => {
    opened.folder = await mkdtemp(join(tmpdir(), 'keywave-'));
    const disk: Disk = {
      ...realDisk,
      syncData: async (handle) => {
        await syncs.hold();
        await realDisk.syncData(handle);
        syncs.count += 1;
      },
    };
    opened.embedded = await openInFolder(opened.folder, disk);
    opened.database = overEmbedded(opened.embedded);
    await migrate(database().db);
    await sql`create table noted (number integer primary key)`.execute(database().db);
  });

  after(async () => {
    await opened.database?.close();
    if (opened.folder) await rm(opened.folder, { recursive: true });
  });

  const note = (number: number) => sql`insert into noted values (${number})`.execute(database().db);

  /** Whether the work is acknowledged although the disk has not answered yet. */
  async function isAcknowledgedEarly(work: () => Promise<unknown>): Promise<boolean> {
    const disk = Promise.withResolvers<undefined>();
    const asked = Promise.withResolvers<undefined>();
    syncs.hold = async () => {
      asked.resolve(undefined);
      await disk.promise;
    };
    let isDone = false;
    const working = work().then(() => (isDone = true));
    await Promise.race([working, asked.promise]);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    const isEarly = isDone;
    syncs.hold = async () => undefined;
    disk.resolve(undefined);
    await working;
    return isEarly;
  }
  const embedded = () => {
    const { pglite } = opened.embedded as Embedded;
    assert.ok(pglite instanceof DurablePglite);
    return pglite;
  };

  it('acknowledges no statement, no batch and no transaction before it is on disk', async () => {
    assert.equal(await isAcknowledgedEarly(() => note(1)), false);
    assert.equal(
      await isAcknowledgedEarly(() => embedded().exec('begin; insert into noted values (2); commit;')),
      false,
    );
    assert.equal(
      await isAcknowledgedEarly(() =>
        database()
          .db.transaction()
          .execute((tx) => sql`insert into noted values (3)`.execute(tx)),
      ),
      false,
    );
  });

  it('shows nobody what is not on disk yet', async () => {
    const read = () => sql`select count(*)::int from noted`.execute(database().db);
    assert.equal(
      await isAcknowledgedEarly(() =>
        Promise.race([note(4).then(() => new Promise(() => undefined)), read()]),
      ),
      false,
    );
  });

  it('reads without asking the disk', async () => {
    const before = syncs.count;
    assert.equal(await isAcknowledgedEarly(() => sql`select * from noted`.execute(database().db)), true);
    await database()
      .db.transaction()
      .execute((tx) => sql`select * from noted for update`.execute(tx));
    assert.equal(syncs.count, before);
  });

  it('lets many writers share a sync', async () => {
    const before = syncs.count;
    await Promise.all(Array.from({ length: 60 }, (_, index) => note(100 + index)));
    const { length: segments } = (
      await realDisk.list(join(opened.folder as string, 'database', 'pg_wal'))
    ).filter((name) => /^[0-9A-F]{24}$/.test(name));
    assert.ok(
      (syncs.count - before) / segments < 60,
      `${(syncs.count - before) / segments} syncs for 60 commits`,
    );
  });

  it('is maintained: checkpoint and vacuum, all tables', async () => {
    await sql`update noted set number = number + 1000`.execute(database().db);
    await maintain(database());
    const { rows } = await sql<{ dead: number }>`
      select n_dead_tup::int as dead from pg_stat_user_tables where relname = 'noted'`.execute(database().db);
    assert.equal(rows[0]?.dead, 0);
  });

  it('is maintained again and again until stopped', async () => {
    const errors: unknown[] = [];
    const before = await checkpoints();
    const maintenance = startMaintenance(database(), { everyMs: 5, onError: (error) => errors.push(error) });
    const deadline = performance.now() + 10_000;
    while ((await checkpoints()) === before && performance.now() < deadline)
      await note(Math.floor(performance.now() * 1000));
    await maintenance.stop();
    assert.deepEqual(errors, []);
    const after = await checkpoints();
    assert.notEqual(after, before);
    assert.equal(await checkpoints(), after);
  });

  async function checkpoints(): Promise<string | undefined> {
    const { rows } = await sql<{
      at: string;
    }>`select checkpoint_lsn::text as at from pg_control_checkpoint()`.execute(database().db);
    return rows[0]?.at;
  }
});
