import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { execute, installation, message } from '../../sandbox/connector/activity.ts';
import { makeKeys, type Keys } from '../../sandbox/entra/keys.ts';
import { BOT_APP_ID, keywave } from '../../sandbox/tenant/apps.ts';
import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import { quietly, type TokenChange } from '../adapters/teams/channel.ts';
import { forgeries } from '../adapters/teams/forgeries.ts';
import { calm, fingerprint, openBook, rows, type OpenBook } from './kept.ts';
import { frameOf, post, serviceUrlOf, type Posted } from './post.ts';
import { sees } from './seen.ts';
import type { World } from './world.ts';

const FOREIGN = 'deadbeef-0000-4000-8000-000000000001';
const EVIL = 'https://evil.example/connector/';

describe('somebody who is not Teams', () => {
  let keys: Keys;
  let book: OpenBook;
  let world: World;
  let adele: SandboxUser;
  let nobody: SandboxUser;
  before(async () => {
    keys = await makeKeys();
    book = await openBook({ keys });
    ({ world } = book);
    adele = world.person('Adele Vance');
    nobody = world.person('Hana Suzuki');
    await world.sandbox.teams.install(adele.id);
    await sees(world, adele, /Hello Adele/);
    await calm(book);
  });
  after(() => world.close());

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const sign = ({ claims, header, key }: TokenChange): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const all = {
      iss: 'https://api.botframework.com',
      aud: BOT_APP_ID,
      serviceurl: serviceUrlOf(world),
      nbf: now - 60,
      exp: now + 3600,
      ...claims,
    };
    if (!header && !key) return keys.botFramework.sign(all);
    const protectedHeader = { alg: 'RS256', kid: keys.botFramework.kid, ...header };
    return new SignJWT(all).setProtectedHeader(protectedHeader).sign(key ?? stranger);
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const good = async () => bearer(await sign({}));

  /** Everything an attacker could want to have said: a message, a press on Adele's card, an installation. */
  async function temptations(): Promise<readonly object[]> {
    const journey = await world.app.ports.store.journeys.of(adele.id as never);
    assert.ok(journey);
    const [card] = world.sandbox.teams.view(adele.id);
    assert.ok(card);
    const action = {
      type: 'Action.Execute',
      verb: 'registration.stuck',
      data: { journey: journey.id, message: `journey:${journey.id}:0` },
    } as const;
    return [
      message(frameOf(world, adele), crypto.randomUUID(), 'what is this'),
      execute(frameOf(world, adele), { activityId: card.id, action }),
      installation(frameOf(world, adele), 'remove'),
      installation(frameOf(world, nobody), 'add'),
    ];
  }

  async function nothingIsWritten(
    status: number,
    send: (activity: object) => Promise<Posted>,
  ): Promise<void> {
    const before = await fingerprint(book);
    for (const activity of await temptations()) {
      const answer = await quietly(() => send(activity));
      assert.equal(answer.status, status, JSON.stringify(activity));
    }
    assert.deepEqual(await fingerprint(book), before);
  }

  it('would have got all of it written, had it been Teams', async () => {
    const before = await fingerprint(book);
    const [said] = await temptations();
    assert.equal((await post(world, JSON.stringify(said), await good())).status, 200);
    await calm(book);
    const after = await fingerprint(book);
    assert.notEqual(after['message'], before['message']);
    assert.notEqual(after['inbound'], before['inbound']);
  });

  for (const [what, change] of Object.entries(forgeries())) {
    it(`is refused with a token ${what}, and nothing is written`, async () => {
      const token = await sign(change);
      await nothingIsWritten(401, (activity) => post(world, JSON.stringify(activity), bearer(token)));
    });
  }

  const borrowed: Readonly<Record<string, () => Promise<string>>> = {
    'the bot itself shows to the Connector': () => world.sandbox.tokens.connector(keywave()),
    'the bot itself shows to Graph': () => world.sandbox.tokens.graphApp(keywave()),
    'Teams gives to the tab': () => world.sandbox.tokens.sso(adele),
    'the tenant has signed with the right claims': () =>
      keys.tenant.sign({
        iss: 'https://api.botframework.com',
        aud: BOT_APP_ID,
        serviceurl: serviceUrlOf(world),
      }),
  };
  for (const [what, token] of Object.entries(borrowed)) {
    it(`is refused with the token that ${what}, and nothing is written`, async () => {
      const authorization = bearer(await token());
      await nothingIsWritten(401, (activity) => post(world, JSON.stringify(activity), authorization));
    });
  }

  it('is refused without a token or with one that was tampered with, and nothing is written', async () => {
    const [head = '', payload = '', signature = ''] = (await sign({})).split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    for (const headers of [
      {},
      bearer(`${none}.${payload}.`),
      bearer(`${head}.${payload}.`),
      bearer(`${head}.${payload}.${signature.slice(0, -8)}AAAAAAAA`),
    ]) {
      await nothingIsWritten(401, (activity) => post(world, JSON.stringify(activity), headers));
    }
  });

  const foreign: Readonly<Record<string, object>> = {
    'in the conversation': { conversation: { tenantId: FOREIGN } },
    "in Teams' own data": { channelData: { tenant: { id: FOREIGN } } },
    'in both': { conversation: { tenantId: FOREIGN }, channelData: { tenant: { id: FOREIGN } } },
  };
  for (const [where, change] of Object.entries(foreign)) {
    it(`is refused from another company, named ${where}, and nothing is written`, async () => {
      const headers = await good();
      await nothingIsWritten(403, (activity) =>
        post(world, JSON.stringify(merged(activity, change)), headers),
      );
    });
  }

  it('cannot lead the answers elsewhere, whether or not the token agrees, and nothing is written', async () => {
    const agreeing = bearer(await sign({ claims: { serviceurl: EVIL } }));
    const led = (activity: object) => JSON.stringify({ ...activity, serviceUrl: EVIL });
    await nothingIsWritten(403, (activity) => post(world, led(activity), agreeing));
    const ours = await good();
    await nothingIsWritten(401, (activity) => post(world, led(activity), ours));
  });

  it('is not read when it is packed, no JSON or too large, and nothing is written', async () => {
    const headers = await good();
    const send =
      (more: Record<string, string>, padding = '') =>
      (activity: object) =>
        post(world, JSON.stringify({ ...activity, padding }), { ...headers, ...more });
    await nothingIsWritten(415, send({ 'content-type': 'text/plain' }));
    await nothingIsWritten(415, send({ 'content-encoding': 'gzip' }));
    await nothingIsWritten(413, send({}, 'x'.repeat(300_000)));
  });
});

