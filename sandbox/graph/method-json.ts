import type { SandboxMethod, TenantData } from '../tenant/model.ts';
import type { Json } from './answer.ts';
import type { Ask } from './ask.ts';
import { isTargeted } from './method-policy.ts';

type Kind = SandboxMethod['kind'];
type Pass = Extract<SandboxMethod, { kind: 'temporaryAccessPass' }>;

/** The OData type of each kind of method. */
export const METHOD_TYPES: Readonly<Record<Kind, string>> = {
  password: '#microsoft.graph.passwordAuthenticationMethod',
  phone: '#microsoft.graph.phoneAuthenticationMethod',
  email: '#microsoft.graph.emailAuthenticationMethod',
  authenticator: '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
  windowsHello: '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod',
  platformCredential: '#microsoft.graph.platformCredentialAuthenticationMethod',
  softwareOath: '#microsoft.graph.softwareOathAuthenticationMethod',
  passkey: '#microsoft.graph.fido2AuthenticationMethod',
  temporaryAccessPass: '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
};

type Context = {
  readonly now: Date;
  readonly version: Ask['version'];
  readonly data: TenantData;
  readonly userId: string;
};

/** A method as Graph sends it; beta tells when it was last used. */
export function methodJson(method: SandboxMethod, context: Context): Json {
  const lastUsed = context.version === 'beta' ? { lastUsedDateTime: method.lastUsedDateTime ?? null } : {};
  const base = { id: method.id, createdDateTime: method.createdDateTime, ...lastUsed };
  return { ...base, ...detailsOf(method, context) };
}

function detailsOf(method: SandboxMethod, context: Context): Json {
  switch (method.kind) {
    case 'password':
      return { password: null };
    case 'phone':
      return {
        phoneNumber: method.phoneNumber,
        phoneType: method.phoneType,
        smsSignInState: 'notAllowedByPolicy',
      };
    case 'email':
      return { emailAddress: method.emailAddress };
    case 'authenticator':
      return {
        displayName: method.displayName,
        deviceTag: method.deviceTag,
        phoneAppVersion: method.phoneAppVersion,
        ...(context.version === 'beta' ? { clientAppName: 'microsoftAuthenticator' } : {}),
      };
    case 'windowsHello':
      return { displayName: method.displayName, keyStrength: method.keyStrength };
    case 'platformCredential':
      return { displayName: method.displayName, keyStrength: 'normal', platform: method.platform };
    case 'softwareOath':
      return { secretKey: null };
    case 'passkey':
      return {
        displayName: method.displayName,
        aaGuid: method.aaGuid,
        model: method.model,
        attestationCertificates: method.attestationCertificates,
        attestationLevel: method.attestationLevel,
        passkeyType: method.passkeyType,
      };
    case 'temporaryAccessPass':
      return passJson(method, context);
  }
}

function passJson(pass: Pass, { now, version, data, userId }: Context): Json {
  const reason = usability(pass, now, data, userId);
  return {
    startDateTime: pass.startDateTime,
    lifetimeInMinutes: pass.lifetimeInMinutes,
    isUsableOnce: pass.isUsableOnce,
    // Beta's metadata does not list these two.
    ...(version === 'beta' ? {} : { isUsable: reason === 'EnabledByPolicy', methodUsabilityReason: reason }),
    temporaryAccessPass: null,
  };
}

function usability(pass: Pass, now: Date, data: TenantData, userId: string): string {
  const start = Date.parse(pass.startDateTime);
  if (pass.isUsableOnce && pass.usedAt !== null) return 'OneTimeUsed';
  if (now.getTime() < start) return 'NotYetValid';
  if (now.getTime() >= start + pass.lifetimeInMinutes * 60_000) return 'Expired';
  return isTargeted(data, 'TemporaryAccessPass', userId) ? 'EnabledByPolicy' : 'DisabledByPolicy';
}
