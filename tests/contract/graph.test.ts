import assert from 'node:assert/strict';
import { anonymous, GRANTS } from '../../sandbox/graph/permissions.ts';
import { UNLISTED_GRANTS } from '../../sandbox/graph/permissions/unlisted.ts';
import { type GraphRig, openGraph } from '../sandbox/graph-rig.ts';
import { GraphSlice, type SliceOperation, sliceMissing } from './graph-slice.ts';
import { bodyFor, pathsFor } from './samples.ts';

const missing = sliceMissing();

(missing === undefined ? describe : describe.skip)(
  `Graph contract${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  function () {
    this.timeout(60_000);
    let slice: GraphSlice;
    let graph: GraphRig;

    before(() => {
      slice = new GraphSlice();
    });
    beforeEach(async () => {
      graph = await openGraph();
    });
    afterEach(async () => await graph.close());

    it('compiles every schema of the slice', () => {
      assert.deepEqual(slice.brokenSchemas(), []);
      assert.ok(slice.operations.length >= 160);
    });

    it('answers every operation of the slice, for several people, as the metadata says', async () => {
      const problems: string[] = [];
      for (const name of ['Adele Vance', 'Nestor Wilke', 'Lee Gu', 'Isaiah Langer', 'Allan Deyoung']) {
        for (const operation of sorted(slice.operations))
          problems.push(...(await tried(graph, slice, operation, name)));
      }
      assert.deepEqual([...new Set(problems)], []);
    });

    it('answers every operation to a stranger, to an app without rights and to nobody as the metadata says', async () => {
      const powerless = graph.token({ roles: ['Nothing.Read.All'] });
      for (const operation of slice.operations.filter(({ path }) => path !== '/$batch')) {
        const path =
          pathsFor(graph, operation, 'Adele Vance')[0] ??
          operation.path.replaceAll(/\{[^}]*\}/g, graph.data.id);
        const body = operation.hasRequestBody ? bodyFor(graph, operation, 'Adele Vance') : undefined;
        graph.advanceMonotonic(100_000);
        const denied = await graph.call(operation.method, `/${operation.version}${path}`, {
          token: powerless,
          body,
        });
        assert.equal(denied.status, 403, `${operation.method} ${path}`);
        const unknown = await graph.call(operation.method, `/${operation.version}${path}`, {
          token: 'forged',
          body,
        });
        assert.equal(unknown.status, 401, `${operation.method} ${path}`);
      }
      assert.deepEqual(
        graph.exchanges.flatMap((exchange) => slice.problemsOf(exchange)),
        [],
      );
    });

    it('answers batches, faults, limits and expired bookmarks as the metadata says', async () => {
      const body = {
        requests: [
          {
            id: '1',
            method: 'GET',
            url: `/users/${graph.user('Adele Vance').id}/authentication/fido2Methods`,
          },
          { id: '2', method: 'GET', url: '/users/nobody@contoso.example' },
          { id: '3', method: 'GET', url: '/organization', dependsOn: ['2'] },
        ],
      };
      await graph.call('POST', '/v1.0/$batch', { body });
      for (const fault of ['graph-throttled', 'graph-throttled-silent', 'graph-down'] as const) {
        graph.faults.turnOn(fault, 1);
        await graph.call('GET', '/v1.0/organization');
      }
      for (let at = 0; at < 6; at += 1) await graph.call('GET', '/v1.0/auditLogs/directoryAudits');
      const { body: round } = await graph.call('GET', '/v1.0/users/delta');
      const link = String((round as Record<string, unknown>)['@odata.deltaLink']).replace(
        'https://graph.microsoft.com',
        '',
      );
      graph.clock.advance(8 * 86_400_000);
      await graph.call('GET', link);
      const statuses = [...new Set(graph.exchanges.map(({ status }) => status))];
      assert.deepEqual(statuses.sort(), [200, 404, 410, 429, 503]);
      assert.deepEqual(
        graph.exchanges.flatMap((exchange) => slice.problemsOf(exchange)),
        [],
      );
    });

    it('knows the same permissions as Microsoft publishes', () => {
      const unlisted = new Set(UNLISTED_GRANTS.flatMap(({ operations }) => operations.map(anonymous)));
      const ours = new Map(
        GRANTS.flatMap((grant) => grant.operations.map((name) => [anonymous(name), grant])),
      );
      const seen = new Set<string>();
      for (const { method, path, permissions } of slice.operations) {
        const name = anonymous(`${method} ${path}`);
        if (path === '/$batch') continue;
        if (!permissions) {
          assert.ok(unlisted.has(name), `${name} is listed nowhere`);
          continue;
        }
        const grant = ours.get(name);
        assert.deepEqual(grant?.application.toSorted(), [...new Set(permissions.application)].sort(), name);
        assert.deepEqual(grant.delegated.toSorted(), [...new Set(permissions.delegated)].sort(), name);
        seen.add(name);
      }
      assert.deepEqual(
        [...ours.keys()].filter((name) => !seen.has(name) && !unlisted.has(name)),
        [],
      );
    });

    it('sees a misspelt member of a request, a misspelt option and a body where none belongs', () => {
      const user = '/v1.0/users/3f0c0e5a-6c0f-4d5f-9d0e-2a4b1c7e9a10';
      const passes = `${user}/authentication/temporaryAccessPassMethods`;
      assert.deepEqual(
        slice.validateRequest('POST', passes, { lifetimeInMinutes: 60, isUsableOnce: true }),
        [],
      );
      for (const [method, url, body] of [
        ['POST', passes, { lifetimeInMinute: 60 }],
        ['POST', passes, { lifetimeInMinutes: 5 }],
        ['POST', passes, undefined],
        ['GET', `${user}?$selekt=id`, undefined],
        ['GET', `/v1.0/users?$top=1000`, undefined],
        ['GET', '/v1.0/groups/not-an-id', undefined],
        ['POST', `${user}/revokeSignInSessions`, { now: true }],
        ['GET', `${user}/authentication/passkeys`, undefined],
        [
          'POST',
          '/v1.0/groups/3f0c0e5a-6c0f-4d5f-9d0e-2a4b1c7e9a10/members/$ref',
          { '@odata.id': 'http://127.0.0.1/users/x' },
        ],
      ] as const) {
        assert.notDeepEqual(slice.validateRequest(method, url, body), [], `${method} ${url}`);
      }
    });

    it('sees a misspelt, a wrongly typed and an unknown member of an answer', () => {
      const url = '/v1.0/users/x/authentication/fido2Methods';
      const good = { id: 'a', aaGuid: 'b', passkeyType: 'synced', createdDateTime: '2026-11-18T08:12:44Z' };
      assert.deepEqual(slice.validateResponse('GET', url, 200, { value: [good] }), []);
      for (const item of [
        { ...good, aaguid: 'b' },
        { ...good, passkeyType: 'copied' },
        { ...good, createdDateTime: 'yesterday' },
        { ...good, lastUsedDateTime: null },
      ]) {
        assert.notDeepEqual(
          slice.validateResponse('GET', url, 200, { value: [item] }),
          [],
          JSON.stringify(item),
        );
      }
      assert.notDeepEqual(slice.validateResponse('GET', url, 200, {}), []);
      assert.notDeepEqual(slice.validateResponse('GET', url, 418, {}), []);
      const typed = { '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', ...good, modell: 'x' };
      assert.notDeepEqual(
        slice.validateResponse('GET', '/v1.0/users/x/authentication/methods', 200, { value: [typed] }),
        [],
      );
    });
  },
);

/** What takes away comes last, so that everything was there to be looked at. */
const sorted = (operations: readonly SliceOperation[]): SliceOperation[] => {
  const rank = ({ method, path }: SliceOperation): number =>
    (method === 'DELETE' ? 2 : 0) + (path.endsWith('installedApps') && method === 'POST' ? -1 : 0);
  return operations.filter(({ path }) => path !== '/$batch').toSorted((a, b) => rank(a) - rank(b));
};

/** Calls an operation, as an app where an app may, else as an administrator; the problems of the exchange. */
async function tried(
  graph: GraphRig,
  slice: GraphSlice,
  operation: SliceOperation,
  name: string,
): Promise<string[]> {
  const problems: string[] = [];
  for (const path of pathsFor(graph, operation, name)) {
    graph.advanceMonotonic(100_000);
    const isForPeople =
      operation.permissions?.application.length === 0 ||
      /^\/me(\/|$)|userRegistrationActivity|userSignInsBy/.test(path);
    const token = isForPeople || path === '/chats' ? { token: graph.signedIn(administrator(graph)) } : {};
    const body = operation.hasRequestBody ? bodyFor(graph, operation, name) : undefined;
    const headers = { consistencylevel: 'eventual' };
    const reply = await graph.call(operation.method, `/${operation.version}${path}`, {
      body,
      headers,
      ...token,
    });
    if (reply.status >= 300 && !MAY_FAIL.test(`${operation.method} ${path}`)) {
      problems.push(`${operation.method} ${path} for ${name}: ${reply.status} ${JSON.stringify(reply.body)}`);
    }
    const exchange = graph.exchanges.at(-1);
    problems.push(...(exchange ? slice.problemsOf(exchange) : ['no exchange']));
  }
  return problems;
}

/** Not everybody has a manager. */
const MAY_FAIL = /manager$/;

function administrator(graph: GraphRig) {
  const role = graph.data.roles.find(
    ({ kind, roleName }) => kind === 'active' && /Authentication Admin/.test(roleName),
  );
  const user = graph.data.users.get(role?.principalId ?? '');
  assert.ok(user, 'Contoso has an authentication administrator');
  const reader = '4a5d8f65-41da-4de4-8968-e035b65339cf';
  if (
    !graph.data.roles.some(
      ({ principalId, roleTemplateId }) => principalId === user.id && roleTemplateId === reader,
    )
  ) {
    graph.data.roles.push({
      id: 'reader',
      roleTemplateId: reader,
      roleName: 'Reports Reader',
      principalId: user.id,
      kind: 'active',
    });
  }
  return user;
}
