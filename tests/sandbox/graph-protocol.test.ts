import assert from 'node:assert/strict';
import { errorCode, type GraphRig, openGraph, passkey } from './graph-rig.ts';

type Item = {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
};

describe('sandbox Graph, protocol', () => {
  let graph: GraphRig;
  let methodsThrottle = false;

  beforeEach(async () => {
    methodsThrottle = false;
    graph = await openGraph(undefined, { methodsThrottle: () => methodsThrottle });
  });
  afterEach(async () => await graph.close());

  const passkeysOf = (name: string): string => `/users/${graph.user(name).id}/authentication/fido2Methods`;
  const batch = async (requests: unknown[]): Promise<Map<string, Item>> => {
    const { status, body } = await graph.call('POST', '/v1.0/$batch', { body: { requests } });
    assert.equal(status, 200, JSON.stringify(body));
    return new Map((body as { responses: Item[] }).responses.map((item) => [item.id, item]));
  };

  describe('permissions', () => {
    it('need a valid token of this tenant', async () => {
      const foreign = graph.token({ roles: ['User.Read.All'], tid: 'c0ffee00-0000-4000-8000-00000000ffff' });
      for (const token of ['forged', foreign]) {
        const refused = await graph.call('GET', '/v1.0/users', { token });
        assert.equal(refused.status, 401);
        assert.equal(errorCode(refused), 'InvalidAuthenticationToken');
      }
    });

    it('suffice by one fitting role, and a neighbour’s does not', async () => {
      const reader = graph.token({ roles: ['UserAuthMethod-Passkey.Read.All'] });
      assert.equal(
        (await graph.call('GET', `/v1.0${passkeysOf('Adele Vance')}`, { token: reader })).status,
        200,
      );
      const refused = await graph.call('GET', '/v1.0/users', { token: reader });
      assert.equal(refused.status, 403);
      assert.equal(errorCode(refused), 'Authorization_RequestDenied');
      const other = graph.token({ roles: ['UserAuthMethod-WindowsHello.Read.All'] });
      const methods = await graph.call('GET', `/v1.0${passkeysOf('Adele Vance')}`, { token: other });
      assert.equal(errorCode(methods), 'accessDenied');
    });

    it('never let an app read what is for people alone', async () => {
      const path = '/v1.0/reports/authenticationMethods/usersRegisteredByMethod';
      assert.equal((await graph.call('GET', path)).status, 403);
      assert.equal((await graph.call('GET', '/v1.0/me/authentication/methods')).status, 400);
    });

    it('want all three to make a Conditional Access policy', async () => {
      const token = graph.token({ roles: ['Policy.Read.All'] });
      const body = { displayName: 'x', state: 'disabled', conditions: {} };
      assert.equal(
        (await graph.call('POST', '/v1.0/identity/conditionalAccess/policies', { token, body })).status,
        403,
      );
    });
  });

  describe('batches', () => {
    it('answer each request by itself, and write each into the journal', async () => {
      const answers = await batch([
        { id: 'a', method: 'GET', url: passkeysOf('Adele Vance') },
        { id: 'b', method: 'GET', url: '/users/nobody@contoso.example' },
        { id: 'c', method: 'GET', url: '/users/$count', headers: {} },
      ]);
      assert.equal(answers.get('a')?.status, 200);
      assert.equal(answers.get('b')?.status, 404);
      assert.equal(answers.get('c')?.status, 404);
      assert.equal(graph.journal.count, 3);
      assert.match(graph.journal.entries()[0]?.call ?? '', /in a batch/);
    });

    it('let nothing follow a failure', async () => {
      const answers = await batch([
        { id: '1', method: 'GET', url: '/users/nobody@contoso.example' },
        { id: '2', method: 'GET', url: '/organization', dependsOn: ['1'] },
        { id: '3', method: 'GET', url: '/organization', dependsOn: ['2'] },
        { id: '4', method: 'GET', url: '/organization' },
      ]);
      assert.deepEqual(
        [...answers.values()].map(({ status }) => status),
        [404, 424, 424, 200],
      );
    });

    it('throttle each request by itself', async () => {
      const requests = Array.from({ length: 7 }, (_, at) => ({
        id: String(at),
        method: 'GET',
        url: '/reports/authenticationMethods/userRegistrationDetails',
      }));
      const answers = [...(await batch(requests)).values()];
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200, 200, 200, 429, 429],
      );
      assert.ok(Number(answers[6]?.headers['Retry-After']) > 0);
    });

    it('are refused with more than 20, with equal ids, and bodies without their type', async () => {
      const one = (id: string) => ({ id, method: 'GET', url: '/organization' });
      const many = Array.from({ length: 21 }, (_, at) => one(String(at)));
      for (const requests of [
        many,
        [one('a'), one('A')],
        [],
        [{ ...one('a'), url: 'https://graph.microsoft.com/v1.0/me' }],
      ]) {
        assert.equal((await graph.call('POST', '/v1.0/$batch', { body: { requests } })).status, 400);
      }
      const answers = await batch([
        { id: 'a', method: 'POST', url: '/communications/getPresencesByUserId', body: { ids: [] } },
      ]);
      assert.equal(answers.get('a')?.status, 400);
    });
  });

  describe('limits', () => {
    const statuses = async (times: number, path: string): Promise<number[]> => {
      const all: number[] = [];
      for (let at = 0; at < times; at += 1) all.push((await graph.call('GET', path)).status);
      return all;
    };

    it('allow five reports in ten seconds and say how long to wait', async () => {
      const path = '/v1.0/auditLogs/directoryAudits';
      assert.deepEqual(await statuses(5, path), [200, 200, 200, 200, 200]);
      const busy = await graph.call('GET', '/v1.0/reports/authenticationMethods/userRegistrationDetails');
      assert.equal(busy.status, 429);
      assert.equal(busy.headers.get('retry-after'), '10');
      graph.advanceMonotonic(10_001);
      assert.deepEqual(await statuses(1, path), [200]);
    });

    it('allow one call in a second to Conditional Access and Identity Protection, of all apps, without a time to wait', async () => {
      assert.deepEqual(await statuses(1, '/v1.0/identity/conditionalAccess/policies'), [200]);
      const token = graph.token({ roles: ['IdentityRiskyUser.Read.All'], appid: 'another-app' });
      const busy = await graph.call('GET', '/v1.0/identityProtection/riskyUsers', { token });
      assert.equal(busy.status, 429);
      assert.equal(busy.headers.get('retry-after'), null);
      graph.advanceMonotonic(1001);
      assert.equal((await graph.call('GET', '/v1.0/identityProtection/riskyUsers', { token })).status, 200);
    });

    it('bind the authentication methods only when the switch says so', async () => {
      const path = `/v1.0${passkeysOf('Adele Vance')}`;
      assert.deepEqual(
        await statuses(8, path),
        Array.from({ length: 8 }, () => 200),
      );
      methodsThrottle = true;
      assert.deepEqual(await statuses(6, path), [200, 200, 200, 200, 200, 429]);
      graph.advanceMonotonic(10_001);
      assert.deepEqual(await statuses(1, path), [200]);
    });
  });

  describe('faults', () => {
    it('throttle with and without a time to wait, and fail', async () => {
      for (const [fault, status, wait] of [
        ['graph-throttled', 429, '2'],
        ['graph-throttled-silent', 429, null],
        ['graph-down', 503, null],
      ] as const) {
        graph.faults.turnOn(fault, 1);
        const refused = await graph.call('GET', '/v1.0/organization');
        assert.equal(refused.status, status);
        assert.equal(refused.headers.get('retry-after'), wait);
        assert.equal(graph.journal.entries().at(-1)?.fault, fault);
        assert.equal((await graph.call('GET', '/v1.0/organization')).status, 200, 'one call only');
      }
    });

    it('leave a call without any answer until the server closes', async () => {
      graph.faults.turnOn('graph-hangs', 1);
      const written = new Promise((resolve) => graph.journal.onEntry(resolve));
      const hanging = assert.rejects(graph.call('GET', '/v1.0/organization'));
      await written;
      assert.equal(graph.journal.entries().at(-1)?.status, 0);
      assert.equal((await graph.call('GET', '/v1.0/organization')).status, 200, 'others are answered');
      await graph.close();
      await hanging;
    });

    it('show a passkey a minute late', async () => {
      const adele = graph.user('Adele Vance');
      adele.methods = adele.methods.filter(({ kind }) => kind !== 'passkey');
      adele.methods.push(passkey(graph.clock.now().toISOString()));
      graph.faults.turnOn('graph-slow-replication');
      const path = `/v1.0${passkeysOf('Adele Vance')}`;
      assert.equal((await graph.value(path)).length, 0);
      assert.equal((await graph.call('GET', `${path}/kQ3m1v8uVx0yR2hT_7sLQg2`)).status, 404);
      graph.clock.advance(59_000);
      assert.equal((await graph.value(path)).length, 0);
      graph.clock.advance(1000);
      assert.equal((await graph.value(path)).length, 1);
    });
  });

  it('tells in the journal what was asked and what came', async () => {
    const adele = graph.user('Adele Vance');
    adele.methods = adele.methods.filter(({ kind }) => kind !== 'passkey');
    await graph.call('GET', `/v1.0${passkeysOf('Adele Vance')}`);
    const entry = graph.journal.entries().at(-1);
    assert.equal(entry?.sentence, 'Asks whether Adele has a passkey yet. Not yet: 0 found.');
    assert.equal(entry.about, adele.id);
    assert.equal(entry.call, `GET /v1.0${passkeysOf('Adele Vance')}`);
    assert.equal(graph.journal.count, 1);
  });
});
