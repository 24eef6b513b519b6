import type { GroupId } from '../../core/ids.ts';
import type { ModelRule, PasskeyPolicy, PasskeyProfile, PasskeyType } from '../../core/passkey.ts';
import { objectIn, objectsIn, requiredText, textIn, textsIn, type Json } from './json.ts';

const CALL = 'policies/…/fido2';
const TYPES: Readonly<Record<string, PasskeyType>> = { deviceBound: 'device-bound', synced: 'synced' };

/** The company's settings for passkeys, with or without profiles. */
export function policyFrom(configuration: Json): PasskeyPolicy {
  const profiles = profilesFrom(configuration);
  return {
    isEnabled: configuration['state'] === 'enabled',
    includes: objectsIn(configuration['includeTargets'], CALL).map((target) => ({
      group: targetId(target) === 'all_users' ? 'everyone' : (targetId(target) as GroupId),
      profiles: profilesOfTarget(target, profiles, textIn(configuration['defaultPasskeyProfile'])),
    })),
    excludes: objectsIn(configuration['excludeTargets'], CALL).map((target) => targetId(target) as GroupId),
  };
}

/** A tenant that never chose profiles has one rule for all, in the configuration itself. */
function profilesFrom(configuration: Json): readonly PasskeyProfile[] {
  const isSelfService = configuration['isSelfServiceRegistrationAllowed'] !== false;
  const profiles = objectsIn(configuration['passkeyProfiles'], CALL);
  if (profiles.length > 0) return profiles.map((profile) => profileFrom(profile, isSelfService));
  const attestationRequired = configuration['isAttestationEnforced'] === true;
  return [
    {
      id: 'whole-company',
      // How Microsoft moved such tenants to profiles: a synced passkey cannot be attested.
      types: attestationRequired ? ['device-bound'] : ['device-bound', 'synced'],
      attestationRequired,
      models: modelsFrom(configuration['keyRestrictions']),
      isSelfService,
    },
  ];
}

function profileFrom(profile: Json, isSelfService: boolean): PasskeyProfile {
  const enforcement = textIn(profile['attestationEnforcement']) ?? 'disabled';
  return {
    id: requiredText(profile['id'], CALL),
    types: typesFrom(profile['passkeyTypes']),
    // A kind of enforcement that we do not know yet is enforcement all the same.
    attestationRequired: enforcement !== 'disabled',
    models: modelsFrom(profile['keyRestrictions']),
    isSelfService,
  };
}

/** Flags in one text, "deviceBound,synced"; none named means that none is kept out. */
function typesFrom(value: unknown): readonly PasskeyType[] {
  const text = textIn(value);
  if (text === undefined) return ['device-bound', 'synced'];
  return text.split(',').flatMap((flag) => TYPES[flag.trim()] ?? []);
}

function modelsFrom(value: unknown): ModelRule {
  if (value === undefined || value === null) return { kind: 'any' };
  const { isEnforced, enforcementType, aaGuids } = objectIn(value, CALL);
  if (isEnforced !== true) return { kind: 'any' };
  const aaguids = textsIn(aaGuids, CALL).map((aaguid) => aaguid.toLowerCase());
  if (enforcementType === 'allow') return { kind: 'only', aaguids };
  return enforcementType === 'block' ? { kind: 'all-but', aaguids } : { kind: 'any' };
}

/** A target that names no profile gets the company's default one, or the only one there is. */
function profilesOfTarget(
  target: Json,
  profiles: readonly PasskeyProfile[],
  defaultId: string | undefined,
): readonly PasskeyProfile[] {
  const named = new Set(textsIn(target['allowedPasskeyProfiles'], CALL));
  if (named.size > 0) return profiles.filter(({ id }) => named.has(id));
  const standard = profiles.filter(({ id }) => id === defaultId);
  return standard.length > 0 ? standard : profiles;
}

function targetId(target: Json): string {
  return requiredText(target['id'], CALL);
}
