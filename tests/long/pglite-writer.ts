import { appendFileSync } from 'node:fs';
import { sql } from 'kysely';
import { openDatabase } from '../../src/adapters/store/database.ts';
import { maintain } from '../../src/adapters/store/maintenance.ts';

// A process that writes until it is killed, and notes outside what was acknowledged to it.
const [folder = '', acknowledged = ''] = process.argv.slice(2);
const { db, ...rest } = await openDatabase({ kind: 'embedded', folder }, () => undefined);
await sql`create table if not exists noted (id text primary key, amount integer not null, filler text)`.execute(
  db,
);
await sql`create table if not exists balance (owner text primary key, amount integer not null)`.execute(db);
await sql`insert into balance values ('one', 1000), ('other', 1000) on conflict do nothing`.execute(db);
appendFileSync(acknowledged, 'opened\n');

async function writeOn(name: string): Promise<never> {
  for (let number = 0; ; number += 1) {
    const id = `${process.pid}:${name}:${number}`;
    await db.transaction().execute(async (tx) => {
      await sql`insert into noted values (${id}, ${number}, ${'x'.repeat((number % 50) * 100)})`.execute(tx);
      await sql`update balance set amount = amount - 1 where owner = 'one'`.execute(tx);
      await sql`update balance set amount = amount + 1 where owner = 'other'`.execute(tx);
    });
    appendFileSync(acknowledged, `${id}\n`);
  }
}

async function maintainOn(): Promise<never> {
  for (;;) {
    await maintain({ db, ...rest });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

await Promise.all([writeOn('a'), writeOn('b'), writeOn('c'), maintainOn()]);
