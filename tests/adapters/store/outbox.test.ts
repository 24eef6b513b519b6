import assert from 'node:assert/strict';
import { openStore } from '../../../src/adapters/store/store.ts';
import { StoreError } from '../../../src/adapters/store/store-error.ts';
import type { MessageClass } from '../../../src/core/delivery.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import type { Claim } from '../../../src/ports/store.ts';
import { onBothDatabases, someTenant } from './databases.ts';
import { ADA, LEE, activity, address, at, card, key, message, testClock } from './samples.ts';

const RATES = { 'teams.send': { perSecond: 40, burst: 5 }, 'graph.methods': { perSecond: 1, burst: 1 } };

onBothDatabases('the outbox', ({ database }) => {
  /** A tenant with Ada and Lee in it, a clock under the test's control and two sending processes. */
  async function setUp() {
    const tenant = someTenant();
    const clock = await testClock(database(), tenant);
    const process = (owner: string) =>
      openStore(database(), tenant, { clock: clock.sql, owner, rates: RATES }).store;
    const store = process('one');
    await store.chats.learn(ADA, address('ada'), at(0));
    await store.chats.learn(LEE, address('lee'), at(0));
    const stateOf = async (name: string) => {
      const row = await database()
        .db.selectFrom('message')
        .select(['state', 'revision', 'activity_id', 'why'])
        .where('tenant_id', '=', tenant)
        .where('key', '=', key(name))
        .executeTakeFirstOrThrow();
      return row.state;
    };
    const { outbox } = store;
    const only = async (): Promise<Claim> => {
      const claims = await outbox.claim(5);
      assert.equal(claims.length, 1);
      return claims[0] as Claim;
    };
    return { outbox, other: process('two').outbox, chats: store.chats, store, clock, stateOf, only };
  }

  const delivered = (name = 'a1') => ({ state: 'delivered', activity: activity(name) }) as const;

  it('hands a message out once, with its address, and delivers it', async () => {
    const { outbox, stateOf, only } = await setUp();
    await outbox.put(message('m'));
    const claim = await only();
    assert.deepEqual(claim, {
      ...message('m'),
      address: address('ada'),
      activity: undefined,
      attempt: 1,
      revision: 1,
    });
    assert.equal(await stateOf('m'), 'sending');
    await outbox.settle(claim, delivered());
    assert.equal(await stateOf('m'), 'delivered');
    assert.deepEqual(await outbox.claim(5), []);
  });

  it('changes nothing for the same face, whatever the order of its members', async () => {
    const { outbox, stateOf, only, clock } = await setUp();
    const face = { template: 't', language: 'en', data: { a: 1, b: { c: 2, d: [3] } } } as const;
    const same = { language: 'en', data: { b: { d: [3], c: 2 }, a: 1 }, template: 't' } as const;
    await outbox.put({ ...message('m'), card: face });
    await outbox.settle(await only(), delivered());
    await outbox.put({ ...message('m'), card: same });
    assert.equal(await stateOf('m'), 'delivered');
    await outbox.put({ ...message('m'), card: { ...face, data: { ...face.data, a: 2 } } });
    await clock.advance(1000);
    const { revision, activity: where, attempt } = await only();
    assert.deepEqual({ revision, where, attempt }, { revision: 2, where: 'a1', attempt: 1 });
  });

  it('sends a face that came during an attempt afterwards, in the same place', async () => {
    const { outbox, stateOf, only, clock } = await setUp();
    await outbox.put(message('m'));
    const claim = await only();
    await outbox.put(message('m', ADA, 'walk-through', 2));
    assert.equal(await stateOf('m'), 'sending');
    await outbox.settle(claim, delivered());
    await clock.advance(1000);
    const next = await only();
    assert.deepEqual([next.card, next.activity, next.attempt], [card(2), 'a1', 1]);
  });

  it('keeps a new face back while the first delivery is unproven, and sends it once it is proven', async () => {
    const { outbox, stateOf, only, clock } = await setUp();
    await outbox.put(message('m'));
    await outbox.settle(await only(), { state: 'unconfirmed', why: 'timeout' });
    await outbox.put(message('m', ADA, 'walk-through', 2));
    await clock.advance(60_000);
    assert.deepEqual(await outbox.claim(5), []);
    assert.equal(await stateOf('m'), 'unconfirmed');
    await outbox.prove(LEE, key('m'), activity('forged'));
    assert.equal(await stateOf('m'), 'unconfirmed', 'only the person it was sent to proves it');
    await outbox.prove(ADA, key('m'), activity('seen'));
    const next = await only();
    assert.deepEqual([next.card, next.activity], [card(2), 'seen']);
  });

  it('is delivered once proven, also while the sender still waits for its answer', async () => {
    const { outbox, stateOf, only } = await setUp();
    await outbox.put(message('m'));
    const claim = await only();
    await outbox.prove(ADA, key('m'), activity('seen'));
    assert.equal(await stateOf('m'), 'delivered');
    await outbox.settle(claim, { state: 'unconfirmed', why: 'timeout' });
    assert.equal(await stateOf('m'), 'delivered');
  });

  it('shows the newest face when the proof may be of an older one', async () => {
    const { outbox, stateOf, only, clock } = await setUp();
    await outbox.put(message('m', ADA, 'security'));
    await outbox.settle(await only(), { state: 'waiting', afterMs: 0 });
    await outbox.put(message('m', ADA, 'security', 2));
    await clock.advance(1000);
    assert.equal((await only()).attempt, 2);
    await outbox.prove(ADA, key('m'), activity('the first one'));
    assert.equal(await stateOf('m'), 'waiting');
    await clock.advance(1000);
    const next = await only();
    assert.deepEqual([next.card, next.activity], [card(2), 'the first one']);
  });

  it('believes no proof of what was never sent', async () => {
    const { outbox, stateOf } = await setUp();
    await outbox.put(message('m'));
    await outbox.prove(ADA, key('m'), activity('invented'));
    assert.equal(await stateOf('m'), 'waiting');
    assert.equal((await outbox.claim(1))[0]?.activity, undefined);
  });

  it('settles only what is still its own', async () => {
    const { outbox, other, stateOf, only, clock } = await setUp();
    await outbox.put(message('m', ADA, 'security'));
    const first = await only();
    await clock.advance(20_001);
    assert.equal(await other.reap(), 1);
    const [second] = await other.claim(1);
    assert.equal(second?.attempt, 2);
    await outbox.settle(first, delivered('stale'));
    assert.equal(await stateOf('m'), 'sending');
    await outbox.settle(second, delivered('stale'));
    assert.equal(await stateOf('m'), 'sending', 'another process cannot settle it either');
    await other.settle(second, delivered());
    assert.equal(await stateOf('m'), 'delivered');
  });

  const lost: readonly [MessageClass, string][] = [
    ['security', 'waiting'],
    ['reply', 'unconfirmed'],
    ['walk-through', 'unconfirmed'],
    ['nudge', 'unconfirmed'],
    ['announce', 'unconfirmed'],
  ];
  for (const [kind, state] of lost) {
    it(`leaves a ${kind} whose sender vanished ${state}`, async () => {
      const { outbox, stateOf, only, clock } = await setUp();
      await outbox.put(message('m', ADA, kind));
      await only();
      await clock.advance(19_999);
      assert.equal(await outbox.reap(), 0);
      await clock.advance(2);
      assert.equal(await outbox.reap(), 1);
      assert.equal(await stateOf('m'), state);
    });
  }

  it('replaces again when the sender of a new face vanished', async () => {
    const { outbox, only, clock } = await setUp();
    await outbox.put(message('m', ADA, 'reply'));
    await outbox.settle(await only(), delivered());
    await outbox.put(message('m', ADA, 'reply', 2));
    await clock.advance(1000);
    await only();
    await clock.advance(20_001);
    await outbox.reap();
    assert.deepEqual((await only()).activity, 'a1');
  });

  it('waits as long as it is told, and everybody with it when Teams asks for it', async () => {
    const { outbox, other, only, clock } = await setUp();
    await outbox.put(message('m'));
    await outbox.settle(await only(), { state: 'waiting', afterMs: 3000, pauseEveryoneMs: 2000 });
    await outbox.put(message('l', LEE));
    await clock.advance(1999);
    assert.deepEqual(await other.claim(5), []);
    await clock.advance(2);
    assert.deepEqual(
      (await other.claim(5)).map((claim) => claim.key),
      ['l'],
    );
    await clock.advance(1000);
    assert.deepEqual(
      (await outbox.claim(5)).map((claim) => claim.attempt),
      [2],
    );
  });

  it('stops at a chat that refuses until the person is heard of again', async () => {
    const { outbox, chats, stateOf, only, clock } = await setUp();
    await outbox.put(message('m'));
    await outbox.settle(await only(), { state: 'unreachable', why: 'blocked-by-person' });
    assert.equal(await stateOf('m'), 'unreachable');
    assert.equal(await chats.of(ADA), undefined);
    await outbox.put(message('n'));
    await clock.advance(60_000);
    assert.deepEqual(await outbox.claim(5), []);
    await chats.learn(ADA, address('ada'), at(1));
    assert.equal((await only()).key, 'n');
    await outbox.put(message('m'));
    await clock.advance(20_001);
    await outbox.reap();
    assert.equal((await only()).key, 'm', 'what was refused can be put again, even with the same face');
  });

  it('fails for good, but a new face is a new try', async () => {
    const { outbox, stateOf, only, clock } = await setUp();
    await outbox.put(message('m'));
    await outbox.settle(await only(), { state: 'failed', why: 'too-big' });
    await outbox.put(message('m'));
    assert.equal(await stateOf('m'), 'failed');
    await clock.advance(1000);
    await outbox.put(message('m', ADA, 'walk-through', 2));
    assert.equal((await only()).attempt, 1);
  });

  it('takes the most urgent first, and of one person one at a time and one a second', async () => {
    const { outbox, other, clock } = await setUp();
    await outbox.put(message('announcement', ADA, 'announce'));
    await outbox.put(message('nudge', LEE, 'nudge'));
    await outbox.put(message('alarm', ADA, 'security'));
    const first = await outbox.claim(5);
    assert.deepEqual(
      first.map((claim) => claim.key),
      ['alarm', 'nudge'],
    );
    await clock.advance(1500);
    assert.deepEqual(await other.claim(5), [], 'one of the same chat is on its way');
    await outbox.settle(first[0] as Claim, delivered());
    assert.deepEqual(
      (await other.claim(5)).map((claim) => claim.key),
      ['announcement'],
    );
    await outbox.put(message('reply', LEE, 'reply'));
    await clock.advance(1);
    await outbox.settle(first[1] as Claim, delivered());
    assert.deepEqual(
      (await other.claim(5)).map((claim) => claim.key),
      ['reply'],
    );
    await outbox.put(message('reply2', ADA, 'reply'));
    assert.deepEqual(await other.claim(5), []);
  });

  it('keeps to the shared rate and spends no token without a message', async () => {
    const { outbox, other, chats, clock } = await setUp();
    for (let index = 0; index < 12; index += 1) {
      const person = `p${index}` as PersonId;
      await chats.learn(person, address(person), at(0));
      await outbox.put(message(`m${index}`, person));
    }
    assert.equal((await outbox.claim(3)).length, 3);
    assert.equal((await other.claim(9)).length, 2);
    assert.equal((await outbox.claim(9)).length, 0);
    await clock.advance(100);
    assert.equal((await outbox.claim(9)).length, 4);
    await clock.advance(60_000);
    assert.equal((await other.claim(9)).length, 3);
    assert.equal((await other.claim(9)).length, 0);
    await outbox.put(message('l', LEE));
    assert.equal((await other.claim(9)).length, 1, 'two of five are left');
  });

  it('does not let one person take over the message of another', async () => {
    const { outbox } = await setUp();
    await outbox.put(message('m'));
    await assert.rejects(outbox.put(message('m', LEE)), StoreError);
  });

  it('takes part in what is written together', async () => {
    const { store, stateOf } = await setUp();
    await store.together(async (stores) => {
      await stores.outbox.put(message('m'));
      const [claim] = await stores.outbox.claim(1);
      assert.ok(claim);
      await stores.outbox.settle(claim, delivered());
      await stores.chats.learn(ADA, address('ada'), at(2));
    });
    assert.equal(await stateOf('m'), 'delivered');
  });
});
