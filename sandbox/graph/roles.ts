import type { SandboxRoleAssignment, TenantData } from '../tenant/model.ts';
import { type Answer, type Json, notFound } from './answer.ts';
import { type Ask, type Route } from './ask.ts';
import { collection, found } from './collection.ts';
import { groupObject, membersOf } from './group-json.ts';
import { USER_DEFAULTS, userObject, uuidOf } from './user-json.ts';
import { pick } from './collection.ts';

export const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
export const AUTHENTICATION_ADMINISTRATOR = 'c4e39bd9-1100-46d3-8c65-fb160da0071f';
export const PRIVILEGED_AUTHENTICATION_ADMINISTRATOR = '7be44c8a-adaf-4e2a-84d6-ab2649e08a13';
const REPORTS_READER = '4a5d8f65-41da-4de4-8968-e035b65339cf';
const SECURITY_READER = '5d6b6bb7-de71-4623-b4af-96380a352509';
const SECURITY_ADMINISTRATOR = '194ae4cb-b126-40b2-bd5b-6091b380977d';
/** Who may read reports in their own name. */
export const REPORT_READERS = [REPORTS_READER, SECURITY_READER, SECURITY_ADMINISTRATOR, GLOBAL_READER];

/** Directory roles: who has which now, and who could activate one. */
export const roleRoutes: readonly Route[] = [
  {
    operation: 'GET /directoryRoles',
    asks: 'Lists the directory roles in use',
    tells: found,
    answer: directoryRoles,
  },
  {
    operation: 'GET /directoryRoles/{role}/members',
    asks: 'Asks who has a directory role',
    tells: found,
    answer: roleMembers,
  },
  {
    operation: 'GET /roleManagement/directory/roleDefinitions',
    asks: 'Lists the directory roles there are',
    tells: found,
    answer: definitions,
  },
  {
    operation: 'GET /roleManagement/directory/roleAssignments',
    asks: 'Asks who is an administrator',
    tells: found,
    answer: (ask) => assignments(ask, 'roleManagement/directory/roleAssignments', 'active', assignmentJson),
  },
  {
    operation: 'GET /roleManagement/directory/roleAssignmentScheduleInstances',
    asks: 'Asks who has an administrator role now',
    tells: found,
    answer: (ask) =>
      assignments(ask, 'roleManagement/directory/roleAssignmentScheduleInstances', 'active', activeJson),
  },
  {
    operation: 'GET /roleManagement/directory/roleEligibilityScheduleInstances',
    asks: 'Asks who may activate an administrator role',
    tells: found,
    answer: (ask) =>
      assignments(ask, 'roleManagement/directory/roleEligibilityScheduleInstances', 'eligible', eligibleJson),
  },
];

/** Whether somebody has one of some roles now, by themselves or through a group. */
export function hasRole(data: TenantData, userId: string, roleIds: readonly string[]): boolean {
  return activeRoles(data, userId).some((role) => roleIds.includes(role.roleTemplateId));
}

/** Whether somebody has any directory role now. */
export const isAdministrator = (data: TenantData, userId: string): boolean =>
  activeRoles(data, userId).length > 0;

function activeRoles(data: TenantData, userId: string): SandboxRoleAssignment[] {
  return data.roles.filter(
    ({ kind, principalId }) =>
      kind === 'active' && (principalId === userId || isIn(data, principalId, userId)),
  );
}

/** Walks down from the group: those that carry roles are small, while a person may be in large ones. */
function isIn(data: TenantData, groupId: string, userId: string): boolean {
  const group = data.groups.get(groupId);
  return group !== undefined && membersOf(data, group, true).users.some(({ id }) => id === userId);
}

/** The roles of a person as directory objects. */
export const roleObjectsOf = (data: TenantData, userId: string): Json[] =>
  activeRoles(data, userId).map((role) => ({
    '@odata.type': '#microsoft.graph.directoryRole',
    ...roleJson(role),
  }));

