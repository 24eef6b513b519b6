import assert from 'node:assert/strict';
import { BOT_APP_ID, keywave } from '../../sandbox/tenant/apps.ts';
import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import type { PersonId } from '../../src/core/ids.ts';
import { GRAPH_PERMISSIONS } from '../../src/adapters/graph/permissions.ts';
import { cardsOf, sees } from './seen.ts';
import { openWorld, type World } from './world.ts';

const ALL = GRAPH_PERMISSIONS.map(({ name }) => name);

type Loss = {
  readonly permission: string;
  /** What Graph then refuses. */
  readonly call: RegExp;
  readonly who: string;
  readonly misguided: string;
};

/** Without one of these somebody is offered something that does not fit, because we know less. */
const DISPENSABLE: readonly Loss[] = [
  {
    permission: 'User.Read.All',
    call: /^POST \/v1\.0\/users\/\{id\}\/checkMemberGroups$/,
    // The policy leaves out a group that he is in.
    who: 'Luis Ortega',
    misguided: 'authenticator: phone-always-with-you',
  },
  {
    permission: 'DeviceManagementManagedDevices.Read.All',
    call: /^GET \/v1\.0\/deviceManagement\/managedDevices\?/,
    // His phone is too old for it.
    who: 'Ben Carter',
    misguided: 'authenticator: app-already-there',
  },
  {
    permission: 'UserAuthMethod-MicrosoftAuthApp.Read.All',
    call: /^GET \/v1\.0\/users\/\{id\}\/authentication\/microsoftAuthenticatorMethods$/,
    // He has the app.
    who: 'Alex Wilber',
    misguided: 'authenticator: phone-always-with-you',
  },
  {
    permission: 'UserAuthMethod-WindowsHello.Read.All',
    call: /^GET \/v1\.0\/users\/\{id\}\/authentication\/windowsHelloForBusinessMethods$/,
    // Windows Hello holds her account there.
    who: 'Fatima Zahra',
    misguided: 'windows-pc: same-desk',
  },
  {
    permission: 'Policy.Read.AuthenticationMethod',
    call: /^GET \/v1\.0\/policies\/authenticationMethodsPolicy\/\S*\/fido2$/,
    // The policy leaves him out.
    who: 'Luis Ortega',
    misguided: 'authenticator: phone-always-with-you',
  },
];

/** Without these we know nothing that we may say. Graph also lets those read people who may read their devices. */
const INDISPENSABLE: readonly { readonly permissions: readonly string[]; readonly call: RegExp }[] = [
  {
    permissions: ['UserAuthMethod-Passkey.Read.All'],
    call: /^GET \/v1\.0\/users\/\{id\}\/authentication\/fido2Methods$/,
  },
  {
    permissions: ['User.Read.All', 'DeviceManagementManagedDevices.Read.All'],
    call: /^GET \/v1\.0\/users\/\{id\}\?\$select=/,
  },
];

/** A world in which the administrator has consented to all but these permissions. */
async function openWithout(...permissions: readonly string[]): Promise<World> {
  const world = await openWorld();
  const app = world.sandbox.data.apps.get(BOT_APP_ID);
  assert.ok(app);
  assert.equal(
    world.exchanges.length,
    0,
    'the token is made at the first call, with what is consented to by then',
  );
  app.roles = app.roles.filter((name) => !permissions.includes(name));
  return world;
}

async function withWorld(opening: Promise<World>, story: (world: World) => Promise<void>): Promise<void> {
  const world = await opening;
  try {
    await story(world);
  } finally {
    await world.close();
  }
}

/** From the greeting to the green card. */
async function walkThrough(world: World, person: SandboxUser): Promise<void> {
  const { teams } = world.sandbox;
  await teams.install(person.id);
  await sees(world, person, new RegExp(`Hello ${person.givenName}`));
  await teams.press(person.id, 'Start');
  await sees(world, person, /Choose your device/);
  await teams.press(person.id, 'Use my phone');
  await sees(world, person, /Add your passkey/);
  await teams.press(person.id, 'I have done it');
  await sees(world, person, /I do not see it yet/);
  world.registers(person);
  world.letsPass(2000);
  await sees(world, person, /Your passkey is ready/);
}

/** The calls that Graph refused for want of a permission. */
function refused(world: World): readonly string[] {
  return world.exchanges
    .filter(({ status }) => status === 403)
    .map(
      ({ method, url }) =>
        `${method} ${url.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')}`,
    );
}

function errorsIn(world: World): readonly string[] {
  return world.log.filter((line) => line.includes('"level":"error"'));
}

