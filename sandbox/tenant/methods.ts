import { ago, idFor } from './ids.ts';
import type { SandboxMethod, SandboxPasskey } from './model.ts';

/** What a person's methods are made from. */
export type MethodFacts = {
  readonly owner: string;
  readonly now: Date;
  readonly mobile: string;
  readonly office: string;
  readonly hasIphone: boolean;
  readonly deviceName: string;
  readonly isUnused: boolean;
};

export const AUTHENTICATOR_IOS = '90a3ccdf-635c-4729-a248-9b709135078f';
export const AUTHENTICATOR_ANDROID = 'de1e552d-db1d-4423-a619-566b625cdc84';
export const YUBIKEY_5_NFC = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const ICLOUD_KEYCHAIN = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd';
const GOOGLE_PASSWORD_MANAGER = 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4';

// The ids that every tenant shares.
// https://learn.microsoft.com/graph/api/resources/phoneauthenticationmethod
export const METHOD_IDS = {
  password: '28c10230-6103-485e-b985-444c60001490',
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
} as const;

type Maker = (facts: MethodFacts) => SandboxMethod;

/** The words of the people tables. */
const METHODS: Readonly<Record<string, Maker>> = {
  password: ({ now }) => ({ kind: 'password', id: METHOD_IDS.password, createdDateTime: ago(now, 214) }),
  sms: ({ now, mobile }) => ({ ...phone(METHOD_IDS.mobile, mobile, now), phoneType: 'mobile' }),
  voice: ({ now, office }) => ({ ...phone(METHOD_IDS.office, office, now), phoneType: 'office' }),
  email: ({ now, owner }) => ({
    kind: 'email',
    id: METHOD_IDS.email,
    createdDateTime: ago(now, 900),
    emailAddress: `${owner}@mail.example`,
  }),
  app: (facts) => ({
    ...base(facts, 'app', 420),
    kind: 'authenticator',
    displayName: facts.deviceName,
    deviceTag: 'SoftwareTokenActivated',
    phoneAppVersion: facts.hasIphone ? '6.8.40' : '6.2511.7533',
  }),
  'code-app': (facts) => ({ ...base(facts, 'code-app', 600), kind: 'softwareOath' }),
  hello: (facts) => ({
    ...base(facts, 'hello', 260),
    kind: 'windowsHello',
    displayName: `PC-${facts.owner.slice(0, 4).toUpperCase()}`,
    keyStrength: 'normal',
  }),
  'mac-key': (facts) => ({
    ...base(facts, 'mac-key', 120),
    kind: 'platformCredential',
    displayName: `Mac of ${facts.owner}`,
    platform: 'macOS',
  }),
  'phone-passkey': (facts) =>
    passkey(facts, 40, {
      displayName: facts.hasIphone ? 'Authenticator on iPhone' : 'Authenticator on Android',
      aaGuid: facts.hasIphone ? AUTHENTICATOR_IOS : AUTHENTICATOR_ANDROID,
      model: facts.hasIphone ? 'Microsoft Authenticator (iOS)' : 'Microsoft Authenticator (Android)',
    }),
  key: (facts) => passkey(facts, 36, { displayName: 'Security key', ...YUBIKEY }),
  'key-2': (facts) => passkey(facts, 34, { displayName: 'Spare key in the safe', ...YUBIKEY }),
  icloud: (facts) =>
    passkey(facts, 18, {
      displayName: 'iCloud Keychain',
      aaGuid: ICLOUD_KEYCHAIN,
      model: 'iCloud Keychain',
      passkeyType: 'synced',
    }),
  google: (facts) =>
    passkey(facts, 15, {
      displayName: 'Google Password Manager',
      aaGuid: GOOGLE_PASSWORD_MANAGER,
      model: 'Google Password Manager',
      passkeyType: 'synced',
    }),
  pass: ({ owner, now }) => ({
    kind: 'temporaryAccessPass',
    id: idFor(owner, 'pass'),
    createdDateTime: ago(now, 0, 10),
    value: 'Practice-Pass-1',
    startDateTime: ago(now, 0, 10),
    lifetimeInMinutes: 480,
    isUsableOnce: false,
    usedAt: null,
  }),
};

const YUBIKEY = { aaGuid: YUBIKEY_5_NFC, model: 'YubiKey 5 NFC' } as const;

export function methodNamed(word: string, facts: MethodFacts): SandboxMethod {
  const make = METHODS[word];
  if (!make) throw new Error(`No sign-in method is called “${word}”. Add it to methods.ts.`);
  return make(facts);
}

function phone(id: string, phoneNumber: string, now: Date) {
  return { kind: 'phone', id, phoneNumber, createdDateTime: ago(now, 1712) } as const;
}

function base({ owner, now, isUnused }: MethodFacts, word: string, days: number) {
  const made = { id: idFor(owner, word), createdDateTime: ago(now, days) };
  return isUnused ? made : { ...made, lastUsedDateTime: ago(now, 1, 150) };
}

function passkey(
  facts: MethodFacts,
  days: number,
  kind: Pick<SandboxPasskey, 'displayName' | 'aaGuid' | 'model'> & { readonly passkeyType?: 'synced' },
): SandboxPasskey {
  const isSynced = kind.passkeyType === 'synced';
  return {
    ...base(facts, kind.displayName, days),
    kind: 'passkey',
    displayName: kind.displayName,
    aaGuid: kind.aaGuid,
    model: kind.model,
    passkeyType: isSynced ? 'synced' : 'deviceBound',
    attestationLevel: isSynced ? 'notAttested' : 'attested',
    attestationCertificates: isSynced ? [] : [idFor(kind.model, 'certificate').replaceAll('-', '')],
  };
}
