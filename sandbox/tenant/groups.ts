import { idFor } from './ids.ts';
import type { SandboxGroup, SandboxUser } from './model.ts';

export const GROUPS = {
  everyone: 'All employees',
  administrators: 'Wave 1 administrators',
  finance: 'Finance',
  leadership: 'Leadership',
  hr: 'HR',
  frontLine: 'Front line',
  helpdesk: 'Keywave helpdesk',
  it: 'Keywave IT',
  pilots: 'Passkey pilots',
  enforced: 'Enforced',
  breakGlass: 'Break-glass',
  exclusions: 'Exclusions',
  temporary: 'Temporary staff',
} as const;

const TEAMS = [
  'Leadership',
  'HR',
  'Finance',
  'IT',
  'Engineering',
  'Design',
  'Marketing',
  'Sales',
  'Operations',
  'Retail',
  'Front line',
];

export function groupId(name: string): string {
  return idFor('group', name);
}

/** The groups of these people: one for each team, all of them nested in “All employees”, and those that rules hang on. */
export function groupsOf(
  users: readonly SandboxUser[],
  special: ReadonlyMap<string, readonly string[]>,
): SandboxGroup[] {
  const present = users.filter((user) => user.deletedDateTime === null);
  const teams = TEAMS.map((team) =>
    group(team, `Everyone in ${team}`, ids(present.filter((user) => user.department === team))),
  );
  const having = (role: SandboxUser['role']) => ids(present.filter((user) => user.role === role));
  return [
    ...teams,
    group(GROUPS.everyone, 'Every team, each as a nested group', TEAMS.map(groupId)),
    group(GROUPS.administrators, 'Whoever holds an Entra role', special.get('administrators') ?? []),
    group(GROUPS.helpdesk, 'May open and decide recovery cases', having('helpdesk')),
    group(GROUPS.it, 'Plans waves and announcements', having('it')),
    group(GROUPS.pilots, 'Tried passkeys first', special.get('pilots') ?? []),
    group(
      GROUPS.enforced,
      'Must sign in with a passkey',
      ids(present.filter((user) => user.situation === 'enforced')),
    ),
    group(GROUPS.breakGlass, 'Emergency accounts', having('break-glass')),
    group(GROUPS.exclusions, 'No wave ever moves these', [
      groupId(GROUPS.breakGlass),
      ...having('service'),
      ...having('shared'),
      ...having('guest'),
    ]),
    group(GROUPS.temporary, 'Left out of the passkey policy', special.get('temporary') ?? []),
  ];
}

function group(displayName: string, description: string, memberIds: readonly string[]): SandboxGroup {
  const isAssignableToRole = displayName === GROUPS.breakGlass;
  return {
    id: groupId(displayName),
    displayName,
    description,
    memberIds: [...memberIds],
    isAssignableToRole,
  };
}

function ids(users: readonly SandboxUser[]): string[] {
  return users.map((user) => user.id);
}

/** Every group that the person is in, directly or through other groups. */
export function groupsAround(
  groups: ReadonlyMap<string, SandboxGroup>,
  personId: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [personId];
  for (let member = open.pop(); member !== undefined; member = open.pop()) {
    for (const { id, memberIds } of groups.values()) {
      if (found.has(id) || !memberIds.includes(member)) continue;
      found.add(id);
      open.push(id);
    }
  }
  return found;
}
