import type { SandboxMethod, SandboxUser } from '../tenant/model.ts';
import { type Answer, type Json, noContent, notFound, ok, refuse } from './answer.ts';
import { type Ask, contextOf, findUser, ofUser, type Route } from './ask.ts';
import { collection, found, lengthOf } from './collection.ts';
import { METHOD_TYPES, methodJson } from './method-json.ts';
import {
  AUTHENTICATION_ADMINISTRATOR,
  GLOBAL_READER,
  hasRole,
  isAdministrator,
  PRIVILEGED_AUTHENTICATION_ADMINISTRATOR,
} from './roles.ts';
import { notDelegated } from './users.ts';

type Kind = SandboxMethod['kind'];
type Answering = (ask: Ask, user: SandboxUser) => Answer | Promise<Answer>;

const passkeysFound = (body: Json): string => {
  const length = lengthOf(body);
  return length === 0 ? 'Not yet: 0 found.' : `Yes: ${length} found.`;
};

/** The collections that hold one kind each, with the words for the journal. */
const LISTS: readonly (readonly [path: string, kind: Kind, words: string])[] = [
  ['emailMethods', 'email', 'mail addresses'],
  ['microsoftAuthenticatorMethods', 'authenticator', 'Authenticator apps'],
  ['passwordMethods', 'password', 'passwords'],
  ['phoneMethods', 'phone', 'phone numbers'],
  ['platformCredentialMethods', 'platformCredential', 'platform credentials'],
  ['softwareOathMethods', 'softwareOath', 'code generators'],
  ['temporaryAccessPassMethods', 'temporaryAccessPass', 'Temporary Access Passes'],
  ['windowsHelloForBusinessMethods', 'windowsHello', 'Windows Hello'],
];

/** Graph reads and removes these one by one. */
const SINGLES: readonly (readonly [path: string, kind: Kind, words: string])[] = [
  ['fido2Methods', 'passkey', 'passkey'],
  ['microsoftAuthenticatorMethods', 'authenticator', 'Authenticator app'],
  ['platformCredentialMethods', 'platformCredential', 'platform credential'],
  ['temporaryAccessPassMethods', 'temporaryAccessPass', 'Temporary Access Pass'],
  ['windowsHelloForBusinessMethods', 'windowsHello', 'Windows Hello'],
];

/** Sign-in methods: lists, one by one, removal. */
export const methodRoutes: readonly Route[] = [
  {
    operation: 'GET /users/{user}/authentication/methods',
    asks: 'Asks how {user} can sign in',
    tells: found,
    answer: reading(allMethods),
  },
  {
    operation: 'GET /users/{user}/authentication/methods/{method}',
    asks: "Asks about one of {user}'s sign-in methods",
    answer: reading((ask, user) => one(ask, user)),
  },
  {
    operation: 'GET /users/{user}/authentication/fido2Methods',
    asks: 'Asks whether {user} has a passkey yet',
    tells: passkeysFound,
    answer: reading((ask, user) => list(ask, user, 'fido2Methods', 'passkey')),
  },
  {
    operation: 'GET /users/{user}/authentication/externalAuthenticationMethods',
    asks: 'Asks whether {user} signs in with another provider',
    tells: found,
    answer: reading((ask, user) => listOf(ask, user, 'externalAuthenticationMethods', [])),
  },
  {
    operation: 'GET /me/authentication/methods',
    asks: 'Asks how the signed-in person can sign in',
    tells: found,
    answer: ofMe(allMethods),
  },
  {
    operation: 'GET /me/authentication/fido2Methods',
    asks: 'Asks whether the signed-in person has a passkey yet',
    tells: passkeysFound,
    answer: ofMe((ask, user) => list(ask, user, 'fido2Methods', 'passkey')),
  },
  ...LISTS.map(
    ([path, kind, words]): Route => ({
      operation: `GET /users/{user}/authentication/${path}`,
      asks: `Asks for {user}'s ${words}`,
      tells: found,
      answer: reading((ask, user) => list(ask, user, path, kind)),
    }),
  ),
  ...SINGLES.flatMap(([path, kind, words]): Route[] => [
    {
      operation: `GET /users/{user}/authentication/${path}/{method}`,
      asks: `Asks about one ${words} of {user}`,
      answer: reading((ask, user) => one(ask, user, kind)),
    },
    {
      operation: `DELETE /users/{user}/authentication/${path}/{method}`,
      asks: `Removes one ${words} of {user}`,
      answer: writing((ask, user) => remove(ask, user, kind)),
    },
  ]),
];

