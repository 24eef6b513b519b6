import assert from 'node:assert/strict';
import fc from 'fast-check';

import { parseCommand, type Command } from '../../src/core/command.ts';

const SAID: Readonly<Record<Command, readonly string[]>> = {
  help: [
    'help',
    'Help!',
    ' HELP ',
    'I need help with this passkey thing, please',
    'Hilfe',
    'Ich brauche Hilfe',
    'مساعدة',
    'مُساعَدة؟',
  ],
  status: ['status', 'Status?', 'my card please', 'Karte', 'الحالة', 'حالة'],
  start: ['start', 'Get started', 'Los geht’s', 'beginnen', 'ابدأ', 'البدء', 'passkey'],
  greeting: [
    'hi',
    'Hello',
    'hello Keywave',
    '<at>Keywave</at> hi',
    'Guten Morgen!',
    'Grüß Gott',
    'Grüezi',
    'مرحباً',
    'السلام عليكم',
    'أهلا',
  ],
  unknown: [
    '',
    '   ',
    '👍',
    'what is the weather in Bergen',
    'shelper',
    'start the fire in the kitchen now',
    'statusquo',
  ],
};

describe('what a person means', () => {
  for (const [command, texts] of Object.entries(SAID)) {
    for (const text of texts) it(`"${text}" is ${command}`, () => assert.equal(parseCommand(text), command));
  }

  it('a call for help beats a greeting', () => assert.equal(parseCommand('Hi, help'), 'help'));

  it('any text has an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => parseCommand(text) in SAID),
    );
  });

  it('case, spaces and punctuation around a command change nothing', () => {
    const around = fc.string({ unit: fc.constantFrom(' ', '.', '!', '?', '\n', '\t'), maxLength: 5 });
    fc.assert(
      fc.property(
        fc.constantFrom('help', 'Hilfe', 'STATUS', 'مساعدة'),
        around,
        around,
        (word, before, after) => {
          assert.equal(parseCommand(before + word + after), parseCommand(word));
        },
      ),
    );
  });
});
