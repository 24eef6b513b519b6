import assert from 'node:assert/strict';
import type { FaultName } from '../../sandbox/faults.ts';
import { cardsOf, sees } from './seen.ts';
import { openWorld, type World } from './world.ts';

describe('a bad day', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  afterEach(() => world.sandbox.faults.turnAllOff());

  it('keeps the card and gives a reference when Graph does not answer a press; the next press works', async () => {
    const adele = world.person('Adele Vance');
    await world.sandbox.teams.install(adele.id);
    await sees(world, adele, /Hello Adele/);
    world.sandbox.faults.turnOn('graph-down');
    const answer = await world.sandbox.teams.press(adele.id, 'Start');
    assert.equal(answer.kind, 'message');
    const reference = /KW-[0-9A-Z]{6}/.exec(answer.text)?.[0];
    assert.ok(reference, 'no reference to read out on the phone');
    assert.ok(!JSON.stringify(answer).includes('503'), 'the cause is for the log only');
    assert.ok(
      world.log.some((line) => line.includes(reference) && line.includes('GraphError')),
      'the log knows it',
    );
    await sees(world, adele, /Hello Adele/);

    world.sandbox.faults.turnAllOff();
    await world.sandbox.teams.press(adele.id, 'Start');
    await sees(world, adele, /Choose your device/);
  });

  it('goes on looking after Graph was busy', async () => {
    const adele = world.person('Adele Vance');
    await world.sandbox.teams.press(adele.id, 'Use my phone');
    world.registers(adele);
    world.sandbox.faults.turnOn('graph-throttled', 2);
    world.letsPass(5000);
    await world.sandbox.teams.until(
      adele.id,
      () => world.sandbox.teams.texts(adele.id).some((text) => /passkey is ready/.test(text)),
      { timeoutMs: 25_000 },
    );
  }).timeout(40_000);

  for (const fault of ['teams-throttled', 'teams-down', 'teams-conflict'] satisfies FaultName[]) {
    it(`updates the card after all when Teams has a bad moment (${fault})`, async () => {
      const name = {
        'teams-throttled': 'Sofia Álvarez',
        'teams-down': 'Hana Suzuki',
        'teams-conflict': 'Joni Sherman',
      };
      const person = world.person(name[fault]);
      person.methods = person.methods.filter((method) => method.kind !== 'passkey');
      await world.sandbox.teams.install(person.id);
      await world.sandbox.teams.until(person.id, (view) => view.length > 0);
      world.sandbox.faults.turnOn(fault, 1);
      await world.sandbox.teams.press(person.id, 'Start');
      await world.sandbox.teams.until(
        person.id,
        (view) =>
          view.some((message) => message.isEdited && /Choose your device/.test(JSON.stringify(message.card))),
        { timeoutMs: 15_000 },
      );
      assert.equal(cardsOf(world, person).length, 1);
    }).timeout(30_000);
  }

  for (const fault of ['teams-unclear', 'teams-reset'] satisfies FaultName[]) {
    it(`never greets twice when Teams delivers and does not say so (${fault}); a press proves the delivery`, async () => {
      const person = world.person(fault === 'teams-unclear' ? 'Camille Laurent' : 'Raul Razo');
      person.methods = person.methods.filter((method) => method.kind !== 'passkey');
      world.sandbox.faults.turnOn(fault, 1);
      const unclear = world.logs(/"unconfirmed"/);
      await world.sandbox.teams.install(person.id);
      await unclear;
      assert.equal(cardsOf(world, person).length, 1);
      await world.sandbox.teams.press(person.id, 'Start');
      await world.sandbox.teams.until(person.id, (view) =>
        view.some((message) => message.isEdited && /Choose your device/.test(JSON.stringify(message.card))),
      );
      assert.equal(cardsOf(world, person).length, 1);
    });
  }

  it('reaches somebody who had blocked the bot once it is installed again', async () => {
    const person = world.person('Nestor Wilke');
    person.methods = person.methods.filter((method) => method.kind !== 'passkey');
    world.sandbox.teams.block(person.id);
    const refused = world.logs(/"unreachable"/);
    await world.sandbox.teams.install(person.id);
    await refused;
    assert.deepEqual(cardsOf(world, person), []);
    world.sandbox.teams.unblock(person.id);
    await world.sandbox.teams.uninstall(person.id);
    await world.sandbox.teams.install(person.id);
    await sees(world, person, /Hello Nestor/);
  });
});
