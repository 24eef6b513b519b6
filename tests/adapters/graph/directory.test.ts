import assert from 'node:assert/strict';
import { GraphError } from '../../../src/adapters/graph/graph-error.ts';
import { graphDirectory } from '../../../src/adapters/graph/directory.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { fakeGraph, say, sayError, type FakeGraph, type Seen } from './fake-graph.ts';

const ADELE = '3f0c0e5a-6c0f-4d5f-9d0e-2a4b1c7e9a10' as PersonId;
const STAFF = 'c5a3c1de-7f0b-4f3e-b0d5-6f2c1f1f7d01';
const USER = `/graph/v1.0/users/${ADELE}`;

describe('the directory', () => {
  let graph: FakeGraph;
  afterEach(() => graph.close());

  it('knows a person', async () => {
    graph = await fakeGraph((_, response) =>
      say(response, 200, {
        id: ADELE,
        displayName: 'Adele Vance',
        givenName: 'Adele',
        userPrincipalName: 'adele@contoso.example',
        preferredLanguage: 'de-DE',
        accountEnabled: true,
        userType: 'Member',
      }),
    );
    assert.deepEqual(await graphDirectory(graph.options).person(ADELE), {
      id: ADELE,
      displayName: 'Adele Vance',
      firstName: 'Adele',
      preferredLanguage: 'de-DE',
      isGuest: false,
      isEnabled: true,
    });
  });

  it('has nothing of somebody who is not there', async () => {
    graph = await fakeGraph((seen, response) => {
      if (seen.path.includes('/policies/')) say(response, 200, policyFor(STAFF));
      else if (seen.path.includes('managedDevices')) say(response, 200, { value: [] });
      else sayError(response, 404, 'Request_ResourceNotFound');
    });
    const directory = graphDirectory(graph.options);
    assert.equal(await directory.person(ADELE), undefined);
    assert.deepEqual(await directory.passkeysOf(ADELE), []);
    assert.deepEqual(await directory.devicesOf(ADELE), { kind: 'known', value: [] });
    assert.deepEqual(await directory.profilesOf(ADELE), { kind: 'known', value: [] });
    assert.deepEqual(await directory.signInMethodsOf(ADELE), {
      hasAuthenticatorApp: { kind: 'known', value: false },
      hasWindowsHello: { kind: 'known', value: false },
    });
  });

  it('tells what it may not read, where the port has a word for it', async () => {
    graph = await fakeGraph((_, response) => sayError(response, 403, 'Authorization_RequestDenied'));
    const directory = graphDirectory(graph.options);
    const withheld = { kind: 'withheld', why: 'no-permission' };
    assert.deepEqual(await directory.devicesOf(ADELE), withheld);
    assert.deepEqual(await directory.signInMethodsOf(ADELE), {
      hasAuthenticatorApp: withheld,
      hasWindowsHello: withheld,
    });
    assert.deepEqual(await directory.profilesOf(ADELE), withheld);
    for (const call of [directory.person(ADELE), directory.passkeysOf(ADELE)]) {
      await assert.rejects(call, { name: 'GraphError', code: 'no-permission', retryable: false });
    }
  });

  it('sees which apps a person signs in with', async () => {
    graph = await fakeGraph((seen, response) =>
      say(response, 200, { value: seen.path.endsWith('microsoftAuthenticatorMethods') ? [{ id: '1' }] : [] }),
    );
    assert.deepEqual(await graphDirectory(graph.options).signInMethodsOf(ADELE), {
      hasAuthenticatorApp: { kind: 'known', value: true },
      hasWindowsHello: { kind: 'known', value: false },
    });
  });

  it('still sees one of them when it may not read the other', async () => {
    graph = await fakeGraph((seen, response) => {
      if (seen.path.endsWith('microsoftAuthenticatorMethods'))
        sayError(response, 403, 'Authorization_RequestDenied');
      else say(response, 200, { value: [{ id: '1' }] });
    });
    assert.deepEqual(await graphDirectory(graph.options).signInMethodsOf(ADELE), {
      hasAuthenticatorApp: { kind: 'withheld', why: 'no-permission' },
      hasWindowsHello: { kind: 'known', value: true },
    });
  });

  it('asks Intune for the devices of this person alone', async () => {
    graph = await fakeGraph((_, response) =>
      say(response, 200, {
        value: [{ id: '1', deviceName: 'Adele-Phone', operatingSystem: 'iOS', osVersion: '19.1' }],
      }),
    );
    assert.deepEqual(await graphDirectory(graph.options).devicesOf(ADELE), {
      kind: 'known',
      value: [{ name: 'Adele-Phone', system: 'ios', version: '19.1' }],
    });
    const query = new URLSearchParams(graph.seen[0]?.path.split('?')[1]);
    assert.equal(query.get('$filter'), `userId eq '${ADELE}'`);
    assert.equal(query.get('$select'), 'id,deviceName,operatingSystem,osVersion');
  });

  it('asks for groups twenty at a time, and gives the profiles of those the person is in', async () => {
    const groups = Array.from({ length: 45 }, (_, index) => guid(index));
    graph = await fakeGraph((seen, response) => {
      if (seen.path.includes('/policies/')) say(response, 200, policyFor(...groups));
      else say(response, 200, { value: groupIdsOf(seen).filter((id) => id === guid(44)) });
    });
    const read = await graphDirectory(graph.options).profilesOf(ADELE);
    assert.deepEqual(read.kind === 'known' && read.value.map(({ id }) => id), [`profile of ${guid(44)}`]);
    const questions = graph.seen.filter(({ path }) => path === `${USER}/checkMemberGroups`);
    assert.deepEqual(
      questions.map((seen) => groupIdsOf(seen).length),
      [20, 20, 5],
    );
  });

  it('puts nothing into an address that is not an id', async () => {
    graph = await fakeGraph((_, response) => say(response, 200, { value: [] }));
    const directory = graphDirectory(graph.options);
    for (const bad of ['', '../me', `${ADELE}/manager`, `x' or userId ne '`, 'adele@contoso.example']) {
      const id = bad as PersonId;
      for (const call of [directory.person(id), directory.passkeysOf(id), directory.devicesOf(id)]) {
        await assert.rejects(call, (error) => error instanceof GraphError && error.code === 'rejected');
      }
    }
    assert.equal(graph.seen.length, 0);
  });

  it('is ready when Entra gives a token', async () => {
    graph = await fakeGraph((_, response) => say(response, 200, {}));
    await graphDirectory(graph.options).ready();
    const broken = graphDirectory({ ...graph.options, token: () => Promise.reject(new Error('no')) });
    await assert.rejects(broken.ready());
  });
});

function policyFor(...groups: readonly string[]): unknown {
  return {
    id: 'Fido2',
    state: 'enabled',
    includeTargets: groups.map((id) => ({
      targetType: 'group',
      id,
      allowedPasskeyProfiles: [`profile of ${id}`],
    })),
    excludeTargets: [],
    passkeyProfiles: groups.map((id) => ({ id: `profile of ${id}`, passkeyTypes: 'deviceBound' })),
  };
}

function groupIdsOf(seen: Seen): readonly string[] {
  return (JSON.parse(seen.body) as { groupIds: string[] }).groupIds;
}

function guid(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}