async function greeted(world: World, name: string): Promise<SandboxUser> {
  const person = world.person(name);
  await world.sandbox.teams.install(person.id);
  await world.sandbox.teams.until(person.id, (view) => view.length > 0, { timeoutMs: 10_000 });
  return person;
}

/** What a greeting leaves behind, as if it had been before the administrator took the permission back. */
async function greetedBefore(world: World, { id, displayName, givenName }: SandboxUser): Promise<void> {
  const { store, now } = world.app.ports;
  const person = {
    id: id as PersonId,
    displayName,
    firstName: givenName,
    language: 'en',
    isGuest: false,
    isEnabled: true,
  } as const;
  await store.people.save(person, now());
  await store.journeys.begin(person.id, now());
}

/** The routes and reasons on the card "Choose your device". */
async function offeredTo(world: World, name: string): Promise<readonly string[]> {
  const person = await greeted(world, name);
  await world.sandbox.teams.press(person.id, 'Start');
  const journey = await world.app.ports.store.journeys.of(person.id as never);
  assert.equal(journey?.step.kind, 'choosing');
  return journey.offered.map(({ route, reason }) => `${route}: ${reason}`);
}

describe('permissions', () => {
  it('are consented to in the sandbox exactly as the app asks for them', () => {
    assert.deepEqual(keywave().roles.toSorted(), ALL.toSorted());
  });

  it('are enough: with exactly these, nobody meets a single 403', () =>
    withWorld(openWorld(), async (world) => {
      const people = new Map(DISPENSABLE.map(({ who, misguided }) => [who, misguided]));
      for (const [who, misguided] of people) {
        const offered = await offeredTo(world, who);
        assert.ok(!offered.includes(misguided), `${who} is offered what does not fit: ${offered.join()}`);
      }
      // A guest, and somebody who has a passkey already.
      for (const name of ['Lena Ortiz', 'Isaiah Langer']) await greeted(world, name);
      await walkThrough(world, world.person('Adele Vance'));
      assert.deepEqual(refused(world), []);
    }));

  it('are each needed by a story below', () => {
    const alone = INDISPENSABLE.flatMap(({ permissions }) => (permissions.length === 1 ? permissions : []));
    const told = [...DISPENSABLE.map(({ permission }) => permission), ...alone];
    assert.deepEqual(told.toSorted(), ALL.toSorted());
  });

  for (const { permission, call, who, misguided } of DISPENSABLE) {
    it(`without ${permission} people still get through, only less well advised`, () =>
      withWorld(openWithout(permission), async (world) => {
        const offered = await offeredTo(world, who);
        assert.ok(offered.includes(misguided), `${who} is offered: ${offered.join()}`);
        await walkThrough(world, world.person('Adele Vance'));
        assert.ok(refused(world).length > 0, 'asked for without use');
        for (const line of refused(world)) assert.match(line, call);
        assert.deepEqual(errorsIn(world), [], 'a missing permission of this kind is no failure');
      }));
  }

  for (const { permissions, call } of INDISPENSABLE) {
    it(`without ${permissions.join(' and ')} nobody new is greeted, and nobody is told that a passkey is ready`, () =>
      withWorld(openWithout(...permissions), async (world) => {
        for (const name of ['Adele Vance', 'Isaiah Langer']) {
          const failed = world.logs(/"job failed"/);
          await world.sandbox.teams.install(world.person(name).id);
          await failed;
          assert.deepEqual(cardsOf(world, world.person(name)), []);
        }
        assert.ok(refused(world).length > 0, 'asked for without use');
        for (const line of refused(world)) assert.match(line, call);
        for (const line of errorsIn(world)) assert.match(line, /"reference":"KW-[0-9A-Z]{6}".*no-permission/);
      }));
  }

  it('without UserAuthMethod-Passkey.Read.All somebody who was greeted before gets a reference, and never a wrong "ready"', () =>
    withWorld(openWithout('UserAuthMethod-Passkey.Read.All'), async (world) => {
      const adele = world.person('Adele Vance');
      const { teams } = world.sandbox;
      await greetedBefore(world, adele);
      await teams.install(adele.id);
      await teams.say(adele.id, 'status');
      await sees(world, adele, /Hello Adele/);
      world.registers(adele);
      const answer = await teams.press(adele.id, 'Start');
      assert.equal(answer.kind, 'message');
      const reference = /KW-[0-9A-Z]{6}/.exec(answer.text)?.[0];
      assert.ok(reference, answer.text);
      assert.ok(
        errorsIn(world).some((line) => line.includes(reference) && line.includes('no-permission')),
        'the log knows why',
      );
      await sees(world, adele, /Hello Adele/);
      assert.doesNotMatch(cardsOf(world, adele).join(), /passkey is ready/);
    }));
});
