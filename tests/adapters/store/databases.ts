import { randomUUID } from 'node:crypto';
import type { TenantId } from '../../../src/core/ids.ts';
import { openDatabase, type Database, type Place } from '../../../src/adapters/store/database.ts';
import { migrate } from '../../../src/adapters/store/migrate.ts';
import { findPostgres, startPostgres, type PostgresServer } from './postgres-server.ts';

const programs = findPostgres();
const fail = (error: Error): void => {
  throw error;
};

// One server for all test files of a run: starting one takes seconds.
const shared: { server?: Promise<PostgresServer> } = {};

after(async () => (await shared.server)?.stop());

/** An empty PostgreSQL database. */
async function freshPostgres(): Promise<Place> {
  if (programs === undefined) throw new Error('No PostgreSQL on this machine.');
  shared.server ??= startPostgres(programs);
  return {
    kind: 'postgres',
    url: await (await shared.server).create(`t${randomUUID().replaceAll('-', '')}`),
  };
}

type EmptyPlace = () => Promise<Place>;

/** A migrated database, the same for all tests of a block; each test takes a tenant of its own. */
type Opened = { readonly database: () => Database };

/** The same tests on both databases that we promise to run on. */
export function onBothDatabases(title: string, tests: (opened: Opened) => void): void {
  inBothPlaces(title, (emptyPlace) => blockOf(emptyPlace, tests));
}

/** The same tests with nothing opened yet. */
export function inBothPlaces(title: string, tests: (emptyPlace: EmptyPlace) => void): void {
  describe(`${title}, on PGlite`, () => tests(async () => ({ kind: 'memory' })));
  if (programs === undefined) {
    describe(`${title}, on PostgreSQL (no PostgreSQL found on this machine)`, () => {
      it.skip('is not tested');
    });
    return;
  }
  describe(`${title}, on PostgreSQL`, () => tests(freshPostgres));
}

function blockOf(emptyPlace: EmptyPlace, tests: (opened: Opened) => void): void {
  const opened: { database?: Database } = {};

  before(async function () {
    this.timeout(60_000);
    opened.database = await openDatabase(await emptyPlace(), fail);
    await migrate(opened.database.db);
    await migrate(opened.database.db);
  });

  after(async () => opened.database?.close());

  tests({
    database: () => {
      if (!opened.database) throw new Error('Ask for the database inside a test.');
      return opened.database;
    },
  });
}

export function someTenant(): TenantId {
  return randomUUID() as string as TenantId;
}
