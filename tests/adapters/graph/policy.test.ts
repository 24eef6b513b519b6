import assert from 'node:assert/strict';
import { policyFrom } from '../../../src/adapters/graph/policy.ts';

const STAFF = 'c5a3c1de-7f0b-4f3e-b0d5-6f2c1f1f7d01';
const OUT = '0d9a6d1c-7f0b-4f3e-b0d5-6f2c1f1f7d02';
const KEY = '2FC0579F-8113-47EA-B116-BB5A8DB9202A';
const STANDARD = {
  id: 'standard',
  passkeyTypes: 'deviceBound,synced',
  attestationEnforcement: 'disabled',
  keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
};
const STRICT = {
  id: 'strict',
  passkeyTypes: 'deviceBound',
  attestationEnforcement: 'registrationOnly',
  keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [KEY] },
};
const POLICY = {
  state: 'enabled',
  isSelfServiceRegistrationAllowed: true,
  defaultPasskeyProfile: 'standard',
  includeTargets: [
    { targetType: 'group', id: 'all_users', allowedPasskeyProfiles: ['standard'] },
    { targetType: 'group', id: STAFF, allowedPasskeyProfiles: ['strict'] },
  ],
  excludeTargets: [{ targetType: 'group', id: OUT }],
  passkeyProfiles: [STANDARD, STRICT],
};

describe('the passkey policy from Graph', () => {
  it('says which profiles hold for whom', () => {
    const standard = {
      id: 'standard',
      types: ['device-bound', 'synced'],
      attestationRequired: false,
      models: { kind: 'any' },
      isSelfService: true,
    };
    const strict = {
      id: 'strict',
      types: ['device-bound'],
      attestationRequired: true,
      models: { kind: 'only', aaguids: [KEY.toLowerCase()] },
      isSelfService: true,
    };
    assert.deepEqual(policyFrom(POLICY), {
      isEnabled: true,
      includes: [
        { group: 'everyone', profiles: [standard] },
        { group: STAFF, profiles: [strict] },
      ],
      excludes: [OUT],
    });
  });

  it('is off in every state but one, and closed to self-service only when it says so', () => {
    assert.equal(policyFrom({ ...POLICY, state: 'disabled' }).isEnabled, false);
    assert.equal(policyFrom({ ...POLICY, state: 'unknownFutureValue' }).isEnabled, false);
    const isSelfService = (value: unknown) =>
      policyFrom({ ...POLICY, isSelfServiceRegistrationAllowed: value })
        .includes.flatMap(({ profiles }) => profiles)
        .every((profile) => profile.isSelfService);
    assert.equal(isSelfService(null), true);
    assert.equal(isSelfService(false), false);
  });

  it('of a company without profiles is one rule for all', () => {
    const legacy = {
      state: 'enabled',
      isAttestationEnforced: true,
      keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: [KEY] },
      includeTargets: [{ targetType: 'group', id: 'all_users' }],
    };
    const [everyone] = policyFrom(legacy).includes;
    assert.deepEqual(everyone, {
      group: 'everyone',
      profiles: [
        {
          id: 'whole-company',
          types: ['device-bound'],
          attestationRequired: true,
          models: { kind: 'all-but', aaguids: [KEY.toLowerCase()] },
          isSelfService: true,
        },
      ],
    });
    const [open] = policyFrom({ ...legacy, isAttestationEnforced: null, keyRestrictions: null }).includes;
    assert.deepEqual(open?.profiles[0], {
      id: 'whole-company',
      types: ['device-bound', 'synced'],
      attestationRequired: false,
      models: { kind: 'any' },
      isSelfService: true,
    });
  });

  it('gives the default profile to a target that names none', () => {
    const target = [{ targetType: 'group', id: STAFF }];
    assert.deepEqual(
      policyFrom({ ...POLICY, includeTargets: target }).includes[0]?.profiles.map(({ id }) => id),
      ['standard'],
    );
  });

  it('takes values that nobody knows yet with care', () => {
    const future = {
      id: 'future',
      passkeyTypes: 'deviceBound,hologram',
      attestationEnforcement: 'always',
      keyRestrictions: { isEnforced: true, enforcementType: 'invite', aaGuids: [KEY] },
    };
    const { includes } = policyFrom({
      ...POLICY,
      passkeyProfiles: [future],
      includeTargets: [{ id: 'all_users', allowedPasskeyProfiles: ['future', 'gone'] }],
    });
    assert.deepEqual(includes[0]?.profiles, [
      {
        id: 'future',
        types: ['device-bound'],
        attestationRequired: true,
        models: { kind: 'any' },
        isSelfService: true,
      },
    ]);
  });

  it('that is no policy is not understood', () => {
    for (const broken of [{ includeTargets: 'all' }, { includeTargets: [{}] }, { passkeyProfiles: [7] }]) {
      assert.throws(() => policyFrom({ ...POLICY, ...broken }), { code: 'not-understood' });
    }
  });
});
