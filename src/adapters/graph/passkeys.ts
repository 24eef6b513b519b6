import type { PasskeyId } from '../../core/ids.ts';
import type { Passkey } from '../../core/passkey.ts';
import { requiredText, textIn, type Json } from './json.ts';

const CALL = 'fido2Methods';

/** One item of fido2Methods. Microsoft adds values to its lists, so what we do not know is `unknown`. */
export function passkeyFrom(method: Json): Passkey {
  const model = textIn(method['model']);
  const aaguid = textIn(method['aaGuid'])?.toLowerCase();
  return {
    id: requiredText(method['id'], CALL) as PasskeyId,
    name: textIn(method['displayName']) ?? model ?? 'Passkey',
    createdAt: createdAt(method['createdDateTime']),
    ...(aaguid !== undefined && { aaguid }),
    ...(model !== undefined && { model }),
    type: typeOf(method['passkeyType']),
    attestation: attestationOf(method['attestationLevel']),
  };
}

/** Graph may leave the date out; then the passkey counts as older than any other. */
function createdAt(value: unknown): Date {
  const at = new Date(textIn(value) ?? 0);
  return Number.isNaN(at.getTime()) ? new Date(0) : at;
}

function typeOf(value: unknown): Passkey['type'] {
  if (value === 'deviceBound') return 'device-bound';
  return value === 'synced' ? 'synced' : 'unknown';
}

function attestationOf(value: unknown): Passkey['attestation'] {
  if (value === 'attested') return 'attested';
  return value === 'notAttested' ? 'not-attested' : 'unknown';
}
