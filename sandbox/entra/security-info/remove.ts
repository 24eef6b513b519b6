import type { SandboxUser } from '../../tenant/model.ts';
import { isPasskey, note, type SecurityInfoDeps } from './deps.ts';
import { no, type Refused } from './refusal.ts';

/** Takes one of the person's own passkeys off the account; the authenticator keeps its half, as in real life. */
export function remove(
  deps: SecurityInfoDeps,
  user: SandboxUser,
  id: string,
): Refused | { readonly kind: 'removed' } {
  const passkey = user.methods.filter(isPasskey).find((one) => one.id === id);
  if (!passkey) return no('no-such-method');
  user.methods = user.methods.filter((method) => method !== passkey);
  note(deps, user, {
    sentence: `${user.displayName} removes the passkey “${passkey.displayName}”.`,
    call: 'Security info · remove a passkey',
    status: 200,
  });
  return { kind: 'removed' };
}
