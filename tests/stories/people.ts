import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { SandboxPasskey, SandboxUser } from '../../sandbox/tenant/model.ts';

/** Everybody who can have a passkey and a chat; whatever passkeys they had are taken away. */
export function peopleWithoutPasskey(sandbox: Sandbox): readonly SandboxUser[] {
  const people = [...sandbox.data.users.values()].filter(
    (user) => user.teams !== null && user.userType === 'Member' && user.accountEnabled,
  );
  for (const person of people) person.methods = person.methods.filter((method) => method.kind !== 'passkey');
  return people;
}

/** Entra has a new passkey of this person from now on: the Authenticator's, unless told otherwise. */
export function registerPasskey(
  sandbox: Sandbox,
  person: SandboxUser,
  passkey: Partial<SandboxPasskey> = {},
): SandboxPasskey {
  const made: SandboxPasskey = {
    kind: 'passkey',
    id: crypto.randomUUID(),
    createdDateTime: sandbox.clock.now().toISOString(),
    displayName: `${person.givenName}’s phone`,
    aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f',
    model: 'Microsoft Authenticator - iOS',
    attestationLevel: 'attested',
    passkeyType: 'deviceBound',
    attestationCertificates: [],
    ...passkey,
  };
  person.methods.push(made);
  return made;
}
