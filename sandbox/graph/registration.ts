import type { SandboxMethod, SandboxUser } from '../tenant/model.ts';
import type { Json } from './answer.ts';

/** When the report was last made before now: every day at four in the morning, UTC. */
export function reportedAt(now: Date): Date {
  const day = new Date(now);
  day.setUTCHours(4, 0, 0, 0);
  if (day > now) day.setUTCDate(day.getUTCDate() - 1);
  return day;
}

/** The report counts what was there when it was made; disabled and deleted accounts are not in it. */
export const isReported = (user: SandboxUser, at: Date): boolean =>
  user.accountEnabled && user.deletedDateTime === null && Date.parse(user.createdDateTime) <= at.getTime();

/** One line of the registration report. */
export function registrationJson(user: SandboxUser, at: Date, isAdmin: boolean): Json {
  const methods = methodNames(user, at);
  const isMfa = methods.some((name) => name !== 'email');
  const isPasswordless = methods.some((name) => PASSWORDLESS.has(name));
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    userDisplayName: user.displayName,
    userType: user.userType === 'Guest' ? 'guest' : 'member',
    isAdmin,
    isSsprRegistered: isMfa,
    isSsprEnabled: true,
    isSsprCapable: isMfa,
    isMfaRegistered: isMfa,
    isMfaCapable: isMfa,
    isPasswordlessCapable: isPasswordless,
    methodsRegistered: methods,
    isSystemPreferredAuthenticationMethodEnabled: true,
    systemPreferredAuthenticationMethods: preferred(methods),
    userPreferredMethodForSecondaryAuthentication: secondary(methods),
    lastUpdatedDateTime: at.toISOString(),
  };
}

/** The report's names of what somebody had registered when it was made; a password is not among them. */
export const methodNames = (user: SandboxUser, at: Date): string[] => [
  ...new Set(
    user.methods.filter((method) => Date.parse(method.createdDateTime) <= at.getTime()).flatMap(namesOf),
  ),
];

const PASSWORDLESS = new Set([
  'passKeyDeviceBound',
  'passKeyDeviceBoundAuthenticator',
  'passKeyDeviceBoundWindowsHello',
  'passKeySynced',
  'windowsHelloForBusiness',
  'macOsSecureEnclaveKey',
]);

const AUTHENTICATOR_MODELS = new Set([
  '90a3ccdf-635c-4729-a248-9b709135078f',
  'de1e552d-db1d-4423-a619-566b625cdc84',
]);

const PHONES = {
  mobile: 'mobilePhone',
  alternateMobile: 'alternateMobilePhone',
  office: 'officePhone',
} as const;

const NAMES: Readonly<Partial<Record<SandboxMethod['kind'], string>>> = {
  email: 'email',
  authenticator: 'microsoftAuthenticatorPush',
  windowsHello: 'windowsHelloForBusiness',
  platformCredential: 'macOsSecureEnclaveKey',
  softwareOath: 'softwareOneTimePasscode',
  temporaryAccessPass: 'temporaryAccessPass',
};

function namesOf(method: SandboxMethod): string[] {
  if (method.kind === 'phone') return [PHONES[method.phoneType]];
  if (method.kind !== 'passkey') return [NAMES[method.kind] ?? []].flat();
  if (method.passkeyType === 'synced') return ['passKeySynced'];
  return [AUTHENTICATOR_MODELS.has(method.aaGuid) ? 'passKeyDeviceBoundAuthenticator' : 'passKeyDeviceBound'];
}

function preferred(methods: readonly string[]): string[] {
  if (methods.some((name) => name.startsWith('passKey'))) return ['fido2'];
  if (methods.includes('microsoftAuthenticatorPush')) return ['push'];
  return methods.includes('mobilePhone') ? ['sms'] : ['none'];
}

function secondary(methods: readonly string[]): string {
  if (methods.includes('microsoftAuthenticatorPush')) return 'push';
  return methods.includes('mobilePhone') ? 'sms' : 'none';
}
