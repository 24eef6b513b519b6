import assert from 'node:assert/strict';
import fc from 'fast-check';

import { chooseLanguage, LANGUAGES } from '../../src/core/language.ts';

describe('the language of a person', () => {
  it('is the first that we speak, whatever the region', () => {
    assert.equal(chooseLanguage('de-AT', 'en-US'), 'de');
    assert.equal(chooseLanguage('ar_EG'), 'ar');
    assert.equal(chooseLanguage('AR'), 'ar');
    assert.equal(chooseLanguage('nb-NO', 'de-DE'), 'de');
    assert.equal(chooseLanguage(null, undefined, 'de'), 'de');
  });

  it('is English when nothing is known', () => {
    assert.equal(chooseLanguage(), 'en');
    assert.equal(chooseLanguage(null, undefined, '', 'nb-NO', 'arc', 'den'), 'en');
  });

  it('is always one that every card is complete in', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (locales) => LANGUAGES.includes(chooseLanguage(...locales))),
    );
  });
});
