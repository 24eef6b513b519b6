import { idFor } from './ids.ts';
import type { SandboxRoleAssignment } from './model.ts';
import type { Line } from './people/table.ts';
import { marked, personId } from './person.ts';

// https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
const ENTRA_ROLES: Readonly<Record<string, { readonly templateId: string; readonly name: string }>> = {
  global: { templateId: '62e90394-69f5-4237-9190-012177145e10', name: 'Global Administrator' },
  authentication: {
    templateId: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
    name: 'Authentication Administrator',
  },
  'privileged-authentication': {
    templateId: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    name: 'Privileged Authentication Administrator',
  },
  'authentication-policy': {
    templateId: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
    name: 'Authentication Policy Administrator',
  },
  exchange: { templateId: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Administrator' },
};

/** The directory roles that the lines speak of: `admin:…` is held now, `eligible:…` can be switched on for a while. */
export function rolesOf(lines: readonly Line[]): SandboxRoleAssignment[] {
  return lines.flatMap((line) => [
    ...assignment(line, 'admin', 'active'),
    ...assignment(line, 'eligible', 'eligible'),
  ]);
}

function assignment(line: Line, mark: string, kind: SandboxRoleAssignment['kind']): SandboxRoleAssignment[] {
  const word = marked(line, mark);
  if (word === undefined) return [];
  const role = ENTRA_ROLES[word];
  if (!role) throw new Error(`No Entra role is called “${word}”. Add it to roles.ts.`);
  return [
    {
      id: idFor('role', line.name, word, kind),
      roleTemplateId: role.templateId,
      roleName: role.name,
      principalId: personId(line.name),
      kind,
    },
  ];
}
