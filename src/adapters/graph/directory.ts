import type { GroupId, PersonId } from '../../core/ids.ts';
import { profilesFor, type PasskeyPolicy } from '../../core/passkey.ts';
import type { Directory, Readable } from '../../ports/directory.ts';
import { deviceFrom } from './devices.ts';
import { GraphError } from './graph-error.ts';
import { GraphHttp, type GraphOptions } from './http.ts';
import { textsIn } from './json.ts';
import { passkeyFrom } from './passkeys.ts';
import { PERSON_FIELDS, personFrom } from './person.ts';
import { policyFrom } from './policy.ts';
import { SDK_ROOT } from './wire.ts';

const POLICY = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2';
// https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups
const GROUPS_PER_QUESTION = 20;

/** The directory, and whether it can be asked at all. */
export type GraphDirectory = Directory & {
  /** Resolves when Entra gives us a token for Graph; throws when it does not. */
  ready(): Promise<void>;
};

/** Microsoft Graph as the app's directory. A person who is not there has nothing. */
export function graphDirectory(options: GraphOptions): GraphDirectory {
  const http = new GraphHttp(options);
  return {
    person: (person) =>
      unlessGone(
        async () => personFrom(await http.get(`/users/${guid(person)}?$select=${PERSON_FIELDS}`)),
        undefined,
      ),
    passkeysOf: (person) =>
      unlessGone(async () => (await http.list(methods(person, 'fido2Methods'))).map(passkeyFrom), []),
    devicesOf: (person) =>
      readable(async () => {
        const devices = `/deviceManagement/managedDevices?$filter=userId eq '${guid(person)}'`;
        return (await http.list(`${devices}&$select=id,deviceName,operatingSystem,osVersion`)).map(
          deviceFrom,
        );
      }),
    signInMethodsOf: async (person) => {
      const [hasAuthenticatorApp, hasWindowsHello] = await Promise.all([
        readable(() => hasAny(http, methods(person, 'microsoftAuthenticatorMethods'))),
        readable(() => hasAny(http, methods(person, 'windowsHelloForBusinessMethods'))),
      ]);
      return { hasAuthenticatorApp, hasWindowsHello };
    },
    profilesOf: (person) =>
      readable(() =>
        unlessGone(async () => {
          const policy = policyFrom(await http.get(POLICY));
          return profilesFor(policy, await groupsAmong(http, person, groupsIn(policy)));
        }, []),
      ),
    ready: async () => {
      await options.token(`${SDK_ROOT}/.default`);
    },
  };
}

function methods(person: PersonId, kind: string): string {
  return `/users/${guid(person)}/authentication/${kind}`;
}

function hasAny(http: GraphHttp, path: string): Promise<boolean> {
  return unlessGone(async () => (await http.list(path)).length > 0, false);
}

function groupsIn({ includes, excludes }: PasskeyPolicy): readonly GroupId[] {
  const included = includes.flatMap(({ group }) => (group === 'everyone' ? [] : [group]));
  return [...new Set([...included, ...excludes])];
}

/** Which of these groups the person is in, directly or through other groups. */
async function groupsAmong(
  http: GraphHttp,
  person: PersonId,
  groups: readonly GroupId[],
): Promise<ReadonlySet<GroupId>> {
  const found = new Set<GroupId>();
  for (let from = 0; from < groups.length; from += GROUPS_PER_QUESTION) {
    const groupIds = groups.slice(from, from + GROUPS_PER_QUESTION);
    const path = `/users/${guid(person)}/checkMemberGroups`;
    const { value } = await http.post(path, { groupIds });
    for (const group of textsIn(value, 'users/{id}/checkMemberGroups')) found.add(group as GroupId);
  }
  return found;
}

/** An id goes into an address only when it is one: a GUID cannot lead to another path. */
function guid(id: PersonId): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id;
  throw new GraphError('rejected', { call: 'users/{not an id}' });
}

async function unlessGone<Value, Nothing>(
  ask: () => Promise<Value>,
  nothing: Nothing,
): Promise<Value | Nothing> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GraphError && error.code === 'not-found') return nothing;
    throw error;
  }
}

async function readable<Value>(ask: () => Promise<Value>): Promise<Readable<Value>> {
  try {
    return { kind: 'known', value: await ask() };
  } catch (error) {
    if (error instanceof GraphError && (error.code === 'no-permission' || error.code === 'no-licence')) {
      return { kind: 'withheld', why: error.code };
    }
    throw error;
  }
}
