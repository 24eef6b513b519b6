import assert from 'node:assert/strict';
import { Clock } from '../../sandbox/clock.ts';
import { type Keys, makeKeys } from '../../sandbox/entra/keys.ts';
import { type Sandbox, openSandbox } from '../../sandbox/sandbox.ts';
import { BOT_APP_ID, BOT_SECRET } from '../../sandbox/tenant/apps.ts';
import { GROUPS, groupId } from '../../sandbox/tenant/groups.ts';
import type { SandboxPasskey, SandboxUser } from '../../sandbox/tenant/model.ts';
import { personId } from '../../sandbox/tenant/person.ts';
import { SoftwareKey } from './software-key.ts';

type Json = Record<string, unknown>;
type Answer = { readonly status: number; readonly body: Json };

const NOW = new Date('2026-11-23T09:00:00Z');
const WINDOWS = '08987058-cadc-4b81-b6e1-30de50dcbe96';
const YUBIKEY = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const MINUTE_MS = 60_000;

describe('Security info', () => {
  let sandbox: Sandbox;
  let origin: string;
  let keys: Keys;

  before(async () => {
    keys = await makeKeys();
  });

  beforeEach(async () => {
    sandbox = await openSandbox({
      port: 0,
      clock: new Clock({ at: NOW, frozen: true }),
      bot: { appId: BOT_APP_ID, secret: BOT_SECRET, endpoint: 'http://127.0.0.1:9/api/messages' },
      looksForApp: false,
      keys,
    });
    origin = `http://localhost:${sandbox.port}`;
  });
  afterEach(async () => await sandbox.close());

  const user = (name: string): SandboxUser => {
    const found = sandbox.data.users.get(personId(name));
    assert.ok(found);
    return found;
  };
  const passkeysOf = (name: string) =>
    user(name).methods.filter((one): one is SandboxPasskey => one.kind === 'passkey');
  const post = async (name: string, action: string, fields: Json = {}): Promise<Answer> => {
    const response = await fetch(`${sandbox.url}/security-info/api/${action}?person=${personId(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
    return { status: response.status, body: (await response.json()) as Json };
  };
  const optionsFor = async (name: string, action = 'options') => {
    const { status, body } = await post(name, action);
    assert.equal(status, 200, JSON.stringify(body));
    return body['options'] as {
      challenge: string;
      rp?: { id: string };
      attestation?: string;
      excludeCredentials?: { id: string }[];
    };
  };
  const add = async (
    name: string,
    key = new SoftwareKey(),
    how: Partial<Parameters<SoftwareKey['create']>[1]> = {},
  ) =>
    await post(name, 'register', {
      name: 'My key',
      response: key.create(await optionsFor(name), { origin, ...how }),
    });
  const fido2 = (): Json => {
    const all = sandbox.data.policies.authenticationMethods['authenticationMethodConfigurations'] as Json[];
    return all.find(({ id }) => id === 'Fido2') ?? {};
  };
  const refused = (answer: Answer, why: string) => {
    assert.deepEqual([answer.status, answer.body['why']], [403, why]);
    assert.ok(answer.body['title'] && answer.body['words']);
  };

  describe('adds a real passkey', () => {
    it('under the name the person gave, at the tenant’s time', async () => {
      const key = new SoftwareKey();
      const { status } = await add('Adele Vance', key, { aaGuid: YUBIKEY });
      assert.equal(status, 200);
      const [passkey] = passkeysOf('Adele Vance');
      assert.equal(passkey?.displayName, 'My key');
      assert.equal(passkey.createdDateTime, NOW.toISOString());
      assert.deepEqual([passkey.id, passkey.aaGuid, passkey.model], [key.id, YUBIKEY, 'YubiKey 5 NFC']);
      assert.deepEqual([passkey.passkeyType, passkey.lastUsedDateTime], ['deviceBound', undefined]);
      assert.match(sandbox.journal.entries().at(-1)?.sentence ?? '', /Adele Vance adds a passkey: “My key”/);
    });

    it('calls it “Adele’s passkey” when no name is given, and cuts a long one', async () => {
      const key = new SoftwareKey();
      await post('Adele Vance', 'register', {
        response: key.create(await optionsFor('Adele Vance'), { origin }),
      });
      await post('Adele Vance', 'pretend', { kind: 'security-key', name: 'x'.repeat(500) });
      assert.deepEqual(
        passkeysOf('Adele Vance').map(({ displayName }) => displayName),
        ['Adele’s passkey', 'x'.repeat(30)],
      );
    });

    it('asks the authenticator for proof of its maker, and not for a passkey it already has', async () => {
      const key = new SoftwareKey();
      await add('Adele Vance', key);
      const options = await optionsFor('Adele Vance');
      assert.equal(options.attestation, 'direct');
      assert.equal(options.rp?.id, 'localhost');
      assert.deepEqual(
        options.excludeCredentials?.map(({ id }) => id),
        [key.id],
      );
    });

    it('tells synced from device-bound', async () => {
      await add('Adele Vance', new SoftwareKey(), { isSynced: true });
      assert.equal(passkeysOf('Adele Vance')[0]?.passkeyType, 'synced');
    });

    for (const [what, how] of [
      ['no attestation', { aaGuid: YUBIKEY }],
      ['self attestation', { aaGuid: YUBIKEY, isSelfAttested: true }],
      ['an empty AAGUID', { isSelfAttested: true }],
    ] as const) {
      it(`counts ${what} as not attested`, async () => {
        assert.equal((await add('Adele Vance', new SoftwareKey(), how)).status, 200);
        const [passkey] = passkeysOf('Adele Vance');
        assert.deepEqual([passkey?.attestationLevel, passkey?.attestationCertificates], ['notAttested', []]);
      });
    }

    it('takes it away again, and says so when it is gone already', async () => {
      const key = new SoftwareKey();
      await add('Adele Vance', key);
      assert.equal((await post('Adele Vance', 'remove', { id: key.id })).status, 200);
      assert.equal(passkeysOf('Adele Vance').length, 0);
      refused(await post('Adele Vance', 'remove', { id: key.id }), 'no-such-method');
    });
  });

  describe('refuses what does not fit', () => {
    const nothingSaved = () => assert.equal(passkeysOf('Adele Vance').length, 0);

    it('another origin', async () => {
      refused(await add('Adele Vance', new SoftwareKey(), { origin: 'http://evil.example' }), 'not-verified');
      nothingSaved();
    });

    it('a challenge of its own, of another person, or used twice', async () => {
      const key = new SoftwareKey();
      const own = key.create({ challenge: Buffer.from('made up').toString('base64url') }, { origin });
      refused(await post('Adele Vance', 'register', { response: own }), 'not-verified');
      const others = key.create(await optionsFor('Lynne Robbins'), { origin });
      refused(await post('Adele Vance', 'register', { response: others }), 'not-verified');
      nothingSaved();
      const good = key.create(await optionsFor('Adele Vance'), { origin });
      assert.equal((await post('Adele Vance', 'register', { response: good })).status, 200);
      refused(await post('Adele Vance', 'register', { response: good }), 'not-verified');
    });

    it('an answer for another site', async () => {
      const { challenge } = await optionsFor('Adele Vance');
      const response = new SoftwareKey().create({ challenge, rp: { id: 'evil.example' } }, { origin });
      refused(await post('Adele Vance', 'register', { response }), 'not-verified');
    });

    it('a passkey that somebody else registered', async () => {
      const key = new SoftwareKey();
      await add('Lynne Robbins', key);
      refused(await add('Adele Vance', key), 'already-there');
    });

    it('rubbish', async () => {
      for (const response of [
        undefined,
        null,
        7,
        {},
        {
          id: 'x',
          rawId: 'x',
          type: 'public-key',
          response: { clientDataJSON: '!', attestationObject: '!' },
        },
      ]) {
        refused(await post('Adele Vance', 'register', { response }), 'not-verified');
      }
      const send = async (body: string, headers: Record<string, string>) =>
        (
          await fetch(`${sandbox.url}/security-info/api/register?person=${personId('Adele Vance')}`, {
            method: 'POST',
            headers,
            body,
          })
        ).status;
      assert.equal(await send('[', { 'content-type': 'application/json' }), 400);
      assert.equal(await send('{}', { 'content-type': 'text/plain' }), 415);
      assert.equal(
        await send('{}', { 'content-type': 'application/json', origin: 'http://evil.example' }),
        403,
      );
      assert.equal((await fetch(`${sandbox.url}/security-info/api/state?person=nobody`)).status, 404);
      nothingSaved();
    });
  });

  describe('keeps to the passkey policy', () => {
    const policies: readonly (readonly [why: string, name: string, change: () => void])[] = [
      ['policy-off', 'Adele Vance', () => (fido2()['state'] = 'disabled')],
      ['self-service-off', 'Adele Vance', () => (fido2()['isSelfServiceRegistrationAllowed'] = false)],
      ['excluded', 'Luis Ortega', () => undefined],
      [
        'not-included',
        'Adele Vance',
        () => (fido2()['includeTargets'] = [{ targetType: 'group', id: groupId(GROUPS.pilots) }]),
      ],
      ['guest', 'Peter Nowak', () => undefined],
      ['no-second-factor', 'Tom Becker', () => undefined],
      ['account-disabled', 'Sara Lindgren', () => undefined],
    ];
    for (const [why, name, change] of policies) {
      it(`${why}: ${name} is refused before anything is made`, async () => {
        change();
        refused(await post(name, 'options'), why);
        refused(await post(name, 'pretend', { kind: 'security-key' }), why);
      });
    }

    const rule = (fields: Json) => {
      for (const profile of fido2()['passkeyProfiles'] as Json[]) Object.assign(profile, fields);
    };

    it('attestation enforced: only an attested passkey gets in', async () => {
      rule({ attestationEnforcement: 'registrationOnly' });
      refused(await add('Adele Vance', new SoftwareKey(), { aaGuid: YUBIKEY }), 'not-attested');
      assert.equal((await post('Adele Vance', 'pretend', { kind: 'security-key' })).status, 200);
    });

    it('device-bound only: a synced passkey is refused', async () => {
      rule({ passkeyTypes: 'deviceBound' });
      refused(await add('Adele Vance', new SoftwareKey(), { isSynced: true }), 'type-not-allowed');
    });

    it('a list of models lets in only those, a block list all but those', async () => {
      rule({
        keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [YUBIKEY.toUpperCase()] },
      });
      refused(await add('Adele Vance', new SoftwareKey(), { aaGuid: WINDOWS }), 'model-not-allowed');
      assert.equal((await add('Adele Vance', new SoftwareKey(), { aaGuid: YUBIKEY })).status, 200);
      rule({ keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: [YUBIKEY] } });
      refused(await add('Adele Vance', new SoftwareKey(), { aaGuid: YUBIKEY }), 'model-not-allowed');
    });

    it('one profile that fits is enough', async () => {
      const [everyone] = fido2()['passkeyProfiles'] as Json[];
      assert.ok(everyone);
      everyone['passkeyTypes'] = 'synced';
      assert.equal((await add('Lee Gu', new SoftwareKey(), { isSynced: true })).status, 200);
      assert.equal((await post('Lee Gu', 'pretend', { kind: 'authenticator' })).status, 200);
      refused(await post('Adele Vance', 'pretend', { kind: 'authenticator' }), 'type-not-allowed');
    });

    it('Windows Hello clash: Windows refuses, the phone does not', async () => {
      refused(await add('Diego Siciliani', new SoftwareKey(), { aaGuid: WINDOWS }), 'windows-hello');
      assert.equal((await post('Diego Siciliani', 'pretend', { kind: 'authenticator' })).status, 200);
    });
  });

  describe('the sign-in page', () => {
    it('checks a real passkey and notes its first use', async () => {
      const key = new SoftwareKey();
      await add('Adele Vance', key);
      sandbox.clock.advance(60 * MINUTE_MS);
      const response = key.get(await optionsFor('Adele Vance', 'sign-in-options'), { origin });
      assert.equal((await post('Adele Vance', 'sign-in', { response })).status, 200);
      const [signIn] = user('Adele Vance').signIns;
      assert.deepEqual([signIn?.method, signIn?.succeeded], ['Passkey (device-bound)', true]);
      assert.equal(passkeysOf('Adele Vance')[0]?.lastUsedDateTime, sandbox.clock.now().toISOString());
      refused(await post('Adele Vance', 'sign-in', { response }), 'not-verified');
    });

    it('refuses another key under the same id, another person’s passkey, and another origin', async () => {
      const [key, stranger] = [new SoftwareKey(), new SoftwareKey()];
      await add('Adele Vance', key);
      await add('Lynne Robbins', stranger);
      const forged = {
        ...stranger.get(await optionsFor('Adele Vance', 'sign-in-options'), { origin }),
        id: key.id,
        rawId: key.id,
      };
      refused(await post('Adele Vance', 'sign-in', { response: forged }), 'not-verified');
      const foreign = stranger.get(await optionsFor('Adele Vance', 'sign-in-options'), { origin });
      refused(await post('Adele Vance', 'sign-in', { response: foreign }), 'not-verified');
      const elsewhere = key.get(await optionsFor('Adele Vance', 'sign-in-options'), {
        origin: 'http://evil.example',
      });
      refused(await post('Adele Vance', 'sign-in', { response: elsewhere }), 'not-verified');
      assert.equal(passkeysOf('Adele Vance')[0]?.lastUsedDateTime, undefined);
      assert.equal(user('Adele Vance').signIns[0]?.succeeded, false);
    });

    it('lets a practice passkey be used in practice only', async () => {
      await post('Adele Vance', 'pretend', { kind: 'authenticator' });
      const key = new SoftwareKey();
      await add('Adele Vance', key);
      const [pretended] = passkeysOf('Adele Vance');
      assert.equal((await post('Adele Vance', 'sign-in-pretend', { id: pretended?.id })).status, 200);
      refused(await post('Adele Vance', 'sign-in-pretend', { id: key.id }), 'no-such-method');
    });
  });

  describe('a Temporary Access Pass', () => {
    const give = (
      name: string,
      fields: { readonly isUsableOnce: boolean; readonly startsInMinutes?: number },
    ) => {
      const startDateTime = new Date(
        sandbox.clock.now().getTime() + (fields.startsInMinutes ?? 0) * MINUTE_MS,
      ).toISOString();
      user(name).methods.push({
        kind: 'temporaryAccessPass',
        id: crypto.randomUUID(),
        createdDateTime: startDateTime,
        startDateTime,
        value: 'kT4mWq9xRb7P',
        lifetimeInMinutes: 60,
        isUsableOnce: fields.isUsableOnce,
        usedAt: null,
      });
    };
    const enter = async (name: string, pass = 'kT4mWq9xRb7P') => await post(name, 'sign-in-pass', { pass });

    it('works once when it is for one use, and opens the way to a passkey for ten minutes', async () => {
      give('Tom Becker', { isUsableOnce: true });
      refused(await post('Tom Becker', 'options'), 'no-second-factor');
      assert.equal((await enter('Tom Becker')).status, 200);
      assert.equal(user('Tom Becker').signIns[0]?.method, 'Temporary Access Pass');
      refused(await enter('Tom Becker'), 'pass-used');
      assert.equal((await post('Tom Becker', 'options')).status, 200);
      sandbox.clock.advance(11 * MINUTE_MS);
      refused(await post('Tom Becker', 'options'), 'no-second-factor');
    });

    it('works again and again otherwise, until it runs out', async () => {
      give('Tom Becker', { isUsableOnce: false });
      assert.equal((await enter('Tom Becker')).status, 200);
      assert.equal((await enter('Tom Becker')).status, 200);
      sandbox.clock.advance(30 * MINUTE_MS);
      assert.equal((await post('Tom Becker', 'pretend', { kind: 'security-key' })).status, 200);
      sandbox.clock.advance(30 * MINUTE_MS);
      refused(await enter('Tom Becker'), 'pass-expired');
    });

    it('is refused when wrong, too early, of somebody else, switched off, or for a dead account', async () => {
      give('Tom Becker', { isUsableOnce: false, startsInMinutes: 30 });
      refused(await enter('Tom Becker'), 'pass-not-yet');
      refused(await enter('Tom Becker', 'KT4MWQ9XRB7P'), 'wrong-pass');
      refused(await enter('Rosa Mendes'), 'wrong-pass');
      sandbox.clock.advance(31 * MINUTE_MS);
      assert.equal((await enter('Tom Becker')).status, 200);
      const all = sandbox.data.policies.authenticationMethods['authenticationMethodConfigurations'] as Json[];
      Object.assign(all.find(({ id }) => id === 'TemporaryAccessPass') ?? {}, { state: 'disabled' });
      refused(await enter('Tom Becker'), 'pass-off');
      give('Sara Lindgren', { isUsableOnce: false });
      refused(await enter('Sara Lindgren'), 'account-disabled');
    });

    it('never shows in the journal or in what the pages are told', async () => {
      give('Tom Becker', { isUsableOnce: false });
      const { body } = await enter('Tom Becker');
      await enter('Tom Becker', 'kT4mWq9xRb7Q');
      const told = JSON.stringify([body, sandbox.journal.entries()]);
      assert.ok(!told.includes('kT4mWq9x'));
    });
  });

  it('serves its pages at localhost and sends a bare address there', async () => {
    const page = await fetch(`${origin}/security-info/?person=${personId('Adele Vance')}`);
    assert.match(await page.text(), /security-info\.ts/);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const bare = await fetch(`${sandbox.url}/security-info/sign-in?person=x`, { redirect: 'manual' });
    assert.equal(bare.headers.get('location'), `${origin}/security-info/sign-in?person=x`);
    const script = await fetch(`${origin}/security-info/security-info.ts`);
    assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.ok(!(await script.text()).includes('type Making'));
    for (const path of ['tsconfig.json', '../person.ts', '%2e%2e/person.ts', 'nothing.ts']) {
      assert.equal((await fetch(`${origin}/security-info/${path}`)).status, 404, path);
    }
  });
});
