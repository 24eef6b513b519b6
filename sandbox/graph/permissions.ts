import type { Caller } from './ask.ts';
import { DIRECTORY_GRANTS } from './permissions/directory.ts';
import type { Grant } from './permissions/grant.ts';
import { METHOD_GRANTS } from './permissions/methods.ts';
import { POLICY_GRANTS } from './permissions/policies.ts';
import { TEAMS_GRANTS } from './permissions/teams.ts';
import { UNLISTED_GRANTS } from './permissions/unlisted.ts';

/** Which permissions let an app, or an app for a person, call each operation: any one of them is enough. */
export const GRANTS: readonly Grant[] = [
  ...DIRECTORY_GRANTS,
  ...METHOD_GRANTS,
  ...POLICY_GRANTS,
  ...TEAMS_GRANTS,
  ...UNLISTED_GRANTS,
];

const BY_OPERATION = new Map(
  GRANTS.flatMap((grant) => grant.operations.map((operation) => [anonymous(operation), grant])),
);

/** Two operations are the same whatever their variables are called. */
export function anonymous(operation: string): string {
  return operation.replaceAll(/\{[^}]*\}/g, '{}');
}

export type Verdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'missing'; readonly permissions: readonly string[] };

/** Whether a token's permissions suffice, and which would. */
export function verdict(operation: string, caller: Caller): Verdict {
  const grant = BY_OPERATION.get(anonymous(operation));
  if (!grant) return { kind: 'missing', permissions: [] };
  const enough = grant[caller.kind];
  const holds = (permission: string): boolean => caller.permissions.includes(permission);
  const isAllowed = grant.together ? grant.together.every(holds) : enough.some(holds);
  return isAllowed ? { kind: 'allowed' } : { kind: 'missing', permissions: grant.together ?? enough };
}
