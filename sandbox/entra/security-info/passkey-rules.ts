import { groupsAround } from '../../tenant/groups.ts';
import type { SandboxUser, TenantData } from '../../tenant/model.ts';
import { no, type Refused } from './refusal.ts';

type Json = Readonly<Record<string, unknown>>;

/** One passkey as it asks to be let in. */
export type Candidate = {
  readonly aaGuid: string;
  readonly passkeyType: 'deviceBound' | 'synced';
  readonly attestationLevel: 'attested' | 'notAttested';
};

/** The profiles that hold for a person, or why there are none. */
export function profilesFor(
  data: TenantData,
  user: SandboxUser,
): Refused | { readonly kind: 'open'; readonly profiles: readonly Json[] } {
  if (user.userType === 'Guest') return no('guest');
  const fido2 = methodPolicy(data, 'Fido2');
  if (fido2['state'] !== 'enabled') return no('policy-off');
  if (fido2['isSelfServiceRegistrationAllowed'] === false) return no('self-service-off');
  const groups = groupsAround(data.groups, user.id);
  if (list(fido2['excludeTargets']).some((target) => isTarget(target, groups))) return no('excluded');
  const targets = list(fido2['includeTargets']).filter((target) => isTarget(target, groups));
  if (targets.length === 0) return no('not-included');
  return { kind: 'open', profiles: targets.flatMap((target) => profilesOf(fido2, target)) };
}

/** Lets a passkey in when one profile is satisfied in full; otherwise names what the first profile misses. */
export function judge(candidate: Candidate, profiles: readonly Json[]): Refused | { readonly kind: 'fine' } {
  const complaints = profiles.map((profile) => complaintOf(candidate, profile));
  return complaints.find((one) => one.kind === 'fine') ?? complaints[0] ?? no('not-included');
}

/** One method's part of the authentication methods policy; ids are compared without case, as Graph does. */
export function methodPolicy(data: TenantData, id: string): Json {
  const all = list(data.policies.authenticationMethods['authenticationMethodConfigurations']);
  return all.find((one) => String(one['id']).toLowerCase() === id.toLowerCase()) ?? {};
}

/** Whether a method's policy holds for the person at all. */
export function isIncluded(data: TenantData, policy: Json, personId: string): boolean {
  const groups = groupsAround(data.groups, personId);
  const isIn = (name: string) => list(policy[name]).some((target) => isTarget(target, groups));
  return policy['state'] === 'enabled' && isIn('includeTargets') && !isIn('excludeTargets');
}

function profilesOf(fido2: Json, target: Json): readonly Json[] {
  const all = list(fido2['passkeyProfiles']);
  // A tenant that never opted in to profiles keeps one set of rules for all.
  if (all.length === 0) return [legacyProfile(fido2)];
  const named = target['allowedPasskeyProfiles'];
  const ids = Array.isArray(named) && named.length > 0 ? named : [fido2['defaultPasskeyProfile']];
  return all.filter((profile) => ids.includes(profile['id']));
}

function legacyProfile(fido2: Json): Json {
  const isEnforced = fido2['isAttestationEnforced'] === true;
  return {
    passkeyTypes: isEnforced ? 'deviceBound' : 'deviceBound,synced',
    attestationEnforcement: isEnforced ? 'registrationOnly' : 'disabled',
    keyRestrictions: fido2['keyRestrictions'],
  };
}

function complaintOf(candidate: Candidate, profile: Json): Refused | { readonly kind: 'fine' } {
  const allowed = profile['passkeyTypes'];
  const types = typeof allowed === 'string' ? allowed.split(/\s*,\s*/) : [];
  if (!types.includes(candidate.passkeyType)) return no('type-not-allowed');
  const isProofWanted = profile['attestationEnforcement'] === 'registrationOnly';
  if (isProofWanted && candidate.attestationLevel === 'notAttested') return no('not-attested');
  return isModelLetIn(candidate.aaGuid, record(profile['keyRestrictions']))
    ? { kind: 'fine' }
    : no('model-not-allowed');
}

function isModelLetIn(aaGuid: string, restrictions: Json): boolean {
  if (restrictions['isEnforced'] !== true) return true;
  const listed = restrictions['aaGuids'];
  const isListed =
    Array.isArray(listed) && listed.some((one) => String(one).toLowerCase() === aaGuid.toLowerCase());
  return restrictions['enforcementType'] === 'block' ? !isListed : isListed;
}

function isTarget(target: Json, groups: ReadonlySet<string>): boolean {
  const id = String(target['id']);
  return id === 'all_users' || groups.has(id);
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
