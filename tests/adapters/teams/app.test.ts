import assert from 'node:assert/strict';
import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import { UnsecuredJWT } from 'jose';
import type { JourneyId } from '../../../src/core/ids.ts';
import type { Card } from '../../../src/cards/card.ts';
import type { MessageKey } from '../../../src/core/ids.ts';
import {
  activity,
  APP_ID,
  type Bot,
  type Channel,
  openBot,
  openChannel,
  PERSON,
  press,
  quietly,
  receive,
  SERVICE_URL,
  TENANT,
} from './channel.ts';
import { forgeries } from './forgeries.ts';

const FOREIGN = 'deadbeef-0000-4000-8000-000000000001';

describe('teams app', () => {
  let channel: Channel;
  let bot: Bot;
  before(async () => {
    channel = await openChannel();
  });
  after(() => channel.close());
  beforeEach(() => {
    bot = openBot(channel);
  });

  it('stands on the SDKs it says it stands on', () => {
    assert.equal(typeof Application, 'function');
    assert.equal(typeof TeamsAdapter, 'function');
  });

  describe('at the door', () => {
    const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;
    for (const [what, change] of Object.entries(forgeries())) {
      it(`refuses a token ${what}`, async () => {
        const answer = await receive(bot, activity(), await channel.token(change));
        assert.deepEqual(answer, { status: 401 });
        assert.equal(bot.events.length, 0);
      });
    }

    it('refuses a token that is not signed, changed afterwards, cut off or no token', async () => {
      const good = await channel.token();
      const [head = '', payload = '', signature = ''] = good.split('.');
      const other = Buffer.from(
        JSON.stringify({ iss: 'https://api.botframework.com', aud: APP_ID }),
      ).toString('base64url');
      const none = new UnsecuredJWT({
        iss: 'https://api.botframework.com',
        aud: APP_ID,
        serviceurl: SERVICE_URL,
      }).encode();
      for (const token of [
        none,
        `${head}.${other}.${signature}`,
        `${head}.${payload}.`,
        `${head}.${payload}`,
        'xx.yy.zz',
        '',
        good.slice(0, -9),
        `${good} ${good}`,
      ]) {
        assert.deepEqual(await receive(bot, activity(), token), { status: 401 }, token);
      }
      assert.equal(bot.events.length, 0);
    });

    it('refuses the published key as a shared secret', async () => {
      for (const type of ['pkcs1', 'spki'] as const) {
        const key = new TextEncoder().encode(channel.publicKey.export({ type, format: 'pem' }).toString());
        const token = await channel.token({ header: { alg: 'HS256' }, key });
        assert.deepEqual(await receive(bot, activity(), token), { status: 401 });
      }
      assert.equal(bot.events.length, 0);
    });

    it('refuses other spellings of the header', async () => {
      const token = await channel.token();
      for (const authorization of [
        undefined,
        '',
        token,
        `bearer ${token}`,
        `Basic ${token}`,
        `Bearer  ${token}`,
        [`Bearer ${token}`],
      ]) {
        const answer = await quietly(() => bot.app.receive({ headers: { authorization }, body: activity() }));
        assert.deepEqual(answer, { status: 401 });
      }
      assert.equal(bot.events.length, 0);
    });

    it('lets in what Teams signed, even two minutes late', async () => {
      assert.deepEqual(await receive(bot, activity(), await channel.token()), { status: 200 });
      const late = await channel.token({ claims: { nbf: seconds(-3600), exp: seconds(-120) } });
      assert.deepEqual(await receive(bot, activity(), late), { status: 200 });
      assert.equal(bot.events.length, 2);
    });

    it('asks for the keys once, however many tokens name unknown ones', async () => {
      const fresh = await openChannel();
      const own = openBot(fresh);
      await receive(own, activity(), await fresh.token());
      for (let kid = 0; kid < 50; kid++) {
        await receive(own, activity(), await fresh.token({ header: { kid: `unknown-${kid}` } }));
      }
      assert.equal(fresh.metadataRequests(), 2, 'one document and one key set');
      fresh.close();
    });

    it('answers 401 when the keys cannot be had', async () => {
      const gone = await openChannel();
      const token = await gone.token();
      const own = openBot(gone);
      gone.close();
      assert.deepEqual(await receive(own, activity(), token), { status: 401 });
      assert.match(own.lines.join('\n'), /activity refused/);
    });
  });

  describe('before any handler', () => {
    it('lets no foreign tenant in, whichever field names it', async () => {
      const token = await channel.token();
      const chat = { id: 'a:chat', conversationType: 'personal' };
      const strangers = [
        { conversation: { ...chat, tenantId: FOREIGN }, channelData: { tenant: { id: FOREIGN } } },
        { conversation: { ...chat, tenantId: FOREIGN } },
        { channelData: { tenant: { id: FOREIGN } } },
        { conversation: chat, channelData: {} },
        { conversation: { ...chat, tenantId: '' }, channelData: {} },
        { conversation: { ...chat, tenantId: [TENANT] } },
        { channelData: { tenant: { id: null } } },
      ];
      for (const change of strangers) {
        assert.deepEqual(
          await receive(bot, activity(change), token),
          { status: 403 },
          JSON.stringify(change),
        );
      }
      assert.equal(bot.events.length, 0);
      assert.deepEqual(await receive(bot, activity({ conversation: chat }), token), { status: 200 });
      assert.equal(bot.events.length, 1);
    });

    it("takes no service url but Teams' own, even when the token agrees", async () => {
      const tricks = [
        'http://smba.trafficmanager.net/emea/',
        'https://smba.trafficmanager.net@evil.example/',
        'https://evil.example/smba.trafficmanager.net/',
        'https://smba.trafficmanager.net.evil.example/',
        'https://smba.trafficmanager.net:8443/',
        'https://user:pw@smba.trafficmanager.net/',
        'https://evilteams.microsoft.com/',
        'https://teams.microsoft.com.evil.example/',
        'http://169.254.169.254/',
        'http://127.0.0.1/',
        'https://localhost/',
        'https://smba.trafficmanager.net\\@evil.example/',
        'https://smba.trafficmanager.net/?x=https://evil.example',
        'https://smba.trafficmanager.net/#x',
        'https:smba.trafficmanager.net',
        '//smba.trafficmanager.net/',
        'https://smba.trafficmanager.net/..%2f',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'not a url',
        'https://smba。trafficmanager。net/',
      ];
      for (const serviceUrl of tricks) {
        const answer = await receive(
          bot,
          activity({ serviceUrl }),
          await channel.token({ claims: { serviceurl: serviceUrl } }),
        );
        assert.deepEqual(answer, { status: 403 }, serviceUrl);
      }
      assert.equal(bot.events.length, 0);
      const sub = 'https://eu.teams.microsoft.com/x';
      const answer = await receive(
        bot,
        activity({ serviceUrl: sub }),
        await channel.token({ claims: { serviceurl: sub } }),
      );
      assert.equal(answer.status, 200);
      assert.equal(bot.events[0]?.by.address.serviceUrl, `${sub}/`);
    });

    it('refuses an activity that does not say where it comes from', async () => {
      const token = await channel.token();
      for (const change of [
        { serviceUrl: undefined },
        { serviceUrl: '' },
        { serviceUrl: 5 },
        { channelId: 'webchat' },
        { channelId: 'AseChannel' },
        { channelId: undefined },
      ]) {
        assert.deepEqual(
          await receive(bot, activity(change), token),
          { status: 401 },
          JSON.stringify(change),
        );
      }
      assert.equal(bot.events.length, 0);
    });

    it('refuses what is no activity', async () => {
      const token = await channel.token();
      for (const body of [
        null,
        undefined,
        'text',
        5,
        true,
        [],
        [activity()],
        {},
        activity({ type: undefined }),
        activity({ type: 7 }),
        activity({ type: '' }),
      ]) {
        assert.deepEqual(await receive(bot, body, token), { status: 400 }, JSON.stringify(body));
      }
      assert.equal(bot.events.length, 0);
    });

    it('hears nobody whom the directory does not know', async () => {
      const token = await channel.token();
      for (const from of [
        undefined,
        {},
        { id: '29:x' },
        { id: '29:x', aadObjectId: 'admin' },
        { aadObjectId: [PERSON] },
      ]) {
        assert.deepEqual(await receive(bot, activity({ from }), token), { status: 200 });
      }
      assert.equal(bot.events.length, 0);
    });
  });

  describe('a turn', () => {
    const card: Card = { template: 'registration-choosing', language: 'en', data: {} };

    it('answers a press with the new face of the card', async () => {
      bot = openBot(channel, () => ({ kind: 'card', card, key: 'invitation' as MessageKey }));
      const answer = await receive(
        bot,
        press('registration.start', { journey: 'j-1', message: 'invitation' }),
        await channel.token(),
      );
      assert.deepEqual(answer, {
        status: 200,
        body: {
          statusCode: 200,
          type: 'application/vnd.microsoft.card.adaptive',
          value: { type: 'AdaptiveCard', template: 'registration-choosing', key: 'invitation' },
        },
      });
      const [event] = bot.events;
      assert.ok(event?.kind === 'pressed');
      assert.deepEqual(event.action, { verb: 'registration.start', journey: 'j-1' as JourneyId });
      assert.equal(event.message, 'invitation');
      assert.equal(event.activity, 'message-1');
    });

    it('answers a press with a sentence, or with nothing to see', async () => {
      const token = await channel.token();
      bot = openBot(channel, (event) =>
        event.kind === 'pressed' && event.action === 'unknown'
          ? { kind: 'message', text: 'No.' }
          : { kind: 'nothing' },
      );
      const type = 'application/vnd.microsoft.activity.message';
      assert.deepEqual((await receive(bot, press('recovery.approve', {}), token)).body, {
        statusCode: 200,
        type,
        value: 'No.',
      });
      assert.deepEqual((await receive(bot, press('registration.check', { journey: 'j' }), token)).body, {
        statusCode: 200,
        type,
        value: '',
      });
    });

    it("keeps one person's answer from the next", async () => {
      bot = openBot(channel, (event) => ({ kind: 'message', text: event.by.person }));
      const token = await channel.token();
      const people = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(8) + PERSON.slice(8));
      const answers = await Promise.all(
        people.map((aadObjectId) =>
          receive(bot, { ...press('x', {}), from: { id: aadObjectId, aadObjectId } }, token),
        ),
      );
      assert.deepEqual(
        answers.map(({ body }) => (body as { value: string }).value),
        people,
      );
    });

    it('takes the button of an old client, which comes as a message', async () => {
      const value = { verb: 'registration.check', journey: 'j-1', message: 'invitation' };
      const answer = await receive(
        bot,
        activity({ text: undefined, value, replyToId: 'message-1' }),
        await channel.token(),
      );
      assert.deepEqual(answer, { status: 200 });
      const [event] = bot.events;
      assert.ok(event?.kind === 'pressed');
      assert.deepEqual(event.action, { verb: 'registration.check', journey: 'j-1' as JourneyId });
    });

    it('answers other invokes emptily and bothers nobody with them', async () => {
      const token = await channel.token();
      for (const name of [
        'task/fetch',
        'message/submitAction',
        'composeExtension/query',
        'signin/verifyState',
        undefined,
        7,
      ]) {
        assert.deepEqual(
          await receive(bot, activity({ type: 'invoke', name }), token),
          { status: 200, body: {} },
          String(name),
        );
      }
      assert.equal(bot.events.length, 0);
    });

    it('names a repeated activity by the same key and gives it the same answer', async () => {
      bot = openBot(channel, (event) => ({ kind: 'message', text: event.key }));
      const token = await channel.token();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => receive(bot, press('x', {}), token)),
      );
      assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
      assert.equal(new Set(bot.events.map(({ key }) => key)).size, 1);
    });

    it('tells a person whose press failed a reference, and the cause only to the log', async () => {
      bot = openBot(channel, () => {
        throw new Error('the database is on fire');
      });
      const body = { ...press('registration.check', { journey: 'j' }), locale: 'de-DE' };
      const answer = await receive(bot, body, await channel.token());
      assert.deepEqual(answer, {
        status: 200,
        body: {
          statusCode: 200,
          type: 'application/vnd.microsoft.activity.message',
          value: 'KW-ABC234 de-DE',
        },
      });
      assert.match(bot.lines.join('\n'), /on fire/);
      assert.deepEqual(await receive(bot, activity(), await channel.token()), { status: 200 });
    });

    it('is not led by fields that the SDK would obey', async () => {
      bot = openBot(channel, () => ({ kind: 'message', text: 'here' }));
      const body = {
        ...press('x', {}),
        deliveryMode: 'expectReplies',
        callerId: 'urn:x',
        entities: 'no list',
        timestamp: 'never',
        locale: 5,
      };
      const answer = await receive(bot, body, await channel.token());
      assert.equal((answer.body as { value: string }).value, 'here');
    });
  });
});
