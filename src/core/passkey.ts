import type { GroupId, PasskeyId } from './ids.ts';

/** One passkey as Entra lists it. */
export type Passkey = {
  readonly id: PasskeyId;
  readonly name: string;
  readonly createdAt: Date;
  readonly aaguid?: string;
  readonly model?: string;
  readonly type: PasskeyType | 'unknown';
  readonly attestation: 'attested' | 'not-attested' | 'unknown';
};

export type PasskeyType = 'device-bound' | 'synced';

/** What the company allows, as far as it concerns one passkey. */
export type PasskeyProfile = {
  readonly id: string;
  readonly types: readonly PasskeyType[];
  readonly attestationRequired: boolean;
  readonly models: ModelRule;
  /** False where people cannot register by themselves; what they have still counts. */
  readonly isSelfService: boolean;
};

/** Which authenticator models a profile lets in, by AAGUID. */
export type ModelRule =
  | { readonly kind: 'any' }
  | { readonly kind: 'only'; readonly aaguids: readonly string[] }
  | { readonly kind: 'all-but'; readonly aaguids: readonly string[] };

export type PasskeyPolicy = {
  readonly isEnabled: boolean;
  readonly includes: readonly {
    readonly group: GroupId | 'everyone';
    readonly profiles: readonly PasskeyProfile[];
  }[];
  readonly excludes: readonly GroupId[];
};

/** Where a passkey lives, told from its AAGUID; a hint for words and advice, never a proof. */
export type PasskeyHome =
  | 'authenticator-ios'
  | 'authenticator-android'
  | 'windows'
  | 'icloud'
  | 'google'
  | 'elsewhere';

// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-passkeys-fido2
const HOMES: ReadonlyMap<string, PasskeyHome> = new Map<string, PasskeyHome>([
  ['90a3ccdf-635c-4729-a248-9b709135078f', 'authenticator-ios'],
  ['de1e552d-db1d-4423-a619-566b625cdc84', 'authenticator-android'],
  ['08987058-cadc-4b81-b6e1-30de50dcbe96', 'windows'],
  ['9ddd1817-af5a-4672-a2b9-3e3dd95000a9', 'windows'],
  ['6028b017-b1d4-4c02-b4b3-afcdafc96bb2', 'windows'],
  ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 'icloud'],
  ['ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4', 'google'],
]);

export function homeOf(aaguid: string | undefined): PasskeyHome {
  return HOMES.get(aaguid?.toLowerCase() ?? '') ?? 'elsewhere';
}

/** The AAGUIDs that belong to one kind of home. */
export function aaguidsOf(...homes: readonly PasskeyHome[]): readonly string[] {
  return [...HOMES].filter(([, home]) => homes.includes(home)).map(([aaguid]) => aaguid);
}

/** The profiles that hold for a member of these groups; an excluded group takes all of them away. */
export function profilesFor(policy: PasskeyPolicy, groups: ReadonlySet<GroupId>): readonly PasskeyProfile[] {
  if (!policy.isEnabled || policy.excludes.some((group) => groups.has(group))) return [];
  return policy.includes
    .filter(({ group }) => group === 'everyone' || groups.has(group))
    .flatMap(({ profiles }) => profiles);
}

/** What we go by when the company does not let us read its policy: Entra itself refuses what it does not allow. */
export const ANY_PASSKEY: PasskeyProfile = {
  id: 'any',
  types: ['device-bound', 'synced'],
  attestationRequired: false,
  models: { kind: 'any' },
  isSelfService: true,
};

/** The newest passkey that the policy allows: the proof that somebody is registered. */
export function proofAmong(
  passkeys: readonly Passkey[],
  profiles: readonly PasskeyProfile[],
): Passkey | undefined {
  return passkeys
    .filter((passkey) => isAllowed(passkey, profiles))
    .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())[0];
}

/** A passkey counts when at least one profile is satisfied in full. Unknown facts count against nobody. */
export function isAllowed(passkey: Passkey, profiles: readonly PasskeyProfile[]): boolean {
  return profiles.some(
    (profile) =>
      (passkey.type === 'unknown' || profile.types.includes(passkey.type)) &&
      letsIn(profile.models, passkey.aaguid) &&
      !(profile.attestationRequired && passkey.attestation === 'not-attested'),
  );
}

/** Whether a rule lets this model in; a model that nobody names is judged like any other. */
export function letsIn(rule: ModelRule, aaguid: string | undefined): boolean {
  if (rule.kind === 'any' || aaguid === undefined) return true;
  const isListed = rule.aaguids.some((listed) => listed.toLowerCase() === aaguid.toLowerCase());
  return rule.kind === 'only' ? isListed : !isListed;
}
