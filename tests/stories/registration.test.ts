import assert from 'node:assert/strict';
import { cardsOf, sees } from './seen.ts';
import { openWorld, type World } from './world.ts';

describe('registration', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  const press = (name: string, title: string, typed?: Record<string, string>) =>
    world.sandbox.teams.press(world.person(name).id, title, typed);

  it('turns the one card green by itself when Microsoft shows the passkey, and keeps what Microsoft said', async () => {
    const adele = world.person('Adele Vance');
    await world.sandbox.teams.install(adele.id);
    await sees(world, adele, /Hello Adele/);
    await press('Adele Vance', 'Start');
    await sees(world, adele, /Choose your device/);
    await press('Adele Vance', 'Use my phone');
    await sees(world, adele, /Add your passkey/);

    world.registers(adele, { displayName: 'Adele’s iPhone' });
    world.letsPass(2000);
    await sees(world, adele, /Your passkey is ready/);

    assert.equal(cardsOf(world, adele).length, 1, 'the same message, updated in place');
    assert.match(cardsOf(world, adele)[0] ?? '', /Adele’s iPhone/);
    const [kept] = await world.app.ports.store.passkeys.of(adele.id as never);
    assert.equal(kept?.aaguid, '90a3ccdf-635c-4729-a248-9b709135078f');
    assert.equal(kept.model, 'Microsoft Authenticator - iOS');
    assert.equal(kept.attestation, 'attested');
    assert.equal(kept.type, 'device-bound');
  });

  it('believes nobody: "I have done it" without a passkey says what may have gone wrong, and looks on', async () => {
    const name = 'Sofia Álvarez';
    const sofia = world.person(name);
    await world.sandbox.teams.install(sofia.id);
    await sees(world, sofia, /Hello Sofia/);
    await press(name, 'Start');
    await press(name, 'Use my phone');
    await press(name, 'I have done it');
    await sees(world, sofia, /I do not see it yet/);
    await sees(world, sofia, /What may have gone wrong/);

    world.registers(sofia);
    await press(name, 'Look again');
    await sees(world, sofia, /Your passkey is ready/);
  });

  it('looks once an hour after the first minutes, and still turns the card green', async () => {
    const name = 'Hana Suzuki';
    const hana = world.person(name);
    await world.sandbox.teams.install(hana.id);
    await sees(world, hana, /Hello Hana/);
    await press(name, 'Start');
    await press(name, 'A security key');
    const looked = world.logs(/looked for passkeys/);
    world.letsPass(25 * 60_000);
    await looked;
    world.registers(hana, { aaGuid: '2fc0579f-8113-47ea-b116-bb5a8db9202a', model: 'YubiKey 5 NFC' });
    world.letsPass(61 * 60_000);
    await sees(world, hana, /Your passkey is ready/);
  });

  it('answers each obstacle with something to do and a human, and leads back to the steps', async () => {
    const name = 'Leila Haddad';
    const leila = world.person(name);
    await world.sandbox.teams.install(leila.id);
    await world.sandbox.teams.until(leila.id, (view) => view.length > 0);
    const { teams } = world.sandbox;
    for (const obstacle of [
      'no-add-button',
      'phone-too-old',
      'policy',
      'no-second-factor',
      'no-route',
      'other',
    ]) {
      const journey = await world.app.ports.store.journeys.of(leila.id as never);
      assert.ok(journey);
      const message = teams.view(leila.id).findLast(({ card }) => card !== undefined);
      assert.ok(message);
      const answer = await teams.pressOn(leila.id, {
        activityId: message.id,
        action: {
          type: 'Action.Execute',
          verb: 'registration.stuck',
          data: { journey: journey.id, obstacle },
        },
      });
      assert.equal(answer.kind, 'card', obstacle);
      assert.match(JSON.stringify(answer), /teams\.microsoft\.com\/l\/chat/, `${obstacle} has no human`);
      assert.match(JSON.stringify(answer), /Action\.Execute/, `${obstacle} has no way on`);
    }
  });

  it('shows nobody the card of somebody else, whatever the card sends back', async () => {
    const [isaiah, leila] = [world.person('Isaiah Langer'), world.person('Leila Haddad')];
    await world.sandbox.teams.install(isaiah.id);
    await world.sandbox.teams.until(isaiah.id, (view) => view.length > 0);
    const theirs = await world.app.ports.store.journeys.of(leila.id as never);
    assert.ok(theirs);
    const message = world.sandbox.teams.view(isaiah.id)[0];
    assert.ok(message);
    const answer = await world.sandbox.teams.pressOn(isaiah.id, {
      activityId: message.id,
      action: { type: 'Action.Execute', verb: 'registration.start', data: { journey: theirs.id } },
    });
    assert.equal(answer.kind, 'message');
    const after = await world.app.ports.store.journeys.of(leila.id as never);
    assert.deepEqual(after, theirs);
  });

  it('refuses a route that was not offered', async () => {
    const name = 'Diego Siciliani';
    const diego = world.person(name);
    await world.sandbox.teams.install(diego.id);
    await world.sandbox.teams.until(diego.id, (view) => view.length > 0);
    await press(name, 'Start').catch(async () => {
      const button = JSON.stringify(world.sandbox.teams.texts(diego.id));
      throw new Error(button);
    });
    const journey = await world.app.ports.store.journeys.of(diego.id as never);
    assert.ok(journey);
    assert.ok(
      !journey.offered.some(({ route }) => route === 'windows-pc'),
      'Windows Hello holds the account there',
    );
    const message = world.sandbox.teams.view(diego.id)[0];
    assert.ok(message);
    await world.sandbox.teams.pressOn(diego.id, {
      activityId: message.id,
      action: {
        type: 'Action.Execute',
        verb: 'registration.route',
        data: { journey: journey.id, route: 'windows-pc' },
      },
    });
    assert.deepEqual((await world.app.ports.store.journeys.of(diego.id as never))?.step, {
      kind: 'choosing',
    });
  });
});

describe('registration, when Microsoft’s allowance of requests is used up', () => {
  let world: World;
  before(async () => {
    world = await openWorld({}, { env: { KEYWAVE_METHOD_CHECKS_PER_10S: '1' } });
  });
  after(() => world.close());

  it('still looks before it says that there is no passkey yet', async () => {
    const adele = world.person('Adele Vance');
    const { teams } = world.sandbox;
    await teams.install(adele.id);
    await sees(world, adele, /Hello Adele/);
    await teams.press(adele.id, 'Start');
    await teams.press(adele.id, 'Use my phone');
    await world.app.ports.allowance.pause('graph.methods', 60_000);
    await teams.press(adele.id, 'I have done it');
    await sees(world, adele, /I do not see it yet/);
    world.registers(adele);
    await teams.press(adele.id, 'Look again');
    await sees(world, adele, /Your passkey is ready/);
  });
});
