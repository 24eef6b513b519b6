import type { SandboxGroup } from '../tenant/model.ts';
import { type Answer, type Json, badRequest, isRecord, noContent, notFound, ok, refuse } from './answer.ts';
import { type Ask, ofGroup, type Route } from './ask.ts';
import { collection, entity, found, notEventual } from './collection.ts';
import { groupJson, groupObject, membersOf } from './group-json.ts';
import { USER_DEFAULTS, USER_PROPERTIES, userJson, userObject } from './user-json.ts';

/** Groups and who is in them. */
export const groupRoutes: readonly Route[] = [
  { operation: 'GET /groups', asks: 'Lists groups', tells: found, answer: listGroups },
  {
    operation: 'GET /groups/{group}',
    asks: 'Looks the group {group} up',
    answer: ofGroup((ask, group) => entity(ask, 'groups', groupJson(group))),
  },
  { operation: 'PATCH /groups/{group}', asks: 'Changes the group {group}', answer: ofGroup(changeGroup) },
  {
    operation: 'GET /groups/{group}/members',
    asks: 'Asks who is in {group}',
    tells: found,
    answer: ofGroup((ask, group) => objects(ask, group, false)),
  },
  {
    operation: 'GET /groups/{group}/transitiveMembers',
    asks: 'Asks who is in {group}, nested groups too',
    tells: found,
    answer: ofGroup((ask, group) => objects(ask, group, true)),
  },
  {
    operation: 'GET /groups/{group}/transitiveMembers/microsoft.graph.user',
    asks: 'Asks which people are in {group}, nested groups too',
    tells: found,
    answer: ofGroup(people),
  },
  {
    operation: 'GET /groups/{group}/members/$count',
    asks: 'Counts who is in {group}',
    answer: ofGroup((ask, group) => count(ask, () => sizeOf(ask, group, false))),
  },
  {
    operation: 'GET /groups/{group}/transitiveMembers/$count',
    asks: 'Counts who is in {group}, nested groups too',
    answer: ofGroup((ask, group) => count(ask, () => sizeOf(ask, group, true))),
  },
  {
    operation: 'GET /groups/{group}/transitiveMembers/microsoft.graph.user/$count',
    asks: 'Counts the people in {group}, nested groups too',
    answer: ofGroup((ask, group) => count(ask, () => membersOf(ask.world.data, group, true).users.length)),
  },
  {
    operation: 'POST /groups/{group}/members/$ref',
    asks: 'Puts somebody into {group}',
    answer: ofGroup(addMember),
  },
  {
    operation: 'DELETE /groups/{group}/members/{member}/$ref',
    asks: 'Takes somebody out of {group}',
    answer: ofGroup(removeMember),
  },
  {
    operation: 'GET /groups/{group}/owners',
    asks: 'Asks who owns {group}',
    tells: found,
    answer: ofGroup((ask) =>
      collection(ask, { name: 'directoryObjects', items: [], json: (item: Json) => item }),
    ),
  },
];

function listGroups(ask: Ask): Answer {
  const items = [...ask.world.data.groups.values()];
  return collection(ask, { name: 'groups', items, json: groupJson, isDirectory: true });
}

function objects(ask: Ask, group: SandboxGroup, isTransitive: boolean): Answer {
  const { users, groups } = membersOf(ask.world.data, group, isTransitive);
  return collection(ask, {
    name: 'directoryObjects',
    items: [...users.map(userObject), ...groups.map(groupObject)],
    json: (object) => object,
    isDirectory: true,
  });
}

function people(ask: Ask, group: SandboxGroup): Answer {
  if (!ask.query.isEventual) return notEventual();
  return collection(ask, {
    name: 'users',
    items: membersOf(ask.world.data, group, true).users,
    json: userJson,
    facts: (user) => user,
    isDirectory: true,
    defaults: USER_DEFAULTS,
    properties: USER_PROPERTIES,
  });
}

function sizeOf(ask: Ask, group: SandboxGroup, isTransitive: boolean): number {
  const { users, groups } = membersOf(ask.world.data, group, isTransitive);
  return users.length + groups.length;
}

const count = (ask: Ask, size: () => number): Answer =>
  ask.query.isEventual ? ok(String(size())) : notEventual();

const DIRECTORY_OBJECT =
  /^https:\/\/graph\.microsoft\.com\/(?:v1\.0|beta)\/(?:directoryObjects|users|groups)\/([^/]+)$/;

function addMember(ask: Ask, group: SandboxGroup): Answer {
  const reference = isRecord(ask.body) ? ask.body['@odata.id'] : undefined;
  const id = DIRECTORY_OBJECT.exec(typeof reference === 'string' ? reference : '')?.[1];
  if (id === undefined)
    return badRequest("Invalid URL format specified in '@odata.id' for reference update.");
  return join(ask, group, [id]) ?? noContent();
}

const BOUND_AT_ONCE = 20;

function changeGroup(ask: Ask, group: SandboxGroup): Answer {
  if (!isRecord(ask.body)) return badRequest('A JSON object is expected.');
  const { 'members@odata.bind': bound = [], displayName, description } = ask.body;
  if (!Array.isArray(bound) || bound.length > BOUND_AT_ONCE) {
    return badRequest("'members@odata.bind' may hold 20 references at most.");
  }
  const ids = bound.map((reference) => DIRECTORY_OBJECT.exec(String(reference))?.[1] ?? '');
  const refusal = ids.length > 0 ? join(ask, group, ids) : undefined;
  if (refusal) return refusal;
  if (typeof displayName === 'string') group.displayName = displayName;
  if (typeof description === 'string' || description === null) group.description = description;
  return noContent();
}

/** Puts them all in, or none and says why. */
function join(ask: Ask, group: SandboxGroup, ids: readonly string[]): Answer | undefined {
  const { data } = ask.world;
  const stranger = ids.find((id) => data.users.get(id)?.deletedDateTime !== null && !data.groups.has(id));
  if (stranger !== undefined) return notFound(stranger);
  if (group.isAssignableToRole) return roleAssignable();
  if (ids.some((id) => group.memberIds.includes(id))) {
    return badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  }
  group.memberIds.push(...ids);
  audit(ask, group, 'Add member to group');
  return undefined;
}

function removeMember(ask: Ask, group: SandboxGroup): Answer {
  const id = ask.params['member'] ?? '';
  if (group.isAssignableToRole) return roleAssignable();
  if (!group.memberIds.includes(id)) return notFound(id);
  group.memberIds = group.memberIds.filter((member) => member !== id);
  audit(ask, group, 'Remove member from group');
  return noContent();
}

/** Groups that carry a role need RoleManagement.ReadWrite.Directory, which the app never has. */
const roleAssignable = (): Answer =>
  refuse(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

function audit(ask: Ask, group: SandboxGroup, activity: string): void {
  ask.world.audit.write({
    activity,
    category: 'GroupManagement',
    operationType: 'Update',
    target: { id: group.id, displayName: group.displayName, type: 'Group' },
    by: ask.caller,
  });
}
