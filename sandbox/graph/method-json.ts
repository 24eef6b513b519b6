import type { SandboxMethod, TenantData } from '../tenant/model.ts';
import type { Json } from './answer.ts';
import type { Ask } from './ask.ts';
import { isTargeted } from './method-policy.ts';

type Kind = SandboxMethod['kind'];
type Pass = Of<'temporaryAccessPass'>;

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

type Of<K extends Kind> = Extract<SandboxMethod, { kind: K }>;

const DETAILS: { readonly [K in Kind]: (method: Of<K>, context: Context) => Json } = {
  password: () => ({ password: null }),
  phone: ({ phoneNumber, phoneType }) => ({ phoneNumber, phoneType, smsSignInState: 'notAllowedByPolicy' }),
  email: ({ emailAddress }) => ({ emailAddress }),
  authenticator: ({ displayName, deviceTag, phoneAppVersion }, { version }) => ({
    displayName,
    deviceTag,
    phoneAppVersion,
    ...(version === 'beta' ? { clientAppName: 'microsoftAuthenticator' } : {}),
  }),
  windowsHello: ({ displayName, keyStrength }) => ({ displayName, keyStrength }),
  platformCredential: ({ displayName, platform }) => ({ displayName, keyStrength: 'normal', platform }),
  softwareOath: () => ({ secretKey: null }),
  passkey: ({ displayName, aaGuid, model, attestationCertificates, attestationLevel, passkeyType }) => ({
    displayName,
    aaGuid,
    model,
    attestationCertificates,
    attestationLevel,
    passkeyType,
  }),
  temporaryAccessPass: (pass, context) => passJson(pass, context),
};

const detailsOf = <K extends Kind>(method: Of<K> & { readonly kind: K }, context: Context): Json =>
  DETAILS[method.kind](method, context);

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
