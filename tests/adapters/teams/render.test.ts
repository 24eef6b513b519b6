import assert from 'node:assert/strict';
import fc from 'fast-check';

import { harmless } from '../../../src/adapters/teams/harmless.ts';
import { CardError, cardRenderer } from '../../../src/adapters/teams/render.ts';
import { journeyCard } from '../../../src/cards/registration.ts';
import type { MessageKey } from '../../../src/core/ids.ts';
import type { Step } from '../../../src/core/journey.ts';
import { company, faceNamed, invited, NOW, OFFERS, passkey } from '../../cards/faces.ts';

const FOLDER = new URL('../../../adaptiveCards/', import.meta.url);
const render = cardRenderer(FOLDER);

function invitationFor(firstName: string): string {
  const facts = { journey: invited, person: { firstName, language: 'en' as const }, company, now: NOW };
  return JSON.stringify(render(journeyCard(facts)));
}

describe('rendering a card', () => {
  it('fills the holes and translates whole sentences', () => {
    const german = JSON.stringify(render(faceNamed('invitation', 'de')));
    assert.ok(german.includes('Hallo Johanna. Melden Sie sich ab jetzt ohne Code an'));
    assert.ok(german.includes('Ab dem 1.\u00a0Februar\u00a02027 funktionieren'));
  });

  it('says the number, the dual and the plural of a duration as the language wants it', () => {
    const arabic = faceNamed('done', 'ar');
    assert.equal(arabic.data['took'], 'دقيقتان و40\u00a0ثانية');
    assert.equal(faceNamed('done', 'en').data['took'], '2\u00a0minutes 40\u00a0seconds');
  });

  it('gives the message key to every button, also inside a box and in fallbacks', () => {
    const journey = { ...invited, step: { kind: 'choosing' } as Step, offered: OFFERS };
    const card = journeyCard({ journey, person: { firstName: 'Adele', language: 'en' }, company, now: NOW });
    const json = JSON.stringify(render(card, 'journey:j:0' as MessageKey));
    // One for the best route, two for the others, one for "None of these fits"; each with its fallback.
    assert.equal(json.match(/"message":"journey:j:0"/g)?.length, 8);
    assert.ok(!JSON.stringify(render(card)).includes('"message"'));
  });

  it('refuses a card in which something stayed empty', () => {
    assert.throws(
      () => render({ template: 'notice', language: 'en', data: { reference: '', hasHuman: false } }),
      (error) => error instanceof CardError && error.code === 'unfilled' && error.message.includes('${text}'),
    );
  });

  it('refuses a template that does not exist', () => {
    assert.throws(
      () => render({ template: 'no-such-card', language: 'en', data: {} }),
      (error) => error instanceof CardError && error.code === 'no-template',
    );
  });

  it('does not mix up two cards of the same template', () => {
    assert.ok(invitationFor('Adele').includes('Hello Adele.'));
    assert.ok(invitationFor('Nestor').includes('Hello Nestor.'));
    assert.ok(!invitationFor('Nestor').includes('Adele'));
  });
});

describe('what other people wrote', () => {
  const payloads: readonly (readonly [string, string])[] = [
    ['a link', '[click](https://evil.example)'],
    ['a bare link', 'https://evil.example'],
    ['a mention', '<at>Everyone</at>'],
    ['a disguised mention', '&lt;at&gt;Everyone&lt;/at&gt;'],
    ['bold', '**Adele**'],
    ['italic', '_Adele_'],
    ['code', '`Adele`'],
    ['struck out', '~~Adele~~'],
    ['a picture', '![x](https://evil.example/x.png)'],
    ['an expression', '${journey}'],
    ['a half expression', 'A${'],
    ['a turned-round name', 'Adele\u202egnp.exe'],
    ['a line break', 'Adele\r\n\r\n# Urgent'],
    ['a null', 'Ade\u0000le'],
    ['half a sign', 'Ade\ud800le'],
  ];

  for (const [what, payload] of payloads) {
    it(`is shown as it is and does nothing: ${what}`, () => {
      const shown = harmless(payload);
      assert.doesNotMatch(
        shown,
        /[[\]{}<>*`~\\\n\r]|:\/\/|\$\{|&#?\w+;|(?<!\p{L})_|[\u202a-\u202e\u2066-\u2069]/u,
      );
      assert.ok(invitationFor(payload).includes(`Hello ${shown}.`));
    });
  }

  it('never becomes more than 80 signs on one line, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const shown = harmless(text);
        assert.ok([...new Intl.Segmenter().segment(shown)].length <= 80);
        assert.doesNotMatch(shown, /[[\]{}<>*`~\\\n\r]|:\/\//u);
        assert.ok(shown.isWellFormed());
      }),
    );
  });

  it('stays readable for people who are called like that', () => {
    const names = [
      'Jürgen Groß-Özdemir',
      'O’Neill, Mary (Finance)',
      'محمد عبد الله',
      '李小龍',
      'Fabrikam & Sons',
      'DESKTOP_01',
    ];
    for (const name of names) assert.equal(harmless(name), name);
  });

  it('cannot start a list at the beginning of a line', () => {
    assert.equal(harmless('1. FC Köln'), '1.\u00a0FC Köln');
    assert.equal(harmless('- x'), '-\u00a0x');
  });

  it('holds for passkeys too', () => {
    const step: Step = {
      kind: 'registered',
      passkey: { ...passkey, name: '](https://evil.example) ${x}' },
      at: NOW,
    };
    const facts = {
      journey: { ...invited, step },
      person: { firstName: 'A', language: 'ar' as const },
      company,
      now: NOW,
    };
    const json = JSON.stringify(render(journeyCard(facts)));
    assert.ok(!json.includes('https://evil'));
    assert.ok(!json.includes('${x}'));
  });
});
