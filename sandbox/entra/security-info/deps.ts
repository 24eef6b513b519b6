import type { Clock } from '../../clock.ts';
import type { Journal } from '../../journal.ts';
import type { SandboxMethod, SandboxPasskey, SandboxUser, TenantData } from '../../tenant/model.ts';
import type { Challenges } from './challenges.ts';

/** What the pages of Security info work on. */
export type SecurityInfoDeps = {
  readonly data: TenantData;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly challenges: Challenges;
  /** Where a browser may have the page open, e.g. http://localhost:3979 */
  readonly origins: readonly string[];
};

/** Nobody signs in with an account that is switched off or gone. */
export function isOff(user: SandboxUser): boolean {
  return !user.accountEnabled || user.deletedDateTime !== null;
}

/** WebAuthn binds every passkey of the practice tenant to this computer's own name. */
export const RP_ID = 'localhost';

export function isPasskey(method: SandboxMethod): method is SandboxPasskey {
  return method.kind === 'passkey';
}

/** Writes one line about a person in their browser. */
export function note(
  deps: SecurityInfoDeps,
  user: SandboxUser,
  line: { readonly sentence: string; readonly call: string; readonly status: number },
): void {
  deps.journal.write({ from: 'Browser', to: 'Entra', ms: 0, about: user.id, ...line });
}
