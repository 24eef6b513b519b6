import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/adapters/store/database.ts';
import {
  migrate,
  readMigrations,
  schemaProblem,
  type Migration,
} from '../../../src/adapters/store/migrate.ts';
import { openStore } from '../../../src/adapters/store/store.ts';
import { StoreError } from '../../../src/adapters/store/store-error.ts';
import { inBothPlaces, someTenant } from './databases.ts';

const quiet = (): void => undefined;

const COUNTED: readonly Migration[] = [
  { name: '0001-a.sql', hash: 'a', statements: ['create table counted (number integer)'] },
  {
    name: '0002-b.sql',
    hash: 'b',
    statements: ['insert into counted values (1)', 'insert into counted values (2)'],
  },
];

inBothPlaces('migrations', (emptyPlace) => {
  it('run once when four processes start at the same time', async function () {
    this.timeout(60_000);
    const place = await emptyPlace();
    const first = await openDatabase(place, quiet);
    const others =
      place.kind === 'postgres'
        ? await Promise.all([1, 2, 3].map(() => openDatabase(place, quiet)))
        : [first, first, first];
    await Promise.all([first, ...others].map(({ db }) => migrate(db, COUNTED)));
    const rows = await sql<{ count: number }>`select count(*)::int as count from counted`.execute(first.db);
    assert.equal(rows.rows[0]?.count, 2);
    await Promise.all([...new Set([first, ...others])].map((database) => database.close()));
  });

  it('leave nothing behind when one fails, and name what is wrong before and after', async function () {
    this.timeout(60_000);
    const database = await openDatabase(await emptyPlace(), quiet);
    const { db } = database;
    const broken = {
      name: '0003-c.sql',
      hash: 'c',
      statements: ['insert into counted values (3)', 'nonsense'],
    };
    assert.equal((await openStore(database, someTenant()).ready()).kind, 'not-ready');
    await assert.rejects(migrate(db, [...COUNTED, broken]), /syntax/);
    await migrate(db, COUNTED);
    const rows = await sql<{ count: number }>`select count(*)::int as count from counted`.execute(db);
    assert.equal(rows.rows[0]?.count, 2);
    await assert.rejects(migrate(db, COUNTED.slice(0, 1)), /newer than this program/);
    await assert.rejects(
      migrate(
        db,
        COUNTED.map((migration) => ({ ...migration, hash: 'other' })),
      ),
      /was changed after it had run/,
    );
    await assert.rejects(schemaProblem(db), StoreError);
    await database.close();
  });
});

describe('a migration file', () => {
  it('is numbered without a gap and split at the ends of its statements', async () => {
    const migrations = await readMigrations();
    migrations.forEach(({ name, statements }, index) => {
      assert.equal(name.slice(0, 5), `${String(index + 1).padStart(4, '0')}-`);
      assert.ok(
        statements.every((statement) => /^(create|alter|drop|insert|update|delete) /.test(statement)),
      );
    });
  });
});