describe('Teams that repeats itself', () => {
  let book: OpenBook;
  let world: World;
  let token: string;
  before(async () => {
    book = await openBook();
    ({ world } = book);
    token = await world.sandbox.tokens.inbound(serviceUrlOf(world));
  });
  after(() => world.close());

  /** The very same signed request: ten times at once, then ten times one after the other. */
  async function twentyTimes(activity: object): Promise<readonly Posted[]> {
    const body = JSON.stringify(activity);
    const send = () => post(world, body, { authorization: `Bearer ${token}` });
    const atOnce = await Promise.all(Array.from({ length: 10 }, send));
    const later: Posted[] = [];
    for (let time = 0; time < 10; time += 1) later.push(await send());
    for (const { status } of [...atOnce, ...later]) assert.equal(status, 200);
    await calm(book);
    return later;
  }
  const count = async (table: string, person: SandboxUser): Promise<number> =>
    (await rows(book, `select 1 from ${table} where person_id = $1`, [person.id])).length;
  const inbound = async (): Promise<number> => (await rows(book, 'select 1 from inbound')).length;
  async function greeted(name: string): Promise<SandboxUser> {
    const person = world.person(name);
    await world.sandbox.teams.install(person.id);
    await world.sandbox.teams.until(person.id, (view) => view.length > 0);
    await calm(book);
    return person;
  }

  it('greets once, however often it says that somebody has added the app', async () => {
    const sofia = world.person('Sofia Álvarez');
    const before = await inbound();
    world.sandbox.teams.chats.of(sofia.id).standing = 'installed';
    world.sandbox.teams.chats.of(sofia.id).isOpen = true;
    await twentyTimes(installation(frameOf(world, sofia), 'add'));
    assert.equal(await inbound(), before + 1);
    assert.equal(await count('journey', sofia), 1);
    assert.equal(await count('message', sofia), 1);
    assert.equal(world.sandbox.teams.view(sofia.id).filter(({ from }) => from === 'bot').length, 1);
  });

  it('gets one answer to one message', async () => {
    const adele = await greeted('Adele Vance');
    const [messages, keys] = [await count('message', adele), await inbound()];
    await twentyTimes(message(frameOf(world, adele), '1700000000001', 'what is this'));
    assert.equal(await count('message', adele), messages + 1);
    assert.equal(await inbound(), keys + 1);
  });

  it('sends the card again once for one "status"', async () => {
    const hana = await greeted('Hana Suzuki');
    const before = await world.app.ports.store.journeys.of(hana.id as never);
    await twentyTimes(message(frameOf(world, hana), '1700000000002', 'status'));
    const after = await world.app.ports.store.journeys.of(hana.id as never);
    assert.equal(after?.sending, (before?.sending ?? 0) + 1);
    assert.equal(await count('message', hana), 2);
  });

  it('moves the journey once for one press, and answers every repetition with the same card', async () => {
    const lynne = await greeted('Lynne Robbins');
    const before = await world.app.ports.store.journeys.of(lynne.id as never);
    assert.ok(before);
    const [card] = world.sandbox.teams.view(lynne.id);
    assert.ok(card);
    const action = {
      type: 'Action.Execute',
      verb: 'registration.start',
      data: { journey: before.id, message: `journey:${before.id}:0` },
    } as const;
    const asked = world.exchanges.length;
    const later = await twentyTimes(execute(frameOf(world, lynne), { activityId: card.id, action }));
    const after = await world.app.ports.store.journeys.of(lynne.id as never);
    assert.equal(after?.version, before.version + 1);
    assert.equal(await count('message', lynne), 1);
    assert.equal(new Set(later.map(({ text }) => text)).size, 1);
    assert.match(later[0]?.text ?? '', /Choose your device/);
    const looks = world.exchanges.slice(asked).filter(({ url }) => url.includes('fido2Methods'));
    assert.equal(looks.length, 1, 'Graph was asked once');
  });
});

/** The activity with these members changed, each inside its own object. */
function merged(activity: object, change: object): object {
  return Object.fromEntries(
    Object.entries({ ...activity, ...change }).map(([name, value]: [string, unknown]) => [
      name,
      name in change && typeof value === 'object'
        ? { ...(Reflect.get(activity, name) as object), ...value }
        : value,
    ]),
  );
}
