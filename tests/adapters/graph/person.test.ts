import assert from 'node:assert/strict';
import { personFrom } from '../../../src/adapters/graph/person.ts';

const USER = { id: '1', displayName: 'Lee Gu', givenName: 'Lee', userPrincipalName: 'lee@contoso.example' };

describe('a person from Graph', () => {
  it('is a guest by type or by the mark of another company', () => {
    assert.equal(personFrom(USER).isGuest, false);
    assert.equal(personFrom({ ...USER, userType: null }).isGuest, false);
    assert.equal(personFrom({ ...USER, userType: 'Guest' }).isGuest, true);
    const foreign = {
      ...USER,
      userType: 'Member',
      userPrincipalName: 'lee_fabrikam.example#EXT#@contoso.example',
    };
    assert.equal(personFrom(foreign).isGuest, true);
  });

  it('is switched off only when Graph says so', () => {
    assert.equal(personFrom({ ...USER, accountEnabled: false }).isEnabled, false);
    assert.equal(personFrom({ ...USER, accountEnabled: null }).isEnabled, true);
  });

  it('always has a name to be called by', () => {
    assert.equal(personFrom({ ...USER, givenName: null }).firstName, 'Lee');
    assert.equal(
      personFrom({ ...USER, displayName: null, givenName: null }).displayName,
      'lee@contoso.example',
    );
    assert.throws(() => personFrom({ id: '1' }), { code: 'not-understood' });
  });

  it('may have chosen no language', () => {
    assert.ok(!('preferredLanguage' in personFrom({ ...USER, preferredLanguage: null })));
  });
});
