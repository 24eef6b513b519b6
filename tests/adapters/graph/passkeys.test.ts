import assert from 'node:assert/strict';
import { passkeyFrom } from '../../../src/adapters/graph/passkeys.ts';

const KEY = {
  id: 'kQ3m1v8uVx0yR2hT_7sLQg2',
  displayName: 'YubiKey on keyring',
  createdDateTime: '2026-11-18T08:12:44Z',
  aaGuid: '2FC0579F-8113-47ea-b116-bb5a8db9202a',
  model: 'YubiKey 5 NFC',
  attestationLevel: 'attested',
  passkeyType: 'deviceBound',
};

describe('a passkey from Graph', () => {
  it('is read in full', () => {
    assert.deepEqual(passkeyFrom(KEY), {
      id: KEY.id,
      name: 'YubiKey on keyring',
      createdAt: new Date('2026-11-18T08:12:44Z'),
      aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
      model: 'YubiKey 5 NFC',
      type: 'device-bound',
      attestation: 'attested',
    });
  });

  it('may be of a kind that nobody knows yet', () => {
    for (const value of ['unknownFutureValue', 'hologram', '', null, 7]) {
      const passkey = passkeyFrom({ ...KEY, passkeyType: value, attestationLevel: value });
      assert.deepEqual([passkey.type, passkey.attestation], ['unknown', 'unknown']);
    }
  });

  it('needs nothing but an id, and without a date is older than any other', () => {
    assert.deepEqual(passkeyFrom({ id: 'x', displayName: null, createdDateTime: null, aaGuid: null }), {
      id: 'x',
      name: 'Passkey',
      createdAt: new Date(0),
      type: 'unknown',
      attestation: 'unknown',
    });
    assert.equal(passkeyFrom({ id: 'x', createdDateTime: 'soon' }).createdAt.getTime(), 0);
  });

  it('takes its model for a name when it has none', () => {
    assert.equal(passkeyFrom({ ...KEY, displayName: '' }).name, 'YubiKey 5 NFC');
  });

  it('is not understood without an id', () => {
    assert.throws(() => passkeyFrom({ displayName: 'x' }), { name: 'GraphError', code: 'not-understood' });
  });
});