const roleJson = (role: SandboxRoleAssignment): Json => ({
  id: uuidOf(`role ${role.roleTemplateId}`),
  deletedDateTime: null,
  description: `Members have the rights of ${role.roleName}.`,
  displayName: role.roleName,
  roleTemplateId: role.roleTemplateId,
});

/** Each role once. */
const distinct = (data: TenantData, kinds: readonly string[]): SandboxRoleAssignment[] => [
  ...new Map(
    data.roles.filter((role) => kinds.includes(role.kind)).map((role) => [role.roleTemplateId, role]),
  ).values(),
];

function directoryRoles(ask: Ask): Answer {
  return collection(ask, {
    name: 'directoryRoles',
    items: distinct(ask.world.data, ['active']),
    json: roleJson,
  });
}

function roleMembers(ask: Ask): Answer {
  const { data } = ask.world;
  const wanted = ask.params['role'] ?? '';
  const role = distinct(data, ['active']).find(
    ({ roleTemplateId }) =>
      wanted === uuidOf(`role ${roleTemplateId}`) || wanted === `roleTemplateId=${roleTemplateId}`,
  );
  if (!role) return notFound(wanted);
  const members = data.roles.filter(
    ({ kind, roleTemplateId }) => kind === 'active' && roleTemplateId === role.roleTemplateId,
  );
  const items = members.flatMap(({ principalId }) => principalOf(data, principalId));
  return collection(ask, { name: 'directoryObjects', items, json: (object) => object });
}

function definitions(ask: Ask): Answer {
  return collection(ask, {
    name: 'roleManagement/directory/roleDefinitions',
    items: distinct(ask.world.data, ['active', 'eligible']),
    json: definitionJson,
  });
}

const definitionJson = ({ roleTemplateId, roleName }: SandboxRoleAssignment): Json => ({
  id: roleTemplateId,
  description: `Has the rights of ${roleName}.`,
  displayName: roleName,
  isBuiltIn: true,
  isEnabled: true,
  resourceScopes: ['/'],
  templateId: roleTemplateId,
  version: '1',
  rolePermissions: [{ allowedResourceActions: [], condition: null }],
});

function assignments(
  ask: Ask,
  name: string,
  kind: SandboxRoleAssignment['kind'],
  json: (role: SandboxRoleAssignment) => Json,
): Answer {
  const { data } = ask.world;
  const expands = (word: string): boolean => ask.query.expand.some((given) => given.startsWith(word));
  return collection(ask, {
    name,
    items: data.roles.filter((role) => role.kind === kind),
    facts: json,
    json: (role) => ({
      ...json(role),
      ...(expands('principal') ? { principal: principalOf(data, role.principalId)[0] ?? null } : {}),
      ...(expands('roleDefinition') ? { roleDefinition: definitionJson(role) } : {}),
    }),
  });
}

const assignmentJson = (role: SandboxRoleAssignment): Json => ({
  id: role.id,
  directoryScopeId: '/',
  principalId: role.principalId,
  roleDefinitionId: role.roleTemplateId,
});

const activeJson = (role: SandboxRoleAssignment): Json => ({
  ...assignmentJson(role),
  assignmentType: 'Assigned',
  memberType: 'Direct',
  startDateTime: '2024-01-15T08:00:00Z',
  endDateTime: null,
  roleAssignmentOriginId: role.id,
  roleAssignmentScheduleId: role.id,
});

const eligibleJson = (role: SandboxRoleAssignment): Json => ({
  ...assignmentJson(role),
  memberType: 'Direct',
  startDateTime: '2024-01-15T08:00:00Z',
  endDateTime: null,
  roleEligibilityScheduleId: role.id,
});

function principalOf(data: TenantData, id: string): Json[] {
  const user = data.users.get(id);
  if (user) return [pick(userObject(user), USER_DEFAULTS)];
  const group = data.groups.get(id);
  return group ? [groupObject(group)] : [];
}
