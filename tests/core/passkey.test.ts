import assert from 'node:assert/strict';
import fc from 'fast-check';

import type { GroupId } from '../../src/core/ids.ts';
import {
  ANY_PASSKEY,
  homeOf,
  isAllowed,
  letsIn,
  profilesFor,
  proofAmong,
  type PasskeyPolicy,
} from '../../src/core/passkey.ts';
import { passkeys, profiles, SOME_KEY } from './facts.ts';

const group = (id: string): GroupId => id as GroupId;

describe('whether a passkey counts', () => {
  it('one profile must be satisfied in full: more profiles never take a passkey away', () => {
    fc.assert(
      fc.property(passkeys, fc.array(profiles), fc.array(profiles), (passkey, some, more) => {
        if (isAllowed(passkey, some)) assert.ok(isAllowed(passkey, [...some, ...more]));
        assert.equal(
          isAllowed(passkey, some),
          some.some((one) => isAllowed(passkey, [one])),
        );
      }),
    );
  });

  it('no profile, no passkey; where the policy cannot be read, any', () => {
    fc.assert(
      fc.property(passkeys, (passkey) => !isAllowed(passkey, []) && isAllowed(passkey, [ANY_PASSKEY])),
    );
  });

  it('what is known and wrong counts against it', () => {
    fc.assert(
      fc.property(passkeys, profiles, (passkey, profile) => {
        const isWrongType = passkey.type !== 'unknown' && !profile.types.includes(passkey.type);
        const isUnattested = profile.attestationRequired && passkey.attestation === 'not-attested';
        if (isWrongType || isUnattested) assert.ok(!isAllowed(passkey, [profile]));
      }),
    );
  });

  it('lists of models do not mind capital letters', () => {
    const rule = { kind: 'only', aaguids: [SOME_KEY.toUpperCase()] } as const;
    assert.ok(letsIn(rule, SOME_KEY));
    assert.ok(!letsIn({ ...rule, kind: 'all-but' }, SOME_KEY));
    assert.ok(letsIn({ ...rule, kind: 'all-but' }, undefined));
  });

  it('the proof is the newest one that counts', () => {
    fc.assert(
      fc.property(fc.array(passkeys), fc.array(profiles), (all, some) => {
        const proof = proofAmong(all, some);
        const counting = all.filter((passkey) => isAllowed(passkey, some));
        assert.equal(proof === undefined, counting.length === 0);
        if (proof) assert.ok(counting.every(({ createdAt }) => createdAt <= proof.createdAt));
      }),
    );
  });
});

describe('which profiles hold for a person', () => {
  const policy: PasskeyPolicy = {
    isEnabled: true,
    includes: [
      { group: 'everyone', profiles: [{ ...ANY_PASSKEY, id: 'for everyone' }] },
      { group: group('admins'), profiles: [{ ...ANY_PASSKEY, id: 'for admins' }] },
    ],
    excludes: [group('break-glass')],
  };
  const ids = (more: Partial<PasskeyPolicy>, ...groups: readonly string[]): readonly string[] =>
    profilesFor({ ...policy, ...more }, new Set(groups.map(group))).map(({ id }) => id);

  it('those of all the groups they are in', () => {
    assert.deepEqual(ids({}), ['for everyone']);
    assert.deepEqual(ids({}, 'admins'), ['for everyone', 'for admins']);
  });

  it('none when one group is excluded, or the whole method is off', () => {
    assert.deepEqual(ids({}, 'admins', 'break-glass'), []);
    assert.deepEqual(ids({ isEnabled: false }, 'admins'), []);
  });
});

describe('where a passkey lives', () => {
  it('is told from its model, whatever the capital letters', () => {
    assert.equal(homeOf('90A3CCDF-635C-4729-A248-9B709135078F'), 'authenticator-ios');
    assert.equal(homeOf(SOME_KEY), 'elsewhere');
    assert.equal(homeOf(undefined), 'elsewhere');
  });
});
