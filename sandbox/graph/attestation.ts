import { decodeAttestationObject, parseAuthenticatorData } from '@simplewebauthn/server/helpers';

const UNKNOWN = '00000000-0000-0000-0000-000000000000';

/** The model that made a credential, as far as its attestation says. */
export function authenticatorOf(attestationObject: Buffer): {
  readonly aaGuid: string;
  readonly isAttested: boolean;
} {
  try {
    const decoded = decodeAttestationObject(new Uint8Array(attestationObject));
    const { aaguid } = parseAuthenticatorData(decoded.get('authData'));
    return {
      aaGuid: aaguid ? uuid(Buffer.from(aaguid)) : UNKNOWN,
      isAttested: decoded.get('fmt') !== 'none',
    };
  } catch {
    return { aaGuid: UNKNOWN, isAttested: false };
  }
}

const uuid = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
