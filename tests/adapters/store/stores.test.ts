import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { openStore } from '../../../src/adapters/store/store.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { onBothDatabases, someTenant } from './databases.ts';
import { ADA, LEE, PASSKEY, address, at, message, person, testClock } from './samples.ts';

onBothDatabases('the stores', ({ database }) => {
  const open = () => openStore(database(), someTenant());

  describe('people', () => {
    it('come back as they were saved, and the later reading wins', async () => {
      const { people } = open().store;
      assert.equal(await people.of(ADA), undefined);
      await people.save(person(ADA), at(2));
      assert.deepEqual(await people.of(ADA), person(ADA));
      const { id, displayName, language, isGuest, isEnabled } = person(ADA);
      const plain = { id, displayName, firstName: 'Ada', language, isGuest, isEnabled };
      await people.save(plain, at(1));
      assert.deepEqual(await people.of(ADA), person(ADA));
      await people.save(plain, at(3));
      assert.deepEqual(await people.of(ADA), plain);
    });

    it('belong to one tenant', async () => {
      await open().store.people.save(person(ADA), at(0));
      assert.equal(await open().store.people.of(ADA), undefined);
    });
  });

  describe('chats', () => {
    it('keep the newest address', async () => {
      const { chats } = open().store;
      await chats.learn(ADA, address('new'), at(2));
      await chats.learn(ADA, address('old'), at(1));
      assert.deepEqual(await chats.of(ADA), address('new'));
    });

    it('are silent after a removal until the bot is installed again', async () => {
      const { chats } = open().store;
      await chats.learn(ADA, address('a'), at(1));
      await chats.forget(ADA, at(2));
      assert.equal(await chats.of(ADA), undefined);
      await chats.learn(ADA, address('a'), at(1));
      assert.equal(await chats.of(ADA), undefined, 'what was said before the removal does not undo it');
      await chats.learn(ADA, address('a'), at(3));
      assert.deepEqual(await chats.of(ADA), address('a'));
      await chats.forget(ADA, at(2));
      assert.deepEqual(await chats.of(ADA), address('a'), 'a late removal does not undo a new installation');
    });

    it('apply what happens at one frozen instant in the order it is told', async () => {
      const { chats } = open().store;
      await chats.learn(ADA, address('a'), at(1));
      await chats.forget(ADA, at(1));
      await chats.learn(ADA, address('b'), at(1));
      assert.deepEqual(await chats.of(ADA), address('b'));
    });

    it('name those whose welcome got lost', async () => {
      const { chats, journeys, outbox } = open().store;
      const [guest, gone, late] = ['guest', 'gone', 'late'] as PersonId[];
      assert.ok(guest && gone && late);
      for (const each of [ADA, LEE, guest, gone]) await chats.learn(each, address(each), at(0));
      await chats.learn(late, address('late'), at(9));
      await chats.learn(LEE, address('lee'), at(9));
      await journeys.begin(ADA, at(0));
      await outbox.put(message('guest:1', guest));
      await chats.forget(gone, at(1));
      assert.deepEqual(await chats.unwelcomed(at(5)), [LEE]);
    });
  });

  describe('passkeys', () => {
    it('stay as they were first seen', async () => {
      const { passkeys } = open().store;
      await passkeys.record(ADA, [PASSKEY], at(1));
      await passkeys.record(ADA, [{ ...PASSKEY, name: 'renamed' }], at(2));
      await passkeys.record(ADA, [], at(2));
      assert.deepEqual(await passkeys.of(ADA), [{ ...PASSKEY, seenAt: at(1) }]);
      assert.deepEqual(await passkeys.of(LEE), []);
    });
  });

  describe('inbound', () => {
    it('is new for exactly one of many', async () => {
      const { inbound } = open();
      const claims = await Promise.all(Array.from({ length: 8 }, () => inbound.claim('a')));
      assert.deepEqual(claims.map(({ kind }) => kind).sort(), [...Array<string>(7).fill('busy'), 'new']);
      await inbound.answer('a', { kind: 'message', text: 'hello' });
      assert.deepEqual(await inbound.claim('a'), {
        kind: 'answered',
        answer: { kind: 'message', text: 'hello' },
      });
      await inbound.release('a');
      assert.equal((await inbound.claim('a')).kind, 'answered', 'an answer is not given back');
    });

    it('can be given back, and is taken from the dead after a minute', async () => {
      const tenant = someTenant();
      const clock = await testClock(database(), tenant);
      const { inbound } = openStore(database(), tenant, { clock: clock.sql });
      await inbound.claim('a');
      await inbound.release('a');
      assert.equal((await inbound.claim('a')).kind, 'new');
      await clock.advance(59_000);
      assert.equal((await inbound.claim('a')).kind, 'busy');
      await clock.advance(2000);
      assert.equal((await inbound.claim('a')).kind, 'new');
    });

    it('is forgotten after a week', async () => {
      const tenant = someTenant();
      const clock = await testClock(database(), tenant);
      const { inbound } = openStore(database(), tenant, { clock: clock.sql });
      await inbound.claim('a');
      await inbound.answer('a', { kind: 'nothing' });
      await clock.advance(6 * 86_400_000);
      await inbound.sweep();
      assert.equal((await inbound.claim('a')).kind, 'answered');
      await clock.advance(2 * 86_400_000);
      await inbound.sweep();
      assert.equal((await inbound.claim('a')).kind, 'new');
    });
  });

  describe('the allowance', () => {
    it('is shared, refills with time and pauses', async () => {
      const tenant = someTenant();
      const clock = await testClock(database(), tenant);
      const one = openStore(database(), tenant, { clock: clock.sql }).allowance;
      const other = openStore(database(), tenant, { clock: clock.sql }).allowance;
      assert.equal(await one.take('graph.methods', 3), 3);
      assert.equal(await other.take('graph.methods', 9), 2);
      assert.equal(await one.take('graph.methods', 1), 0);
      await clock.advance(4000);
      assert.equal(await one.take('graph.methods', 9), 2);
      await other.pause('graph.methods', 10_000);
      await one.pause('graph.methods', 1000);
      await clock.advance(9999);
      assert.equal(await one.take('graph.methods', 1), 0);
      await clock.advance(2);
      assert.equal(await one.take('graph.methods', 9), 5);
    });

    it('gives no token twice to many who ask at once', async () => {
      const tenant = someTenant();
      const clock = await testClock(database(), tenant);
      const { allowance } = openStore(database(), tenant, { clock: clock.sql });
      const taken = await Promise.all(Array.from({ length: 10 }, () => allowance.take('graph.methods', 1)));
      assert.equal(
        taken.reduce((sum, each) => sum + each, 0),
        5,
      );
    });
  });

  describe('together', () => {
    it('keeps all or nothing', async () => {
      const { store } = open();
      await assert.rejects(
        store.together(async (stores) => {
          await stores.people.save(person(ADA), at(0));
          await stores.outbox.put(message('m'));
          throw new Error('changed my mind');
        }),
        /changed my mind/,
      );
      assert.equal(await store.people.of(ADA), undefined);
      await store.chats.learn(ADA, address('ada'), at(0));
      assert.deepEqual(await store.outbox.claim(5), []);
      const answer = await store.together(async (stores) => {
        await stores.people.save(person(ADA), at(0));
        await stores.journeys.begin(ADA, at(0));
        return 'kept';
      });
      assert.equal(answer, 'kept');
      assert.ok(await store.journeys.of(ADA));
    });

    it('does not let twenty at once disturb each other', async () => {
      const { store } = open();
      const names = Array.from({ length: 20 }, (_, index) => `p${index}` as PersonId);
      await Promise.allSettled(
        names.map((name, index) =>
          store.together(async (stores) => {
            await stores.people.save(person(name), at(0));
            if (index % 2 === 1) throw new Error('no');
          }),
        ),
      );
      const found = await Promise.all(names.map((name) => store.people.of(name)));
      assert.deepEqual(
        found.map(Boolean),
        names.map((_, index) => index % 2 === 0),
      );
    });
  });

  it('are ready, and say so within two seconds', async () => {
    assert.deepEqual(await open().ready(), { kind: 'ready' });
  });

  it('have a tenant on every row', async () => {
    const lacking = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_name not in ('migration', 'test_clock')
        and not exists (select from information_schema.columns
          where columns.table_schema = tables.table_schema and columns.table_name = tables.table_name
            and column_name = 'tenant_id' and is_nullable = 'NO')`.execute(database().db);
    assert.deepEqual(lacking.rows, []);
  });
});