/** Whoever acts for a signed-in person needs that person to hold a fitting role, or to be the one it is about. */
export function reading(answer: Answering): Route['answer'] {
  const readers = [GLOBAL_READER, AUTHENTICATION_ADMINISTRATOR, PRIVILEGED_AUTHENTICATION_ADMINISTRATOR];
  return ofUser((ask, user) => {
    const { kind, userId } = ask.caller;
    const isAllowed =
      kind === 'application' || userId === user.id || hasRole(ask.world.data, userId ?? '', readers);
    return isAllowed ? answer(ask, user) : denied();
  });
}

export function writing(answer: Answering): Route['answer'] {
  return ofUser((ask, user) => {
    const { kind, userId } = ask.caller;
    const isAllowed = kind === 'application' || userId === user.id || administers(ask, user);
    return isAllowed ? answer(ask, user) : denied();
  });
}

/** Authentication Administrators act on members, Privileged ones on administrators too. */
export function administers(ask: Ask, user: SandboxUser): boolean {
  const { data } = ask.world;
  const userId = ask.caller.userId ?? '';
  if (hasRole(data, userId, [PRIVILEGED_AUTHENTICATION_ADMINISTRATOR])) return true;
  return hasRole(data, userId, [AUTHENTICATION_ADMINISTRATOR]) && !isAdministrator(data, user.id);
}

/** The authentication methods API has its own code for 403. */
export const denied = (): Answer => refuse(403, 'accessDenied', 'Request Authorization failed');

function ofMe(answer: Answering): Route['answer'] {
  return (ask) => {
    const user = findUser(ask.world.data, ask.caller.userId ?? '');
    return user ? answer(ask, user) : notDelegated();
  };
}

const contextFor = (ask: Ask, user: SandboxUser) => ({
  now: ask.world.clock.now(),
  version: ask.version,
  data: ask.world.data,
  userId: user.id,
});

function allMethods(ask: Ask, user: SandboxUser): Answer {
  return collection(ask, {
    name: `users('${user.id}')/authentication/methods`,
    items: visible(ask, user),
    json: (method) => ({
      '@odata.type': METHOD_TYPES[method.kind],
      ...methodJson(method, contextFor(ask, user)),
    }),
    isPlain: true,
  });
}

const list = (ask: Ask, user: SandboxUser, path: string, kind: Kind): Answer =>
  listOf(
    ask,
    user,
    path,
    visible(ask, user).filter((method) => method.kind === kind),
  );

function listOf(ask: Ask, user: SandboxUser, path: string, items: readonly SandboxMethod[]): Answer {
  const name = `users('${user.id}')/authentication/${path}`;
  return collection(ask, {
    name,
    items,
    json: (method) => methodJson(method, contextFor(ask, user)),
    isPlain: true,
  });
}

function one(ask: Ask, user: SandboxUser, kind?: Kind): Answer {
  const id = ask.params['method'] ?? '';
  const method = visible(ask, user).find(
    (each) => each.id === id && (kind === undefined || each.kind === kind),
  );
  if (!method) return notFound(id);
  return ok({
    '@odata.context': contextOf(ask, `users('${user.id}')/authentication/methods/$entity`),
    '@odata.type': METHOD_TYPES[method.kind],
    ...methodJson(method, contextFor(ask, user)),
  });
}

const REPLICATION_MS = 60_000;

/** What Graph already knows of: while replication is slow, a passkey appears a minute late. */
function visible(ask: Ask, user: SandboxUser): readonly SandboxMethod[] {
  if (!ask.world.faults.isOn('graph-slow-replication')) return user.methods;
  const known = ask.world.clock.now().getTime() - REPLICATION_MS;
  return user.methods.filter(
    (method) => method.kind !== 'passkey' || Date.parse(method.createdDateTime) <= known,
  );
}

function remove(ask: Ask, user: SandboxUser, kind: Kind): Answer {
  const id = ask.params['method'] ?? '';
  if (!user.methods.some((method) => method.id === id && method.kind === kind)) return notFound(id);
  user.methods = user.methods.filter((method) => method.id !== id);
  ask.world.audit.write({
    activity: 'Admin deleted security info',
    category: 'UserManagement',
    operationType: 'Delete',
    target: { id: user.id, displayName: user.displayName, type: 'User' },
    by: ask.caller,
  });
  return noContent();
}
