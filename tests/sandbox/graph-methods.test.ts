import assert from 'node:assert/strict';
import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import { type GraphRig, openGraph, passkey } from './graph-rig.ts';

const AUTHENTICATION_ADMINISTRATOR = 'c4e39bd9-1100-46d3-8c65-fb160da0071f';
const PRIVILEGED = '7be44c8a-adaf-4e2a-84d6-ab2649e08a13';

describe('sandbox Graph, sign-in methods', () => {
  let graph: GraphRig;
  let adele: SandboxUser;
  let agent: SandboxUser;
  let admin: SandboxUser;

  beforeEach(async () => {
    graph = await openGraph();
    graph.data.roles.length = 0;
    [adele, agent, admin] = [
      graph.user('Adele Vance'),
      graph.user('Nestor Wilke'),
      graph.user('Isaiah Langer'),
    ];
    give(admin, '62e90394-69f5-4237-9190-012177145e10');
  });
  afterEach(async () => await graph.close());

  const give = (user: SandboxUser, roleTemplateId: string, kind: 'active' | 'eligible' = 'active'): void => {
    graph.data.roles.push({
      id: `${user.id}-${roleTemplateId}`,
      roleTemplateId,
      roleName: 'A role',
      principalId: user.id,
      kind,
    });
  };
  const passes = (user: SandboxUser): string =>
    `/v1.0/users/${user.id}/authentication/temporaryAccessPassMethods`;
  const make = async (user: SandboxUser, body: unknown = {}, token?: string) =>
    await graph.call('POST', passes(user), { body, ...(token === undefined ? {} : { token }) });

  it('show every method with its type, and keep secrets to themselves', async () => {
    adele.methods.push(passkey('2026-11-20T08:00:00Z'));
    const all = await graph.value(`/v1.0/users/${adele.id}/authentication/methods`);
    assert.equal(all.length, adele.methods.length);
    assert.ok(all.every((method) => String(method['@odata.type']).startsWith('#microsoft.graph.')));
    const fido = all.find((method) => method['@odata.type'] === '#microsoft.graph.fido2AuthenticationMethod');
    assert.deepEqual([fido?.['passkeyType'], fido?.['attestationLevel']], ['deviceBound', 'attested']);
    assert.ok(fido && !('credential' in fido) && !('lastUsedDateTime' in fido));
    const [beta] = await graph.value(`/beta/users/${adele.id}/authentication/fido2Methods`);
    assert.equal(beta?.['lastUsedDateTime'], null);
  });

  it('can be removed once', async () => {
    adele.methods.push(passkey('2026-11-20T08:00:00Z'));
    const path = `/v1.0/users/${adele.id}/authentication/fido2Methods/kQ3m1v8uVx0yR2hT_7sLQg2`;
    assert.equal((await graph.call('DELETE', path)).status, 204);
    assert.equal((await graph.call('DELETE', path)).status, 404);
  });

  describe('Temporary Access Passes', () => {
    it('show their value once; a new one replaces the one before', async () => {
      const first = await make(adele, { lifetimeInMinutes: 60, isUsableOnce: true });
      assert.equal(first.status, 201);
      const { id, temporaryAccessPass, isUsable } = first.body as Record<string, unknown>;
      assert.ok(typeof temporaryAccessPass === 'string' && temporaryAccessPass.length >= 8);
      assert.equal(isUsable, true);
      const [kept] = await graph.value(passes(adele));
      assert.deepEqual([kept?.['id'], kept?.['temporaryAccessPass']], [id, null]);
      await make(adele);
      const again = await graph.value(passes(adele));
      assert.equal(again.length, 1);
      assert.notEqual(again[0]?.['id'], id);
    });

    it('say why they cannot be used', async () => {
      const reason = async () => (await graph.value(passes(adele)))[0]?.['methodUsabilityReason'];
      await make(adele, { startDateTime: '2026-11-21T10:00:00Z', lifetimeInMinutes: 60, isUsableOnce: true });
      assert.equal(await reason(), 'NotYetValid');
      graph.clock.advance(60 * 60_000);
      assert.equal(await reason(), 'EnabledByPolicy');
      for (const method of adele.methods) if (method.kind === 'temporaryAccessPass') method.usedAt = 'now';
      assert.equal(await reason(), 'OneTimeUsed');
      await make(adele, { lifetimeInMinutes: 60 });
      graph.clock.advance(60 * 60_000);
      assert.equal(await reason(), 'Expired');
    });

    it('keep to the policy', async () => {
      const policy = `/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass`;
      const set = async (change: object) => {
        const body = {
          '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
          ...change,
        };
        assert.equal((await graph.call('PATCH', policy, { body })).status, 204);
      };
      await set({
        minimumLifetimeInMinutes: 60,
        maximumLifetimeInMinutes: 480,
        isUsableOnce: true,
        state: 'enabled',
      });
      for (const body of [
        { lifetimeInMinutes: 59 },
        { lifetimeInMinutes: 481 },
        { lifetimeInMinutes: 60.5 },
        { lifetimeInMinute: 60 },
        { isUsableOnce: false },
        { startDateTime: 'soon' },
      ]) {
        assert.equal((await make(adele, body)).status, 400, JSON.stringify(body));
      }
      await set({ state: 'disabled' });
      assert.equal((await make(adele)).status, 400);
      assert.equal(
        adele.methods.some(({ kind }) => kind === 'temporaryAccessPass'),
        false,
      );
    });

    it('are made by an authentication administrator for members, by a privileged one for administrators, by nobody for themselves', async () => {
      const token = graph.signedIn(agent);
      assert.equal((await make(adele, {}, token)).status, 403, 'no role');
      give(agent, AUTHENTICATION_ADMINISTRATOR, 'eligible');
      assert.equal((await make(adele, {}, token)).status, 403, 'not activated');
      give(agent, AUTHENTICATION_ADMINISTRATOR);
      assert.equal((await make(adele, {}, token)).status, 201);
      assert.equal((await make(admin, {}, token)).status, 403, 'for an administrator');
      assert.equal((await make(agent, {}, token)).status, 403, 'for themselves');
      give(agent, PRIVILEGED);
      assert.equal((await make(admin, {}, token)).status, 201);
      assert.equal((await make(agent, {}, token)).status, 403, 'for themselves, still');
      assert.equal((await make(admin)).status, 201, 'an app on its own is not checked');
    });

    it('are not for guests', async () => {
      const guest = graph.data.users.values().find(({ userType }) => userType === 'Guest');
      assert.ok(guest);
      assert.equal((await make(guest)).status, 400);
    });
  });

  describe('passkeys made for others', () => {
    const fido = (user: SandboxUser, end = ''): string =>
      `/users/${user.id}/authentication/fido2Methods${end}`;

    it('have a challenge of five minutes in v1.0 and of any length in beta', async () => {
      const five = await graph.call('GET', `/v1.0${fido(adele, '/creationOptions')}`);
      assert.equal(
        (five.body as Record<string, unknown>)['challengeTimeoutDateTime'],
        '2026-11-21T09:05:00.000Z',
      );
      const hour = await graph.call(
        'GET',
        `/beta${fido(adele, '/creationOptions(challengeTimeoutInMinutes=60)')}`,
      );
      assert.equal(
        (hour.body as Record<string, unknown>)['challengeTimeoutDateTime'],
        '2026-11-21T10:00:00.000Z',
      );
      const short = await graph.call(
        'GET',
        `/beta${fido(adele, '/creationOptions(challengeTimeoutInMinutes=4)')}`,
      );
      assert.equal(short.status, 400);
    });

    it('are not for oneself and not for guests', async () => {
      const own = await graph.call('GET', `/v1.0${fido(adele, '/creationOptions')}`, {
        token: graph.signedIn(adele),
      });
      assert.equal(own.status, 405);
      const guest = graph.data.users.values().find(({ userType }) => userType === 'Guest');
      assert.ok(guest);
      assert.equal((await graph.call('GET', `/v1.0${fido(guest, '/creationOptions')}`)).status, 403);
    });
  });

  describe('the registration report', () => {
    const line = async () =>
      await graph.call('GET', `/v1.0/reports/authenticationMethods/userRegistrationDetails/${adele.id}`);

    it('is as old as its last making', async () => {
      adele.methods = [passkey('2026-11-21T08:30:00Z')];
      assert.deepEqual(((await line()).body as Record<string, unknown>)['methodsRegistered'], []);
      graph.clock.set(new Date('2026-11-22T04:00:00Z'));
      const later = (await line()).body as Record<string, unknown>;
      assert.deepEqual(later['methodsRegistered'], ['passKeyDeviceBound']);
      assert.equal(later['isPasswordlessCapable'], true);
      assert.equal(later['lastUpdatedDateTime'], '2026-11-22T04:00:00.000Z');
    });

    it('leaves disabled people out', async () => {
      adele.accountEnabled = false;
      assert.equal((await line()).status, 404);
    });
  });

  it('install the app once, tell Teams, and lead to its chat', async () => {
    const apps = `/v1.0/users/${adele.id}/teamwork/installedApps`;
    const body = {
      'teamsApp@odata.bind':
        'https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/4b5c6d7e-1111-4222-8333-944455566677',
    };
    assert.deepEqual(await graph.value(apps), []);
    assert.equal((await graph.call('POST', apps, { body })).status, 201);
    assert.ok(graph.installed.has(adele.id));
    assert.equal((await graph.call('POST', apps, { body })).status, 409);
    const [found] = await graph.value(
      `${apps}?$expand=teamsApp&$filter=teamsApp/externalId eq 'b07b07b0-0000-4000-8000-000000000001'`,
    );
    const chat = await graph.call('GET', `${apps}/${String(found?.['id'])}/chat`);
    assert.match(String((chat.body as Record<string, unknown>)['id']), /^19:.*@unq\.gbl\.spaces$/);
    assert.equal((await graph.call('DELETE', `${apps}/${String(found?.['id'])}`)).status, 204);
    assert.ok(!graph.installed.has(adele.id));
  });
});
