import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { graphDirectory } from '../../../src/adapters/graph/directory.ts';
import { GRAPH_PERMISSIONS } from '../../../src/adapters/graph/permissions.ts';
import { passkeyFrom } from '../../../src/adapters/graph/passkeys.ts';
import { policyFrom } from '../../../src/adapters/graph/policy.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { fakeGraph, say, type Seen } from './fake-graph.ts';

type Operation = {
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly 'x-graph-permissions'?: {
    readonly application?: { readonly leastPrivileged: readonly string[]; readonly also: readonly string[] };
  };
};
type Content = {
  readonly 'application/json': { readonly examples?: Readonly<Record<string, { readonly value: never }>> };
};
type Slice = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const SLICE = new URL('../../../../shared/reference/graph-openapi-v1.json', import.meta.url);
const ADELE = '3f0c0e5a-6c0f-4d5f-9d0e-2a4b1c7e9a10' as PersonId;
const FIDO2 = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2';
const ASKED_FOR = GRAPH_PERMISSIONS.map(({ name }) => name);

describe('what we ask Graph, held against what Microsoft publishes', () => {
  let slice: Slice;

  before(function () {
    // Microsoft's description of Graph is not ours to publish, so it is missing outside of development.
    if (!existsSync(SLICE)) this.skip();
    slice = JSON.parse(readFileSync(SLICE, 'utf8')) as Slice;
  });

  it('exists there, under a permission that we ask for', async () => {
    for (const seen of await everyRequest()) {
      const operation = operationOf(slice, seen);
      assert.ok(operation, `${seen.method} ${seen.path} is no operation of Graph`);
      const allowed = permissionsOf(operation);
      assert.ok(
        allowed.some((name) => ASKED_FOR.includes(name)),
        `${seen.path} needs one of ${allowed.join(', ')}: add the least to permissions.ts and to README.md`,
      );
    }
  });

  it('needs each permission that we ask for', async () => {
    const operations = (await everyRequest()).map((seen) => operationOf(slice, seen));
    for (const name of ASKED_FOR) {
      assert.ok(
        operations.some((operation) => operation && permissionsOf(operation).includes(name)),
        `No request needs ${name}: take it out of permissions.ts and README.md`,
      );
    }
  });

  it('gets answers that we understand', () => {
    for (const answer of examplesOf(slice, '/users/{user-id}/authentication/fido2Methods')) {
      for (const method of answer['value'] as Record<string, unknown>[]) {
        assert.notEqual(passkeyFrom(method).type, 'unknown');
      }
    }
    for (const configuration of examplesOf(slice, FIDO2)) {
      assert.ok(policyFrom(configuration).includes.every(({ profiles }) => profiles.length > 0));
    }
  });
});

/** All that the directory can ask, each once. */
async function everyRequest(): Promise<readonly Seen[]> {
  const graph = await fakeGraph((seen, response) => {
    if (!seen.path.includes('/policies/')) say(response, 200, { id: ADELE, displayName: 'Adele', value: [] });
    else say(response, 200, { state: 'enabled', includeTargets: [{ id: ADELE }] });
  });
  const directory = graphDirectory(graph.options);
  await directory.person(ADELE);
  await directory.passkeysOf(ADELE);
  await directory.devicesOf(ADELE);
  await directory.signInMethodsOf(ADELE);
  await directory.profilesOf(ADELE);
  await graph.close();
  return graph.seen;
}

function operationOf(slice: Slice, { method, path }: Seen): Operation | undefined {
  const asked = path.replace('/graph/v1.0', '').split('?')[0]?.replace(ADELE, '{user-id}') ?? '';
  return slice.paths[asked]?.[method.toLowerCase()];
}

function permissionsOf(operation: Operation): readonly string[] {
  const { leastPrivileged = [], also = [] } = operation['x-graph-permissions']?.application ?? {};
  return [...leastPrivileged, ...also];
}

function examplesOf(slice: Slice, path: string): readonly Record<string, unknown>[] {
  const examples = slice.paths[path]?.['get']?.responses['200']?.content?.['application/json'].examples;
  assert.ok(examples, `no examples for ${path}`);
  return Object.values(examples).map(({ value }) => value);
}
