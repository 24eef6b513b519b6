import assert from 'node:assert/strict';
import fc from 'fast-check';

import { aaguidsOf, isAllowed, type Passkey, type PasskeyProfile } from '../../src/core/passkey.ts';
import { offerRoutes, type Route, type RouteFacts } from '../../src/core/route.ts';
import { routeFacts, SOME_KEY } from './facts.ts';

const anything: PasskeyProfile = {
  id: 'anything',
  types: ['device-bound', 'synced'],
  attestationRequired: false,
  models: { kind: 'any' },
  isSelfService: true,
};
const facts: RouteFacts = {
  profiles: [anything],
  devices: [],
  hasAuthenticatorApp: false,
  hasWindowsHello: false,
};
const phone = (system: 'ios' | 'android', version: string) => ({ name: 'phone', system, version });
const routes = (more: Partial<RouteFacts>): readonly Route[] =>
  offerRoutes({ ...facts, ...more }).map(({ route }) => route);

/** The passkeys that somebody who takes this route may end up with. */
function endsIn(route: Route): readonly Passkey[] {
  const made = (
    type: 'device-bound' | 'synced',
    isAttested: boolean,
    aaguids: readonly string[],
  ): readonly Passkey[] =>
    aaguids.map((aaguid) => ({
      id: 'p' as Passkey['id'],
      name: 'p',
      createdAt: new Date(0),
      aaguid,
      type,
      attestation: isAttested ? 'attested' : 'not-attested',
    }));
  switch (route) {
    case 'authenticator':
      return made('device-bound', true, aaguidsOf('authenticator-ios', 'authenticator-android'));
    case 'security-key':
      return made('device-bound', true, [SOME_KEY]);
    case 'windows-pc':
      return made('device-bound', false, aaguidsOf('windows'));
    case 'mac':
      return made('synced', false, aaguidsOf('icloud'));
    case 'synced':
      return made('synced', false, aaguidsOf('icloud', 'google'));
  }
}

describe('the routes that are offered', () => {
  it('are none where people cannot register by themselves', () => {
    assert.deepEqual(routes({ profiles: [{ ...anything, isSelfService: false }] }), []);
  });

  it('are at most three, each once', () => {
    fc.assert(
      fc.property(routeFacts, (any) => {
        const offered = offerRoutes(any).map(({ route }) => route);
        assert.ok(offered.length <= 3);
        assert.equal(new Set(offered).size, offered.length);
      }),
    );
    const everything = [
      phone('ios', '18'),
      { name: 'pc', system: 'windows' as const, version: '11' },
      { name: 'mac', system: 'macos' as const, version: '15' },
    ];
    assert.equal(routes({ devices: everything }).length, 3);
  });

  it('are never one that the policy forbids', () => {
    fc.assert(
      fc.property(routeFacts, (any) => {
        for (const { route } of offerRoutes(any)) {
          // A list that bars one key leaves room for others: only lists without our key can be judged by it.
          const isJudged = any.profiles.every(
            ({ models }) =>
              route !== 'security-key' || models.kind !== 'all-but' || !models.aaguids.includes(SOME_KEY),
          );
          if (isJudged)
            assert.ok(
              endsIn(route).some((passkey) => isAllowed(passkey, any.profiles)),
              route,
            );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are none without a profile', () => assert.deepEqual(routes({ profiles: [] }), []));

  it('never disappear when the policy allows more', () => {
    fc.assert(
      fc.property(routeFacts, (any) => {
        if (offerRoutes(any).length > 0) {
          assert.ok(offerRoutes({ ...any, profiles: [...any.profiles, anything] }).length > 0);
        }
      }),
    );
  });

  it('begin with the phone, for the reason that is true', () => {
    assert.deepEqual(offerRoutes({ ...facts, hasAuthenticatorApp: true })[0], {
      route: 'authenticator',
      reason: 'app-already-there',
    });
    assert.equal(offerRoutes(facts)[0]?.reason, 'phone-always-with-you');
  });

  it('leave out a managed phone that is too old, but not a private one that nobody knows', () => {
    assert.ok(!routes({ devices: [phone('ios', '16.7')] }).includes('authenticator'));
    assert.ok(!routes({ devices: [phone('android', '13')] }).includes('authenticator'));
    assert.ok(routes({ devices: [phone('ios', '17.0')] }).includes('authenticator'));
    assert.ok(routes({ devices: [phone('ios', '12'), phone('android', '15')] }).includes('authenticator'));
    assert.ok(routes({ devices: [] }).includes('authenticator'));
    assert.ok(routes({ devices: undefined }).includes('authenticator'));
  });

  it('leave out the Windows computer where Windows Hello holds the account', () => {
    const devices = [{ name: 'pc', system: 'windows' as const, version: '11' }];
    assert.ok(routes({ devices }).includes('windows-pc'));
    assert.ok(!routes({ devices, hasWindowsHello: true }).includes('windows-pc'));
  });

  it('leave out what is kept in an account when only one device may hold it', () => {
    const devices = [phone('ios', '18'), { name: 'mac', system: 'macos' as const, version: '15' }];
    const offered = routes({ profiles: [{ ...anything, types: ['device-bound'] }], devices });
    assert.deepEqual(offered, ['authenticator', 'security-key']);
  });
});
