import type { SandboxGroup, SandboxUser, TenantData } from '../tenant/model.ts';
import type { Json } from './answer.ts';

/** A group as Graph sends it. */
export const groupJson = (group: SandboxGroup): Json => ({
  id: group.id,
  deletedDateTime: null,
  classification: null,
  createdDateTime: '2024-01-15T08:00:00Z',
  description: group.description,
  displayName: group.displayName,
  groupTypes: [],
  isAssignableToRole: group.isAssignableToRole,
  mail: null,
  mailEnabled: false,
  mailNickname: group.displayName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  membershipRule: null,
  proxyAddresses: [],
  securityEnabled: true,
  visibility: null,
});

/** A group among other directory objects. */
export const groupObject = (group: SandboxGroup): Json => ({
  '@odata.type': '#microsoft.graph.group',
  ...groupJson(group),
});

/** The groups that hold somebody, directly or through other groups. */
export function groupIdsOf(data: TenantData, memberId: string, isTransitive: boolean): Set<string> {
  const found = new Set<string>();
  const waiting = [memberId];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const group of data.groups.values()) {
      if (!group.memberIds.includes(id) || found.has(group.id)) continue;
      found.add(group.id);
      if (isTransitive) waiting.push(group.id);
    }
  }
  return found;
}

/** Who is in a group, in the group's order; nested groups themselves count as members too. */
export function membersOf(
  data: TenantData,
  group: SandboxGroup,
  isTransitive: boolean,
): { readonly users: SandboxUser[]; readonly groups: SandboxGroup[] } {
  const seen = new Set<string>();
  const users: SandboxUser[] = [];
  const groups: SandboxGroup[] = [];
  const waiting = [...group.memberIds].reverse();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const user = data.users.get(id);
    if (user?.deletedDateTime === null) users.push(user);
    const nested = data.groups.get(id);
    if (!nested) continue;
    groups.push(nested);
    if (isTransitive) waiting.push(...[...nested.memberIds].reverse());
  }
  return { users, groups };
}
