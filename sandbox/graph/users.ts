import type { SandboxUser } from '../tenant/model.ts';
import { badRequest, isRecord, notFound, ok } from './answer.ts';
import { type Ask, contextOf, findUser, ofUser, type Route } from './ask.ts';
import { collection, entity, found, pick, unknownProperty } from './collection.ts';
import { groupIdsOf, groupObject } from './group-json.ts';
import { roleObjectsOf } from './roles.ts';
import { USER_DEFAULTS, USER_PROPERTIES, userJson, userObject } from './user-json.ts';

/** The people of the tenant and where they belong. */
export const userRoutes: readonly Route[] = [
  { operation: 'GET /users', asks: 'Lists people', tells: found, answer: listUsers },
  {
    operation: 'GET /users/{user}',
    asks: 'Looks {user} up',
    answer: ofUser((ask, user) => oneUser(ask, user)),
  },
  { operation: 'GET /me', asks: 'Asks who is signed in', answer: me },
  { operation: 'GET /users/{user}/manager', asks: "Asks who {user}'s manager is", answer: ofUser(manager) },
  {
    operation: 'GET /users/{user}/memberOf',
    asks: 'Asks which groups {user} is in',
    tells: found,
    answer: ofUser((ask, user) => belonging(ask, user, false)),
  },
  {
    operation: 'GET /users/{user}/transitiveMemberOf',
    asks: 'Asks which groups {user} is in, nested ones too',
    tells: found,
    answer: ofUser((ask, user) => belonging(ask, user, true)),
  },
  {
    operation: 'POST /users/{user}/checkMemberGroups',
    asks: 'Asks which of some groups {user} is in',
    tells: found,
    answer: ofUser(checkMemberGroups),
  },
  {
    operation: 'POST /users/{user}/revokeSignInSessions',
    asks: 'Signs {user} out everywhere',
    answer: ofUser(revoke),
  },
  {
    operation: 'POST /directoryObjects/getByIds',
    asks: 'Looks several people and groups up',
    tells: found,
    answer: getByIds,
  },
];

function listUsers(ask: Ask) {
  return collection(ask, {
    name: 'users',
    items: [...ask.world.data.users.values().filter((user) => user.deletedDateTime === null)],
    json: userJson,
    facts: (user) => user,
    isDirectory: true,
    defaults: USER_DEFAULTS,
    properties: USER_PROPERTIES,
  });
}

function oneUser(ask: Ask, user: SandboxUser) {
  const stranger = unknownProperty(ask.query.select, USER_PROPERTIES);
  return (
    stranger ?? entity(ask, 'users', { ...userJson(user), ...expandedManager(ask, user) }, USER_DEFAULTS)
  );
}

function expandedManager(ask: Ask, user: SandboxUser): Record<string, unknown> {
  if (!ask.query.expand.some((name) => name.startsWith('manager'))) return {};
  const boss = findUser(ask.world.data, user.managerId ?? '');
  return boss ? { manager: pick(userObject(boss), USER_DEFAULTS) } : {};
}

function me(ask: Ask) {
  const user = findUser(ask.world.data, ask.caller.userId ?? '');
  return user ? oneUser(ask, user) : notDelegated();
}

/** What `/me` gets from an app that acts for itself. */
export const notDelegated = () =>
  badRequest('/me request is only valid with delegated authentication flow.', 'BadRequest');

function manager(ask: Ask, user: SandboxUser) {
  const boss = findUser(ask.world.data, user.managerId ?? '');
  return boss ? entity(ask, 'directoryObjects', userObject(boss), USER_DEFAULTS) : notFound('manager');
}

function belonging(ask: Ask, user: SandboxUser, isTransitive: boolean) {
  const { groups } = ask.world.data;
  const ids = groupIdsOf(ask.world.data, user.id, isTransitive);
  const objects = [...ids].flatMap((id) => {
    const group = groups.get(id);
    return group ? [groupObject(group)] : [];
  });
  return collection(ask, {
    name: 'directoryObjects',
    items: [...objects, ...roleObjectsOf(ask.world.data, user.id)],
    json: (object) => object,
    isDirectory: true,
  });
}

const GROUPS_A_CHECK = 20;

function checkMemberGroups(ask: Ask, user: SandboxUser) {
  const wanted = isRecord(ask.body) ? ask.body['groupIds'] : undefined;
  if (!Array.isArray(wanted) || wanted.length === 0)
    return badRequest('Required parameter groupIds is missing.');
  if (wanted.length > GROUPS_A_CHECK) return badRequest('groupIds may hold 20 ids at most.');
  const ids = groupIdsOf(ask.world.data, user.id, true);
  return ok({
    '@odata.context': contextOf(ask, 'Collection(Edm.String)'),
    value: wanted.filter((id) => ids.has(String(id))),
  });
}

function revoke(ask: Ask, user: SandboxUser) {
  ask.world.audit.write({
    activity: 'Revoke sign-in sessions',
    category: 'UserManagement',
    operationType: 'Update',
    target: { id: user.id, displayName: user.displayName, type: 'User' },
    by: ask.caller,
  });
  return ok({ '@odata.context': contextOf(ask, 'Edm.Boolean'), value: true });
}

function getByIds(ask: Ask) {
  const ids = isRecord(ask.body) ? ask.body['ids'] : undefined;
  if (!Array.isArray(ids) || ids.length > 1000) return badRequest('ids must be a list of 1000 ids at most.');
  const { users, groups } = ask.world.data;
  const value = ids.flatMap((id) => {
    const user = users.get(String(id));
    const group = groups.get(String(id));
    return [...(user ? [pick(userObject(user), USER_DEFAULTS)] : []), ...(group ? [groupObject(group)] : [])];
  });
  return ok({ '@odata.context': contextOf(ask, 'directoryObjects'), value });
}
