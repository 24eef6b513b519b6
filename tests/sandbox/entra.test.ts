import assert from 'node:assert/strict';
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from 'jose';
import { Clock } from '../../sandbox/clock.ts';
import { type Keys, makeKeys } from '../../sandbox/entra/keys.ts';
import { stepUpFor } from '../../sandbox/entra/step-up.ts';
import { Tokens } from '../../sandbox/entra/tokens.ts';
import { type Sandbox, openSandbox } from '../../sandbox/sandbox.ts';
import { BOT_APP_ID, BOT_SECRET, TENANT_ID } from '../../sandbox/tenant/apps.ts';
import type { SandboxApp, SandboxUser } from '../../sandbox/tenant/model.ts';
import { personId } from '../../sandbox/tenant/person.ts';

const GRAPH = 'https://graph.microsoft.com';
const OBO = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

describe('Entra', () => {
  let keys: Keys;
  let sandbox: Sandbox;
  let entra: string;

  before(async () => {
    keys = await makeKeys();
  });
  beforeEach(async () => {
    sandbox = await openSandbox({
      port: 0,
      // Far from the real time on purpose: tokens must not care.
      clock: new Clock({ at: new Date('2027-06-01T08:00:00Z'), frozen: true }),
      bot: { appId: BOT_APP_ID, secret: BOT_SECRET, endpoint: 'http://127.0.0.1:9/api/messages' },
      looksForApp: false,
      keys,
    });
    entra = `${sandbox.url}/entra/${TENANT_ID}`;
  });
  afterEach(async () => await sandbox.close());

  const json = async (url: string) => (await (await fetch(url)).json()) as Record<string, unknown>;
  const ask = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields);
    const response = await fetch(`${entra}/oauth2/v2.0/token`, { method: 'POST', body, headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const client = { client_id: BOT_APP_ID, client_secret: BOT_SECRET };
  const appToken = async (scope = `${GRAPH}/.default`) =>
    await ask({ ...client, grant_type: 'client_credentials', scope });
  const tokenIn = ({ body }: { body: Record<string, unknown> }) => String(body['access_token']);
  const user = (name: string): SandboxUser => {
    const found = sandbox.data.users.get(personId(name));
    assert.ok(found);
    return found;
  };
  const app = (): SandboxApp => {
    const found = sandbox.data.apps.get(BOT_APP_ID);
    assert.ok(found);
    return found;
  };
  const graph = async (token: string) =>
    (
      await fetch(`${sandbox.url}/graph/v1.0/users/${personId('Adele Vance')}`, {
        headers: { authorization: `Bearer ${token}` },
      })
    ).status;

  it('publishes who it is, and keys that its tokens can be checked with', async () => {
    const metadata = await json(`${entra}/v2.0/.well-known/openid-configuration`);
    assert.equal(metadata['issuer'], `https://login.microsoftonline.com/${TENANT_ID}/v2.0`);
    const key = createRemoteJWKSet(new URL(String(metadata['jwks_uri'])));
    const { payload } = await jwtVerify(tokenIn(await appToken()), key, {
      audience: GRAPH,
      issuer: `https://sts.windows.net/${TENANT_ID}/`,
    });
    assert.deepEqual(payload['roles'], app().roles);
    assert.equal(payload['scp'], undefined);
  });

  it('publishes the Bot Framework’s keys, endorsed for Teams, private halves kept', async () => {
    const metadata = await json(`${sandbox.url}/entra/botframework/v1/.well-known/openidconfiguration`);
    assert.equal(metadata['issuer'], 'https://api.botframework.com');
    const { keys: published } = (await json(String(metadata['jwks_uri']))) as {
      keys: Record<string, unknown>[];
    };
    assert.deepEqual(published[0]?.['endorsements'], ['msteams']);
    const tenant = (await json(`${entra}/discovery/v2.0/keys`)) as { keys: Record<string, unknown>[] };
    for (const key of [...published, ...tenant.keys]) assert.ok(!('d' in key) && !('p' in key));
    const inbound = await sandbox.tokens.inbound(`${sandbox.url}/connector/`);
    const { payload } = await jwtVerify(inbound, createRemoteJWKSet(new URL(String(metadata['jwks_uri']))), {
      issuer: 'https://api.botframework.com',
      audience: BOT_APP_ID,
    });
    assert.equal(payload['serviceurl'], `${sandbox.url}/connector/`);
  });

  it('gives tokens for Graph and for Teams, each good for one of them only', async () => {
    const [forGraph, forTeams] = [
      tokenIn(await appToken()),
      tokenIn(await appToken('https://api.botframework.com/.default')),
    ];
    assert.equal(decodeJwt(forTeams).aud, 'https://api.botframework.com');
    assert.equal(await graph(forGraph), 200);
    assert.equal(await graph(forTeams), 401);
    assert.ok(await sandbox.tokens.readConnector(forTeams));
    assert.equal(await sandbox.tokens.readConnector(forGraph), undefined);
  });

  it('takes the secret in the form or as HTTP Basic', async () => {
    const basic = Buffer.from(`${BOT_APP_ID}:${BOT_SECRET}`).toString('base64');
    const { status } = await ask(
      { grant_type: 'client_credentials', scope: `${GRAPH}/.default` },
      { authorization: `Basic ${basic}` },
    );
    assert.equal(status, 200);
  });

  it('refuses strangers, wrong secrets, odd scopes and odd grants', async () => {
    const grant = { grant_type: 'client_credentials', scope: `${GRAPH}/.default` };
    for (const wrong of [
      { ...client, client_secret: 'x' },
      { ...client, client_id: crypto.randomUUID() },
      { client_id: '', client_secret: '' },
      {},
    ]) {
      const { status, body } = await ask({ ...wrong, ...grant });
      assert.deepEqual([status, body['error']], [401, 'invalid_client']);
      assert.match(String(body['error_description']), /^AADSTS7000215: /);
    }
    assert.equal((await ask({}, { authorization: 'Basic %%%' })).status, 401);
    assert.equal((await appToken(`${GRAPH}/User.Read.All`)).body['error'], 'invalid_scope');
    assert.equal((await ask({ ...client, grant_type: 'password' })).body['error'], 'unsupported_grant_type');
    assert.equal((await ask(client)).status, 400);
  });

  it('knows no other tenant and no other path', async () => {
    for (const path of ['common/oauth2/v2.0/token', `${TENANT_ID}/oauth2/token`, 'botframework/v1', '']) {
      assert.equal((await fetch(`${sandbox.url}/entra/${path}`)).status, 404, path);
    }
    assert.equal((await fetch(`${entra}/oauth2/v2.0/token`)).status, 405);
  });

  it('refuses forged tokens of every kind', async () => {
    const others = await makeKeys();
    const stranger = new Tokens({ tenantId: TENANT_ID, botAppId: BOT_APP_ID }, others, sandbox.clock);
    const foreign = new Tokens({ tenantId: crypto.randomUUID(), botAppId: BOT_APP_ID }, keys, sandbox.clock);
    const good = tokenIn(await appToken());
    const [head = '', , tail = ''] = good.split('.');
    const claims = decodeJwt(good);
    const expired = await keys.tenant.sign({
      ...claims,
      exp: Math.floor(performance.timeOrigin / 1000) - 3600,
    });
    const early = await keys.tenant.sign({
      ...claims,
      nbf: Math.floor(performance.timeOrigin / 1000) + 7200,
    });
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = {
      'another key': await stranger.graphApp(app()),
      'another tenant': await foreign.graphApp(app()),
      'the Bot Framework’s key': await keys.botFramework.sign(claims),
      'changed claims': `${head}.${encode({ ...claims, roles: ['Directory.ReadWrite.All'] })}.${tail}`,
      'no algorithm': `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`,
      'a shared secret': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(BOT_SECRET.repeat(2))),
      expired,
      'not yet valid': early,
      'without end': await keys.tenant.sign({ aud: GRAPH, iss: claims.iss ?? '', tid: TENANT_ID }),
      rubbish: 'a.b.c',
      nothing: '',
    };
    for (const [kind, token] of Object.entries(forged)) assert.equal(await graph(token), 401, kind);
    assert.equal(await graph(good), 200);
  });

  it('is down when told to be, and says why in the journal', async () => {
    sandbox.faults.turnOn('entra-down', 1);
    const { status, body } = await appToken();
    assert.deepEqual([status, body['error']], [503, 'temporarily_unavailable']);
    assert.equal(sandbox.journal.entries().at(-1)?.fault, 'entra-down');
    assert.equal((await appToken()).status, 200);
    assert.match(
      sandbox.journal.entries().at(-1)?.sentence ?? '',
      /^Keywave gets a token for Graph, with \d+ permissions\.$/,
    );
  });

  it('keeps secrets and tokens out of the journal', async () => {
    const token = tokenIn(await appToken());
    await ask({ ...client, grant_type: OBO, assertion: await sandbox.tokens.sso(user('Lee Gu')) });
    const written = JSON.stringify(sandbox.journal.entries());
    assert.ok(!written.includes(BOT_SECRET) && !written.includes(token) && !written.includes('eyJ'));
  });

  describe('on behalf of a person', () => {
    const obo = async (fields: Record<string, string>) =>
      await ask({
        ...client,
        grant_type: OBO,
        requested_token_use: 'on_behalf_of',
        scope: `${GRAPH}/User.Read`,
        ...fields,
      });
    const assertionOf = async (name: string) => await sandbox.tokens.sso(user(name));

    it('gives a token that carries the person, the scopes and the roles held now', async () => {
      const answer = await obo({
        assertion: await assertionOf('Lee Gu'),
        scope: `${GRAPH}/UserAuthMethod-TAP.ReadWrite.All openid`,
      });
      assert.equal(answer.status, 200);
      const claims = decodeJwt(tokenIn(answer));
      assert.equal(claims['oid'], personId('Lee Gu'));
      assert.equal(claims['scp'], 'UserAuthMethod-TAP.ReadWrite.All');
      assert.deepEqual(claims['wids'], ['c4e39bd9-1100-46d3-8c65-fb160da0071f']);
      assert.equal(claims['roles'], undefined);
      assert.match(sandbox.journal.entries().at(-1)?.sentence ?? '', /may act as Lee Gu/);
    });

    it('does not count a role that is only eligible', async () => {
      assert.deepEqual(
        decodeJwt(tokenIn(await obo({ assertion: await assertionOf('Christie Cline') })))['wids'],
        [],
      );
    });

    it('takes /.default for everything consented to, and refuses what nobody consented to', async () => {
      const all = await obo({ assertion: await assertionOf('Lee Gu'), scope: `${GRAPH}/.default` });
      assert.equal(decodeJwt(tokenIn(all))['scp'], app().delegatedScopes.join(' '));
      const more = await obo({
        assertion: await assertionOf('Lee Gu'),
        scope: `${GRAPH}/Directory.ReadWrite.All`,
      });
      assert.deepEqual(
        [more.status, more.body['error'], more.body['suberror']],
        [400, 'invalid_grant', 'consent_required'],
      );
      for (const scope of ['', 'openid', 'https://vault.azure.net/.default']) {
        assert.equal(
          (await obo({ assertion: await assertionOf('Lee Gu'), scope })).body['error'],
          'invalid_scope',
          scope,
        );
      }
    });

    it('refuses an assertion that does not hold', async () => {
      const stranger = new Tokens(
        { tenantId: TENANT_ID, botAppId: BOT_APP_ID },
        await makeKeys(),
        sandbox.clock,
      );
      const otherApp = new Tokens(
        { tenantId: TENANT_ID, botAppId: crypto.randomUUID() },
        keys,
        sandbox.clock,
      );
      const lee = user('Lee Gu');
      const sso = decodeJwt(await assertionOf('Lee Gu'));
      const bad = {
        forged: await stranger.sso(lee),
        'for another app': await otherApp.sso(lee),
        'a token for Graph': tokenIn(await appToken()),
        'of nobody': await sandbox.tokens.sso({ ...lee, id: crypto.randomUUID() }),
        'without the scope': await keys.tenant.sign({ ...sso, scp: 'openid' }),
        expired: await keys.tenant.sign({ ...sso, exp: 1 }),
        none: '',
      };
      for (const [kind, assertion] of Object.entries(bad)) {
        const { status, body } = await obo({ assertion });
        assert.deepEqual([status, body['error']], [400, 'invalid_grant'], kind);
      }
    });

    it('refuses a disabled account, a missing use, and a wrong secret', async () => {
      const assertion = await assertionOf('Lee Gu');
      assert.equal((await obo({ assertion, requested_token_use: '' })).body['error'], 'invalid_request');
      assert.equal((await obo({ assertion, client_secret: 'x' })).status, 401);
      user('Lee Gu').accountEnabled = false;
      assert.match(String((await obo({ assertion })).body['error_description']), /^AADSTS50057/);
    });
  });

  describe('single sign-on', () => {
    it('says who has the tab open, for our app only', async () => {
      const claims = await sandbox.tokens.readSso(await sandbox.tokens.sso(user('Adele Vance')));
      assert.equal(claims?.['oid'], personId('Adele Vance'));
      assert.equal(claims['tid'], TENANT_ID);
      assert.equal(claims['preferred_username'], 'adele.vance@contoso.example');
      assert.equal(claims['acrs'], undefined);
      assert.match(String(claims.aud), new RegExp(`^api://.+/${BOT_APP_ID}$`));
    });

    it('steps up for somebody with a passkey, and not for somebody without', async () => {
      const challenge = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
      assert.deepEqual(stepUpFor(user('Lee Gu'), [challenge])?.acrs, ['c1']);
      assert.equal(stepUpFor(user('Adele Vance'), [challenge]), undefined);
      for (const odd of ['', 'null', '{"access_token":7}', '{"access_token":{"acrs":{"value":7}}}']) {
        assert.equal(stepUpFor(user('Lee Gu'), [odd]), undefined, odd);
      }
      const stepped = decodeJwt(await sandbox.tokens.sso(user('Lee Gu'), { acrs: ['c1'] }));
      assert.deepEqual(stepped['acrs'], ['c1']);
      assert.ok(
        typeof stepped['auth_time'] === 'number' && Math.abs(stepped['auth_time'] - (stepped.iat ?? 0)) < 5,
      );
    });
  });
});

describe('the sandbox’s server', () => {
  it('leads people to the desk and answers odd calls without falling over', async () => {
    const sandbox = await openSandbox({
      port: 0,
      bot: { appId: BOT_APP_ID, secret: BOT_SECRET, endpoint: 'http://127.0.0.1:9/api/messages' },
      looksForApp: false,
    });
    try {
      const root = await fetch(sandbox.url, { redirect: 'manual' });
      assert.deepEqual([root.status, root.headers.get('location')], [302, '/desk/']);
      assert.equal((await fetch(`${sandbox.url}/nowhere`)).status, 404);
      assert.equal((await fetch(`${sandbox.url}/entrance`)).status, 404);
      const huge = await fetch(`${sandbox.url}/graph/v1.0/$batch`, {
        method: 'POST',
        body: Buffer.alloc(1024 * 1024 + 1),
      });
      assert.equal(huge.status, 413);
      assert.equal((await fetch(`${sandbox.url}/entra/botframework/v1/keys`)).status, 200);
    } finally {
      await sandbox.close();
    }
  });
});
