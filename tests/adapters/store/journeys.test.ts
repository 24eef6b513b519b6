import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { readOffered, readStep } from '../../../src/adapters/store/stored-journey.ts';
import { openStore } from '../../../src/adapters/store/store.ts';
import { StoreError } from '../../../src/adapters/store/store-error.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import type { Journey, Step } from '../../../src/core/journey.ts';
import { onBothDatabases, someTenant } from './databases.ts';
import { ADA, PASSKEY, at, testClock } from './samples.ts';

const STEPS: readonly Step[] = [
  { kind: 'invited' },
  { kind: 'choosing' },
  { kind: 'registering', route: 'mac' },
  { kind: 'watching', route: 'synced', lastLookAt: at(4) },
  { kind: 'stuck' },
  { kind: 'stuck', route: 'authenticator', obstacle: 'policy' },
  { kind: 'registered', passkey: PASSKEY, at: at(5) },
];

onBothDatabases('journeys', ({ database }) => {
  const open = () => openStore(database(), someTenant()).store.journeys;

  it('begin once, also when many begin it at once', async () => {
    const journeys = open();
    const begun = await Promise.all(Array.from({ length: 6 }, () => journeys.begin(ADA, at(1))));
    assert.equal(new Set(begun.map(({ id }) => id)).size, 1);
    const [first] = begun;
    assert.ok(first);
    assert.deepEqual(await journeys.byId(first.id), first);
    assert.deepEqual(await journeys.of(ADA), first);
    assert.equal((await journeys.begin(ADA, at(9))).invitedAt.getTime(), at(1).getTime());
  });

  for (const step of STEPS) {
    it(`come back as they were saved: ${JSON.stringify(Object.values(step)[0])}`, async () => {
      const journeys = open();
      const journey: Journey = {
        ...(await journeys.begin(ADA, at(0))),
        step,
        startedAt: at(1),
        offered: [{ route: 'mac', reason: 'kept-in-your-account' }],
        watch: { since: at(2), nextLookAt: at(3) },
        sending: 2,
      };
      assert.equal(await journeys.save(journey), true);
      assert.deepEqual(await journeys.of(ADA), { ...journey, version: journey.version + 1 });
    });
  }

  it('let only one of two who change at once win', async () => {
    const journeys = open();
    const journey = await journeys.begin(ADA, at(0));
    const saved = await Promise.all(
      Array.from({ length: 6 }, (_, sending) => journeys.save({ ...journey, sending })),
    );
    assert.equal(saved.filter(Boolean).length, 1);
    assert.equal(await journeys.save(journey), false);
  });

  it('hand each due look to one caller, longest-waiting first', async () => {
    const journeys = open();
    for (let index = 0; index < 12; index += 1) {
      const journey = await journeys.begin(`p${index}` as PersonId, at(0));
      await journeys.save({ ...journey, watch: { since: at(0), nextLookAt: at(index) } });
    }
    assert.equal(await journeys.looksDue(at(8), 100), 9);
    assert.equal(await journeys.looksDue(at(8), 4), 4);
    const [first] = await journeys.claimLooks(at(8), 1);
    assert.equal(first?.person, 'p0');
    const claimed = await Promise.all(Array.from({ length: 5 }, () => journeys.claimLooks(at(8), 2)));
    const people = claimed.flat().map((journey) => journey.person);
    assert.equal(new Set(people).size, people.length);
    assert.equal(people.length + (await journeys.looksDue(at(8), 100)), 8);
  });

  it('are due again ten seconds after a looker vanished, or at the new time once the look is saved', async () => {
    const tenant = someTenant();
    const clock = await testClock(database(), tenant);
    const { journeys } = openStore(database(), tenant, { clock: clock.sql }).store;
    await journeys.save({
      ...(await journeys.begin(ADA, at(0))),
      watch: { since: at(0), nextLookAt: at(1) },
    });
    assert.equal((await journeys.claimLooks(at(1), 5)).length, 1);
    await clock.advance(9000);
    assert.equal((await journeys.claimLooks(at(1), 5)).length, 0);
    await clock.advance(1001);
    const [journey] = await journeys.claimLooks(at(1), 5);
    assert.ok(journey);
    await journeys.save({ ...journey, watch: { since: at(0), nextLookAt: at(2) } });
    assert.equal((await journeys.claimLooks(at(1), 5)).length, 0);
    assert.equal((await journeys.claimLooks(at(2), 5)).length, 1);
  });

  it('are no more looked for without a watch', async () => {
    const journeys = open();
    const begun = await journeys.begin(ADA, at(0));
    await journeys.save({ ...begun, watch: { since: at(0), nextLookAt: at(1) } });
    await journeys.save({ ...begun, version: begun.version + 1 });
    assert.equal(await journeys.looksDue(at(59), 9), 0);
  });

  it('refuse a row that is none of ours', async () => {
    const tenant = someTenant();
    const { journeys } = openStore(database(), tenant).store;
    await journeys.begin(ADA, at(0));
    await sql`update journey set step = '{"kind":"levitating"}' where tenant_id = ${tenant}`.execute(
      database().db,
    );
    await assert.rejects(journeys.of(ADA), StoreError);
  });
});

describe('a stored step', () => {
  const broken = [
    null,
    'invited',
    {},
    { kind: 'registering' },
    { kind: 'registering', route: 'carrier-pigeon' },
    { kind: 'watching', route: 'mac', lastLookAt: 'yesterday' },
    { kind: 'stuck', obstacle: 'bored' },
    { kind: 'registered', at: '2026-11-21T09:00:00Z' },
    { kind: 'registered', at: '2026-11-21T09:00:00Z', passkey: { ...PASSKEY, type: 'magic' } },
  ];
  for (const stored of broken) {
    it(`is refused: ${JSON.stringify(stored)}`, () => assert.throws(() => readStep(stored), StoreError));
  }

  it('has a list of offers or is refused', () => {
    assert.deepEqual(readOffered([]), []);
    assert.throws(() => readOffered({}), StoreError);
    assert.throws(() => readOffered([{ route: 'mac', reason: 'because' }]), StoreError);
  });
});
