import { conditionalAccess } from './conditional-access.ts';
import { GROUPS, groupId } from './groups.ts';
import { ago } from './ids.ts';
import type { TenantData } from './model.ts';

const PROFILES = {
  everyone: '00000000-0000-0000-0000-000000000001',
  administrators: '00000000-0000-0000-0000-000000000002',
} as const;

const NO_RESTRICTION = { isEnforced: false, enforcementType: 'allow', aaGuids: [] };
const ALL_USERS = { targetType: 'group', id: 'all_users', isRegistrationRequired: false };

/** Contoso's policies in Graph's own words: passkeys are open to every team, administrators need attested ones. */
export function policies(now: Date): TenantData['policies'] {
  return {
    authenticationMethods: {
      id: 'authenticationMethodsPolicy',
      displayName: 'Authentication Methods Policy',
      description: 'Which sign-in methods the people of Contoso may use.',
      lastModifiedDateTime: ago(now, 70),
      policyVersion: '1.5',
      policyMigrationState: 'migrationComplete',
      reconfirmationInDays: null,
      registrationEnforcement: { authenticationMethodsRegistrationCampaign: campaign() },
      authenticationMethodConfigurations: [fido2(), pass(), authenticator(), ...plainMethods()],
    },
    conditionalAccess: conditionalAccess(now),
    authenticationStrengths: strengths(),
    securityDefaultsEnabled: false,
  };
}

function fido2() {
  return {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
    id: 'Fido2',
    state: 'enabled',
    isSelfServiceRegistrationAllowed: true,
    isAttestationEnforced: false,
    keyRestrictions: structuredClone(NO_RESTRICTION),
    defaultPasskeyProfile: PROFILES.everyone,
    includeTargets: [
      { ...target(GROUPS.everyone), allowedPasskeyProfiles: [PROFILES.everyone] },
      { ...target(GROUPS.administrators), allowedPasskeyProfiles: [PROFILES.administrators] },
    ],
    excludeTargets: [{ targetType: 'group', id: groupId(GROUPS.temporary) }],
    passkeyProfiles: [
      profile(PROFILES.everyone, 'Default passkey profile', 'deviceBound,synced', 'disabled'),
      profile(PROFILES.administrators, 'Administrators', 'deviceBound', 'registrationOnly'),
    ],
  };
}

function profile(id: string, name: string, passkeyTypes: string, attestationEnforcement: string) {
  return { id, name, passkeyTypes, attestationEnforcement, keyRestrictions: structuredClone(NO_RESTRICTION) };
}

function target(group: string) {
  return { targetType: 'group', id: groupId(group), isRegistrationRequired: false };
}

function pass() {
  return {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
    id: 'TemporaryAccessPass',
    state: 'enabled',
    defaultLifetimeInMinutes: 60,
    defaultLength: 12,
    minimumLifetimeInMinutes: 10,
    maximumLifetimeInMinutes: 480,
    isUsableOnce: false,
    includeTargets: [{ ...ALL_USERS }],
    excludeTargets: [],
  };
}

function authenticator() {
  return {
    '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration',
    id: 'MicrosoftAuthenticator',
    state: 'enabled',
    isSoftwareOathEnabled: true,
    includeTargets: [{ ...ALL_USERS, authenticationMode: 'any' }],
    excludeTargets: [],
  };
}

const PLAIN: readonly (readonly [id: string, type: string, state: 'enabled' | 'disabled'])[] = [
  ['Sms', 'sms', 'enabled'],
  ['Voice', 'voice', 'enabled'],
  ['Email', 'email', 'enabled'],
  ['SoftwareOath', 'softwareOath', 'enabled'],
  ['X509Certificate', 'x509Certificate', 'disabled'],
];

function plainMethods() {
  return PLAIN.map(([id, type, state]) => ({
    '@odata.type': `#microsoft.graph.${type}AuthenticationMethodConfiguration`,
    id,
    state,
    includeTargets: [{ ...ALL_USERS }],
    excludeTargets: [],
  }));
}

/** Microsoft's own nudge at sign-in: switched on here for the pilots, so that Keywave can be seen to step aside. */
function campaign() {
  return {
    state: 'enabled',
    snoozeDurationInDays: 3,
    includeTargets: [
      { id: groupId(GROUPS.pilots), targetType: 'group', targetedAuthenticationMethod: 'fido2' },
    ],
    excludeTargets: [],
  };
}

function strengths() {
  const resistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];
  const passwordless = [...resistant, 'deviceBasedPush'];
  const secondFactors = ['microsoftAuthenticatorPush', 'softwareOath', 'sms', 'voice'];
  const multifactor = [
    ...passwordless,
    'temporaryAccessPassOneTime',
    'temporaryAccessPassMultiUse',
    ...secondFactors.map((factor) => `password,${factor}`),
  ];
  return [
    strength(2, 'Multifactor authentication', multifactor),
    strength(3, 'Passwordless MFA', passwordless),
    strength(4, 'Phishing-resistant MFA', resistant),
  ];
}

function strength(number: number, displayName: string, allowedCombinations: readonly string[]) {
  return {
    id: `00000000-0000-0000-0000-00000000000${number}`,
    createdDateTime: '2021-12-01T00:00:00Z',
    modifiedDateTime: '2021-12-01T00:00:00Z',
    displayName,
    description: displayName,
    policyType: 'builtIn',
    requirementsSatisfied: 'mfa',
    allowedCombinations: [...allowedCombinations],
    combinationConfigurations: [],
  };
}
