import fc from 'fast-check';

import type { PasskeyId } from '../../src/core/ids.ts';
import { aaguidsOf, type ModelRule, type Passkey, type PasskeyProfile } from '../../src/core/passkey.ts';
import type { Device, RouteFacts } from '../../src/core/route.ts';

/** The model of a hardware key that no list of ours knows. */
export const SOME_KEY = 'cb69481e-8ff7-4039-93ec-0a2729a154a8';

const KNOWN = aaguidsOf(
  'authenticator-ios',
  'authenticator-android',
  'windows',
  'icloud',
  'google',
  'elsewhere',
);
const aaguids = fc.constantFrom(...KNOWN, SOME_KEY);
const lists = fc.uniqueArray(aaguids, { maxLength: 8 });
const types = fc.constantFrom('device-bound' as const, 'synced' as const);

const modelRules: fc.Arbitrary<ModelRule> = fc.oneof(
  fc.constant<ModelRule>({ kind: 'any' }),
  lists.map((listed): ModelRule => ({ kind: 'only', aaguids: listed })),
  lists.map((listed): ModelRule => ({ kind: 'all-but', aaguids: listed })),
);

export const profiles: fc.Arbitrary<PasskeyProfile> = fc.record({
  id: fc.uuid(),
  types: fc.uniqueArray(types, { maxLength: 2 }),
  attestationRequired: fc.boolean(),
  isSelfService: fc.boolean(),
  models: modelRules,
});

const devices: fc.Arbitrary<Device> = fc.record({
  name: fc.string(),
  system: fc.constantFrom(
    'ios' as const,
    'android' as const,
    'windows' as const,
    'macos' as const,
    'other' as const,
  ),
  version: fc.oneof(
    fc.integer({ min: 0, max: 30 }).map((major) => `${major}.1`),
    fc.string(),
  ),
});

export const routeFacts: fc.Arbitrary<RouteFacts> = fc.record({
  profiles: fc.array(profiles, { maxLength: 3 }),
  devices: fc.option(fc.array(devices, { maxLength: 4 }), { nil: undefined }),
  hasAuthenticatorApp: fc.boolean(),
  hasWindowsHello: fc.boolean(),
});

export const passkeys: fc.Arbitrary<Passkey> = fc.record(
  {
    id: fc.uuid().map((id) => id as PasskeyId),
    name: fc.string(),
    createdAt: fc.date({ noInvalidDate: true }),
    aaguid: aaguids,
    model: fc.string(),
    type: fc.constantFrom('device-bound' as const, 'synced' as const, 'unknown' as const),
    attestation: fc.constantFrom('attested' as const, 'not-attested' as const, 'unknown' as const),
  },
  { requiredKeys: ['id', 'name', 'createdAt', 'type', 'attestation'] },
);
