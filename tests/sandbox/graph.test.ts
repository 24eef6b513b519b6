import assert from 'node:assert/strict';
import { errorCode, type GraphRig, NOW, openGraph } from './graph-rig.ts';

type Page = { readonly value: { readonly id: string }[] } & Readonly<Record<string, unknown>>;

const eventual = { headers: { consistencylevel: 'eventual' } };

/** A link of Graph's as a path of the sandbox. */
const pathOf = (link: unknown): string => {
  assert.ok(typeof link === 'string' && link.startsWith('https://graph.microsoft.com/'), String(link));
  return link.slice('https://graph.microsoft.com'.length);
};

describe('sandbox Graph', () => {
  let graph: GraphRig;

  beforeEach(async () => {
    graph = await openGraph();
  });
  afterEach(async () => await graph.close());

  const next = async (path: string): Promise<Page> => {
    const { status, body } = await graph.call('GET', path, eventual);
    assert.equal(status, 200, JSON.stringify(body));
    return body as Page;
  };

  describe('lists', () => {
    it('come in pages that together hold everybody once', async () => {
      const seen: string[] = [];
      let page = await next('/v1.0/users?$top=25&$count=true');
      const total = page['@odata.count'];
      for (;;) {
        seen.push(...page.value.map(({ id }) => id));
        if (page['@odata.nextLink'] === undefined) break;
        page = await next(pathOf(page['@odata.nextLink']));
        assert.equal(page['@odata.count'], undefined, 'the count comes on the first page only');
      }
      assert.equal(new Set(seen).size, seen.length);
      assert.equal(seen.length, total);
      assert.equal(
        seen.length,
        graph.data.users
          .values()
          .filter((user) => user.deletedDateTime === null)
          .toArray().length,
      );
    });

    it('leave nobody out at the edge of a page', async () => {
      const { length } = await graph.value('/v1.0/users?$top=999&$select=id');
      const almost = await next(`/v1.0/users?$top=${length - 1}`);
      assert.equal((await next(pathOf(almost['@odata.nextLink']))).value.length, 1);
      assert.equal((await next(`/v1.0/users?$top=${length}`))['@odata.nextLink'], undefined);
    });

    it('hold what was selected, and the documented defaults otherwise', async () => {
      const [plain] = await graph.value('/v1.0/users?$top=1');
      assert.ok(plain && !('accountEnabled' in plain) && 'jobTitle' in plain);
      const [chosen] = await graph.value('/v1.0/users?$top=1&$select=id,accountEnabled,userType');
      assert.deepEqual(Object.keys(chosen ?? {}).sort(), ['accountEnabled', 'id', 'userType']);
    });

    it('filter as the pages document it', async () => {
      const guests = await graph.value("/v1.0/users?$filter=userType eq 'Guest'&$select=id,userType");
      assert.ok(guests.length > 0 && guests.every(({ userType }) => userType === 'Guest'));
      const both = await graph.value(
        "/v1.0/users?$filter=startswith(displayName,'Ad') and (accountEnabled eq true)",
      );
      assert.ok(both.some(({ displayName }) => displayName === 'Adele Vance'));
      const listed = await graph.value("/v1.0/users?$filter=displayName in ('Adele Vance','Lee Gu')");
      assert.equal(listed.length, 2);
      const quoted = await graph.value("/v1.0/users?$filter=displayName eq 'O''Brien'");
      assert.equal(quoted.length, 0);
      const members = await graph.value(
        "/v1.0/reports/authenticationMethods/userRegistrationDetails?$filter=methodsRegistered/any(m:m eq 'mobilePhone')",
      );
      assert.ok(members.length > 0);
      assert.ok(
        members.every(({ methodsRegistered }) => (methodsRegistered as string[]).includes('mobilePhone')),
      );
      const adele = graph.user('Adele Vance');
      const since = await graph.value(
        `/beta/auditLogs/signIns?$filter=userId eq '${adele.id}' and createdDateTime ge 2020-01-01T00:00:00Z`,
      );
      assert.equal(since.length, adele.signIns.length);
    });

    it('refuse advanced queries without ConsistencyLevel: eventual', async () => {
      const group = graph.data.groups.values().next().value?.id ?? '';
      for (const path of [
        '/v1.0/users?$count=true',
        "/v1.0/users?$filter=userType ne 'Guest'",
        "/v1.0/users?$filter=endswith(mail,'.example')",
        '/v1.0/users?$search="displayName:ad"',
        `/v1.0/groups/${group}/members/$count`,
        `/v1.0/groups/${group}/transitiveMembers/microsoft.graph.user`,
      ]) {
        const refused = await graph.call('GET', path);
        assert.equal(refused.status, 400, path);
        assert.equal(errorCode(refused), 'Request_UnsupportedQuery', path);
        assert.equal((await graph.call('GET', path, eventual)).status, 200, path);
      }
    });

    it('refuse misspelt options, properties, filters and too large pages', async () => {
      for (const query of [
        '$selekt=id',
        '$select=displayname',
        '$filter=displayName is 1',
        '$top=1000',
        '$top=0',
        '$filter=(a eq 1',
      ]) {
        assert.equal((await graph.call('GET', `/v1.0/users?${query}`)).status, 400, query);
      }
    });
  });

  describe('groups', () => {
    const nested = (): string => {
      const group = graph.data.groups
        .values()
        .find(({ memberIds }) => memberIds.some((id) => graph.data.groups.has(id)));
      assert.ok(group, 'Contoso has a group that holds another');
      return group.id;
    };

    it('flatten nested groups, with and without the cast', async () => {
      const id = nested();
      const direct = await graph.value(`/v1.0/groups/${id}/members?$top=999`);
      const all = await graph.value(`/v1.0/groups/${id}/transitiveMembers?$top=999`);
      const people = await graph.value(
        `/v1.0/groups/${id}/transitiveMembers/microsoft.graph.user?$top=999`,
        eventual,
      );
      assert.ok(all.length > direct.length);
      assert.equal(
        people.length,
        all.filter((each) => each['@odata.type'] === '#microsoft.graph.user').length,
      );
      const count = await graph.call(
        'GET',
        `/v1.0/groups/${id}/transitiveMembers/microsoft.graph.user/$count`,
        eventual,
      );
      assert.equal(count.body, String(people.length));
    });

    it('survive a group that holds itself', async () => {
      const group = graph.data.groups.get(nested());
      group?.memberIds.push(group.id);
      assert.equal((await graph.call('GET', `/v1.0/groups/${nested()}/transitiveMembers`)).status, 200);
    });

    it('take a member in once and let it go once', async () => {
      const group = graph.data.groups.values().find(({ isAssignableToRole }) => !isAssignableToRole);
      const adele = graph.user('Adele Vance');
      assert.ok(group);
      group.memberIds = group.memberIds.filter((id) => id !== adele.id);
      const body = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${adele.id}` };
      assert.equal((await graph.call('POST', `/v1.0/groups/${group.id}/members/$ref`, { body })).status, 204);
      assert.equal((await graph.call('POST', `/v1.0/groups/${group.id}/members/$ref`, { body })).status, 400);
      const gone = `/v1.0/groups/${group.id}/members/${adele.id}/$ref`;
      assert.equal((await graph.call('DELETE', gone)).status, 204);
      assert.equal((await graph.call('DELETE', gone)).status, 404);
    });
  });

  describe('change tracking', () => {
    const bookmark = async (path: string): Promise<string> => {
      let page = await next(path);
      while (page['@odata.nextLink'] !== undefined) page = await next(pathOf(page['@odata.nextLink']));
      return pathOf(page['@odata.deltaLink']);
    };

    it('tells who came, who changed and who went', async () => {
      const link = await bookmark('/v1.0/users/delta?$select=id,displayName');
      assert.deepEqual((await next(link)).value, []);
      graph.user('Adele Vance').displayName = 'Adele Vance-Smith';
      const lee = graph.user('Lee Gu');
      lee.deletedDateTime = NOW.toISOString();
      const { value } = await next(link);
      assert.deepEqual(value, [
        { id: graph.user('Adele Vance-Smith').id, displayName: 'Adele Vance-Smith' },
        { id: lee.id, '@removed': { reason: 'changed' } },
      ]);
      assert.deepEqual((await next(link)).value, value, 'a bookmark can be used again');
    });

    it('tells which members came and went, of the groups asked for', async () => {
      const group = graph.data.groups.values().find(({ memberIds }) => memberIds.length > 0);
      assert.ok(group);
      const link = await bookmark(`/v1.0/groups/delta?$select=id,members&$filter=id eq '${group.id}'`);
      const left = group.memberIds[0] ?? '';
      const adele = graph.user('Adele Vance').id;
      group.memberIds = [
        ...group.memberIds.slice(1).filter((id) => id !== adele),
        ...(left === adele ? [] : [adele]),
      ];
      const [change] = (await next(link)).value as unknown as {
        'members@delta': Record<string, unknown>[];
      }[];
      assert.ok(change?.['members@delta'].some((each) => each['id'] === left && '@removed' in each));
    });

    it('begins now with $deltatoken=latest', async () => {
      const page = await next('/v1.0/users/delta?$deltatoken=latest');
      assert.deepEqual(page.value, []);
      graph.user('Lee Gu').jobTitle = 'Director';
      assert.equal((await next(pathOf(page['@odata.deltaLink']))).value.length, 1);
    });

    it('answers 410 with the address to begin again after seven days, and 400 to a token it never gave', async () => {
      const link = await bookmark('/v1.0/users/delta');
      graph.clock.advance(7 * 86_400_000 + 1000);
      const expired = await graph.call('GET', link);
      assert.equal(expired.status, 410);
      assert.match(expired.headers.get('location') ?? '', /\/users\/delta\?\$deltatoken=$/);
      assert.equal((await next(pathOf(expired.headers.get('location')))).value.length > 50, true);
      assert.equal((await graph.call('GET', '/v1.0/users/delta?$deltatoken=invented')).status, 400);
    });

    it('refuses what change tracking does not know', async () => {
      for (const query of ['$top=5', '$orderby=displayName', "$filter=displayName eq 'x'"]) {
        assert.equal((await graph.call('GET', `/v1.0/users/delta?${query}`)).status, 400, query);
      }
    });
  });

  describe('addresses', () => {
    it('answers 400 to an unknown segment, 405 to an unknown method, 404 to an unknown thing', async () => {
      assert.equal((await graph.call('GET', '/v1.0/people')).status, 400);
      assert.equal((await graph.call('GET', '/v2.0/users')).status, 400);
      assert.equal((await graph.call('DELETE', '/v1.0/organization')).status, 405);
      const missing = await graph.call('GET', '/v1.0/users/nobody@contoso.example');
      assert.equal(missing.status, 404);
      const { innerError } = (missing.body as { error: { innerError: Record<string, string> } }).error;
      assert.ok(innerError['request-id'] && innerError['client-request-id'] && innerError['date']);
    });

    it('finds people by sign-in name in any case', async () => {
      const upn = graph.user('Adele Vance').userPrincipalName.toUpperCase();
      assert.equal((await graph.call('GET', `/v1.0/users/${upn}`)).status, 200);
    });

    it('knows beta’s own operations in beta alone', async () => {
      const path = `/users/${graph.user('Adele Vance').id}/authentication/requirements`;
      assert.equal((await graph.call('GET', `/beta${path}`)).status, 200);
      assert.equal((await graph.call('GET', `/v1.0${path}`)).status, 400);
    });
  });
});
