import assert from 'node:assert/strict';
import type { PersonId } from '../../src/core/ids.ts';
import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import { cardsOf, sees } from './seen.ts';
import { openWorld, type World } from './world.ts';

describe('welcome', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  const installs = async (person: SandboxUser) => world.sandbox.teams.install(person.id);
  const among = (fits: (user: SandboxUser) => boolean): SandboxUser => {
    const found = [...world.sandbox.data.users.values()].find((user) => user.teams !== null && fits(user));
    assert.ok(found, 'Contoso has nobody like that');
    return found;
  };

  it('greets with why, how long, what it costs and who sees it, each in one line', async () => {
    const adele = world.person('Adele Vance');
    await installs(adele);
    await sees(world, adele, /Hello Adele/);
    const said = world.sandbox.teams.texts(adele.id).join('\n');
    for (const part of [/1\s+February\s+2027/, /About 3.minutes/, /costs you nothing/, /Who sees this/]) {
      assert.match(said, part);
    }
  });

  it('greets once, also when the bot is removed and added again, and when Teams says everything twice', async () => {
    const person = world.person('Sofia Álvarez');
    world.sandbox.faults.turnOn('teams-twice');
    await installs(person);
    await sees(world, person, /Hello Sofia/);
    await world.sandbox.teams.uninstall(person.id);
    const welcomed = world.logs(/"welcomed"/);
    await installs(person);
    await welcomed;
    world.sandbox.faults.turnAllOff();
    assert.equal(cardsOf(world, person).length, 1);
  });

  it('tells somebody who has a passkey already that all is well', async () => {
    const lee = world.person('Lee Gu');
    await installs(lee);
    await sees(world, lee, /Your passkey is ready/);
  });

  it('tells a guest why not, and starts no journey', async () => {
    const guest = among((user) => user.userType === 'Guest');
    await installs(guest);
    await world.sandbox.teams.until(guest.id, (view) => view.length > 0);
    assert.doesNotMatch(world.sandbox.teams.texts(guest.id).join(' '), /Choose your device|Start/);
    assert.equal(await world.app.ports.store.journeys.of(guest.id as PersonId), undefined);
  });

  it('is silent towards an account that is switched off', async () => {
    const off = among((user) => !user.accountEnabled && user.userType === 'Member');
    const decided = world.logs(/not welcomed/);
    await installs(off);
    await decided;
    assert.deepEqual(cardsOf(world, off), []);
  });

  it('speaks the directory’s language, and Teams’ where the directory names none', async () => {
    const german = among(
      (user) => user.preferredLanguage?.startsWith('de') === true && user.methods.length < 4,
    );
    await installs(german);
    await sees(world, german, /Hallo|Passkey/);
    const arab = among((user) => user.preferredLanguage?.startsWith('ar') === true);
    await installs(arab);
    await world.sandbox.teams.until(arab.id, (view) => view.length > 0);
    assert.match(cardsOf(world, arab)[0] ?? '', /"rtl":true/);
  });

  it('waits for a directory that is down, and then greets', async () => {
    const person = world.person('Hana Suzuki');
    world.sandbox.faults.turnOn('graph-down');
    const failed = world.logs(/job failed/);
    await installs(person);
    await failed;
    assert.deepEqual(cardsOf(world, person), []);
    world.sandbox.faults.turnAllOff();
    await world.sandbox.teams.until(person.id, (view) => view.length > 0, { timeoutMs: 15_000 });
  }).timeout(30_000);
});
