import { createHash } from 'node:crypto';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import { AUTHENTICATOR_ANDROID, AUTHENTICATOR_IOS, YUBIKEY_5_NFC } from '../../tenant/methods.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-passkeys-fido2
const MODELS: Readonly<Record<string, string>> = {
  [AUTHENTICATOR_IOS]: 'Microsoft Authenticator (iOS)',
  [AUTHENTICATOR_ANDROID]: 'Microsoft Authenticator (Android)',
  [YUBIKEY_5_NFC]: 'YubiKey 5 NFC',
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello (hardware)',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9': 'Windows Hello (VBS)',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2': 'Windows Hello (software)',
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd': 'iCloud Keychain',
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4': 'Google Password Manager',
  'adce0002-35bc-c60a-648b-0b25f1f05503': 'Chrome on Mac',
};

/** What Graph calls the make of a passkey. */
export function modelOf(aaGuid: string): string {
  return MODELS[aaGuid] ?? (aaGuid === NOBODY ? 'Unnamed authenticator' : 'Security key');
}

export function isWindowsHello(aaGuid: string): boolean {
  return modelOf(aaGuid).startsWith('Windows Hello');
}

export type Attestation = {
  readonly attestationLevel: 'attested' | 'notAttested';
  /** SHA-1 thumbprints, as Graph lists them. */
  readonly attestationCertificates: string[];
};

const NOT_ATTESTED: Attestation = { attestationLevel: 'notAttested', attestationCertificates: [] };

/** What a verified registration proves about the maker: nothing without a certificate, a name, and a bound key. */
export function attestationOf(
  attestationObject: Uint8Array<ArrayBuffer>,
  facts: { readonly aaGuid: string; readonly isSynced: boolean },
): Attestation {
  if (facts.isSynced || facts.aaGuid === NOBODY) return NOT_ATTESTED;
  // Self attestation is signed by the passkey itself and brings no certificate.
  const certificates = decodeAttestationObject(attestationObject).get('attStmt').get('x5c') ?? [];
  if (certificates.length === 0) return NOT_ATTESTED;
  const attestationCertificates = certificates.map((one) => createHash('sha1').update(one).digest('hex'));
  return { attestationLevel: 'attested', attestationCertificates };
}
