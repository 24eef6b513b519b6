import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/adapters/store/database.ts';
import { lockFolder, networkFileSystem } from '../../../src/adapters/store/lock.ts';
import { migrate } from '../../../src/adapters/store/migrate.ts';
import { openStore } from '../../../src/adapters/store/store.ts';
import { StoreError } from '../../../src/adapters/store/store-error.ts';
import { someTenant } from './databases.ts';
import { ADA, at, person } from './samples.ts';

const LOCK = new URL('../../../src/adapters/store/lock.ts', import.meta.url).href;

describe('the lock of a data folder', function () {
  this.timeout(60_000);
  const made: { folder: string } = { folder: '' };

  beforeEach(async () => {
    made.folder = await mkdtemp(join(tmpdir(), 'keywave-'));
  });

  afterEach(() => rm(made.folder, { recursive: true, force: true }));

  /** Another process that takes the lock and says what became of it; it holds the lock until it is killed. */
  async function rival(folder: string) {
    const program = `
      const { lockFolder } = await import(${JSON.stringify(LOCK)});
      try { await lockFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000); }
      catch (error) { console.log(error.code + ' ' + error.message); }`;
    const started = performance.now();
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, said: said.toString().trim(), ms: performance.now() - started };
  }

  const isInUse = (error: unknown): boolean => error instanceof StoreError && error.code === 'in-use';

  it('refuses a second process within two seconds, names the first and leaves it unharmed', async () => {
    const database = await openDatabase({ kind: 'embedded', folder: made.folder }, () => undefined);
    await migrate(database.db);
    const { store, ready } = openStore(database, someTenant());
    await store.people.save(person(ADA), at(0));
    const { said, ms } = await rival(made.folder);
    assert.match(said, new RegExp(`^in-use .*process ${process.pid}\\b.*Stop that one first`));
    assert.ok(ms < 2000, `${ms} ms`);
    await store.people.save({ ...person(ADA), firstName: 'Ada' }, at(1));
    assert.equal((await store.people.of(ADA))?.firstName, 'Ada');
    assert.deepEqual(await ready(), { kind: 'ready' });
    await database.close();
  });

  it('refuses a second opening by the same process, and by another path', async () => {
    const lock = await lockFolder(made.folder);
    await symlink(made.folder, `${made.folder}-link`);
    await assert.rejects(lockFolder(made.folder), isInUse);
    await assert.rejects(lockFolder(`${made.folder}-link`), isInUse);
    await rm(`${made.folder}-link`);
    await lock.release();
    await (await lockFolder(made.folder)).release();
  });

  it('is free at once when its process is killed', async () => {
    const { child, said } = await rival(made.folder);
    assert.equal(said, 'locked');
    await assert.rejects(lockFolder(made.folder), isInUse);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const lock = await lockFolder(made.folder);
    assert.equal(lock.isHeld(), true);
    await lock.release();
  });

  it('holds although the owner is too busy to answer', async () => {
    const { child } = await rival(made.folder);
    child.kill('SIGSTOP');
    await assert.rejects(lockFolder(made.folder), isInUse);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  describe('with an owner on another machine', () => {
    const file = () => join(made.folder, 'owner.json');
    const elsewhere = { id: 'other', pid: 7, host: 'another-machine', room: 'another room' };

    it('is refused while that one beats', async () => {
      await writeFile(file(), JSON.stringify(elsewhere));
      await assert.rejects(lockFolder(made.folder), /process 7 on another-machine/);
      assert.deepEqual(JSON.parse(await readFile(file(), 'utf8')), elsewhere);
    });

    it('is taken over once that one is silent', async () => {
      await writeFile(file(), JSON.stringify(elsewhere));
      const long = new Date(Date.now() - 60_000);
      await utimes(file(), long, long);
      const lock = await lockFolder(made.folder);
      await lock.release();
    });

    it('is taken over from half a file', async () => {
      await writeFile(file(), '{"id":"oth');
      await (await lockFolder(made.folder)).release();
    });

    it('is not given back by whoever has lost it', async () => {
      const lock = await lockFolder(made.folder);
      await writeFile(file(), JSON.stringify(elsewhere));
      await lock.release();
      assert.deepEqual(JSON.parse(await readFile(file(), 'utf8')), elsewhere);
    });
  });

  it('knows the network file systems by their numbers, also as negative ones', () => {
    assert.equal(networkFileSystem(0x6969), 'NFS');
    assert.equal(networkFileSystem(0xff534d42 | 0), 'CIFS');
    assert.equal(networkFileSystem(0xef53), undefined);
  });
});
