import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

import { cardRenderer, isSentence } from '../../src/adapters/teams/render.ts';
import { parseCardAction } from '../../src/cards/actions.ts';
import type { Phrases } from '../../src/cards/words/phrases.ts';
import { phrases } from '../../src/cards/words/words.ts';
import { parseCommand } from '../../src/core/command.ts';
import type { MessageKey } from '../../src/core/ids.ts';
import { LANGUAGES } from '../../src/core/language.ts';
import { faceNamed, faces } from '../cards/faces.ts';

const FOLDER = new URL('../../adaptiveCards/', import.meta.url);
const render = cardRenderer(FOLDER);
const KEY = 'journey:0199a3b2-7c41-7d6e-9b1f-2f5c8a1e4d10:0' as MessageKey;
const MOST_BYTES = 28 * 1024;
const MOST_ACTIONS = 6;
const MOST_WORDS = 20;

type Node = Readonly<Record<string, unknown>>;

const templates = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ name: file.replace('.json', ''), template: read(file) }));

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
}

/** Every object inside, from the outside in. */
function nodesOf(node: unknown): readonly Node[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(nodesOf);
  return Array.isArray(node) ? inner : [node as Node, ...inner];
}

function sentencesOf(node: unknown): readonly string[] {
  return nodesOf(node).flatMap((one) =>
    Object.entries(one).flatMap(([key, value]) => (isSentence(key, value) ? [value] : [])),
  );
}

/** What a person reads or hears of a rendered card. */
function visibleTexts(face: unknown): readonly string[] {
  return nodesOf(face)
    .flatMap((node) => Object.entries(node).filter(([key, value]) => isSentence(key, value)))
    .map(([, value]) => String(value));
}

const ofType = (node: unknown, ...types: readonly string[]): readonly Node[] =>
  nodesOf(node).filter(({ type }) => types.includes(String(type)));

function wordsTooMany(text: string): readonly string[] {
  return text
    .replaceAll(/\$\{[^}]*\}/g, 'x')
    .split(/[.?!؟:]\s+|[.?!:]\*\*\s*/u)
    .filter((sentence) => sentence.trim().split(/\s+/).length > MOST_WORDS);
}

/** All that a catalogue can say, with its place in it. */
function leaves(node: unknown, path: string): readonly { readonly path: string; readonly text: string }[] {
  if (typeof node === 'string') return [{ path, text: node }];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

describe('every card template', () => {
  const built = new Set(faces('en').map(({ card }) => card.template));

  for (const { name, template } of templates) {
    it(`${name} is built by src/cards and drawn by tests/cards/faces.ts`, () => {
      assert.ok(
        built.has(name),
        `Delete adaptiveCards/${name}.json, or write its builder and a face of it in tests/cards/faces.ts`,
      );
    });

    it(`${name} has only buttons that a flow answers`, () => {
      const rendered = faces('en').filter(({ card }) => card.template === name);
      for (const action of rendered.flatMap(({ card }) => ofType(render(card), 'Action.Execute'))) {
        assert.ok(
          parseCardAction(action['verb'], action['data']),
          `Add ${String(action['verb'])} to src/cards/actions.ts, or check its data: ${JSON.stringify(action['data'])}`,
        );
      }
    });

    it(`${name} offers each Action.Execute to old clients too`, () => {
      for (const { title, verb, data, fallback } of ofType(template, 'Action.Execute')) {
        const { type, title: sameTitle, data: sameData } = fallback as Node;
        assert.deepEqual(
          { type, title: sameTitle, data: sameData },
          { type: 'Action.Submit', title, data: { verb, ...(data as object) } },
          `Give "${String(title)}" a fallback of type Action.Submit with the same title, and the verb in its data`,
        );
      }
    });

    it(`${name} sends ids only`, () => {
      for (const { title, data } of ofType(template, 'Action.Execute')) {
        const strange = Object.keys(data as object).filter(
          (id) => !['journey', 'route', 'obstacle'].includes(id),
        );
        assert.deepEqual(
          strange,
          [],
          `"${String(title)}" must not carry ${strange.join(', ')}: look it up in the flow`,
        );
      }
    });

    it(`${name} wraps its text and names its pictures`, () => {
      for (const block of ofType(template, 'TextBlock'))
        assert.equal(block['wrap'], true, JSON.stringify(block));
      for (const picture of ofType(template, 'Image')) assert.equal(typeof picture['altText'], 'string');
    });

    it(`${name} is version 1.5 and says in one sentence what it is`, () => {
      const { version, fallbackText, speak } = template as Node;
      assert.equal(version, '1.5');
      assert.ok(fallbackText && speak);
    });
  }
});

describe('every language', () => {
  const needed = new Set(templates.flatMap(({ template }) => sentencesOf(template)));

  for (const language of LANGUAGES.filter((one) => one !== 'en')) {
    const words = read(`words/${language}.json`) as Readonly<Record<string, string>>;

    it(`${language} translates each sentence of the templates, and none that is gone`, () => {
      const missing = [...needed].filter((sentence) => !words[sentence]);
      const left = Object.keys(words).filter((sentence) => !needed.has(sentence));
      assert.deepEqual(missing, [], `Add these to adaptiveCards/words/${language}.json`);
      assert.deepEqual(left, [], `Remove these from adaptiveCards/words/${language}.json`);
    });

    it(`${language} keeps the holes and the bold words of each sentence`, () => {
      const marks = (text: string): readonly string[] =>
        [...text.matchAll(/\$\{[^}]*\}/g)].map(String).sort();
      const bold = (text: string): number => text.split('**').length;
      for (const [sentence, translation] of Object.entries(words)) {
        assert.deepEqual(marks(translation), marks(sentence), translation);
        assert.equal(bold(translation), bold(sentence), translation);
      }
    });

    it(`${language} says each phrase in its own words`, () => {
      const english = new Map(leaves(phrases('en'), '').map(({ path, text }) => [path, text]));
      const same = leaves(phrases(language), '')
        .filter(({ path, text }) => english.get(path) === text && !/\.method$/.test(path))
        .map(({ path, text }) => `${path}: ${text}`);
      assert.deepEqual(same, [], `Translate these in src/cards/words/${language}.ts`);
    });
  }

  it('ar begins every line with an Arabic letter, so that it is read from the right', () => {
    const wrong = faces('ar')
      .flatMap(({ card }) => visibleTexts(render(card)))
      .map((text) => text.replaceAll(/\u2068[^\u2069]*\u2069/gu, ''))
      .filter((text) => /\p{Script=Arabic}/u.test(text) && !/^\P{L}*\p{Script=Arabic}/u.test(text));
    assert.deepEqual(
      wrong,
      [],
      'Put an Arabic word in front: Teams takes the direction of a line from its first letter',
    );
  });

  for (const language of LANGUAGES) {
    it(`${language} understands the commands that its help names`, () => {
      const help = render(faceNamed('help', language));
      const named = visibleTexts(help)
        .filter((text) => !/:\*\*/.test(text))
        .flatMap((text) =>
          [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, command = '']) => parseCommand(command)),
        );
      assert.deepEqual(named, ['status', 'help']);
    });

    it(`${language} names buttons as they are called on the card`, () => {
      const texts = faces(language).map(({ name, card }) => ({
        name,
        texts: visibleTexts(render(card)),
      }));
      const lookAgain =
        language === 'en'
          ? 'Look again'
          : (read(`words/${language}.json`) as Record<string, string>)['Look again'];
      for (const { name, texts: said } of texts.filter(({ name: face }) =>
        /watching is over|none/.test(face),
      )) {
        assert.ok(
          said.some((text) => text.includes(`**${String(lookAgain)}**`)),
          `${name} must name its button`,
        );
      }
    });

    it(`${language} has no sentence of more than ${MOST_WORDS} words`, () => {
      const said = [
        ...(language === 'en'
          ? needed
          : Object.values(read(`words/${language}.json`) as Record<string, string>)),
        ...leaves(phrases(language), '').map(({ text }) => text),
      ];
      assert.deepEqual(
        said.flatMap((text) => wordsTooMany(text)),
        [],
        'Split these sentences',
      );
    });
  }
});

describe('every face of every card', () => {
  for (const language of LANGUAGES) {
    for (const { name, card } of faces(language)) {
      it(`${name} (${language}) fits into Teams`, () => {
        const face = render(card, KEY);
        assert.ok(
          Buffer.byteLength(JSON.stringify(face)) < MOST_BYTES,
          'Teams refuses cards of more than 28 KB',
        );
        const buttons = nodesOf(face).filter(({ type }) => String(type).startsWith('Action.'));
        const shown = buttons.filter(({ type }) => type !== 'Action.Submit');
        assert.ok(shown.length <= MOST_ACTIONS, `${shown.length} buttons are too many`);
        for (const button of ofType(face, 'Action.Execute', 'Action.Submit')) {
          assert.equal((button['data'] as Node)['message'], KEY);
        }
        assert.equal((face as Node)['lang'], language);
        assert.equal((face as Node)['rtl'], language === 'ar');
      });
    }
  }
});

describe('the pseudo-locale', () => {
  const render = cardRenderer(FOLDER, { pseudo: true });

  for (const { name, card } of faces('en', marked(phrases('en')))) {
    it(`finds nothing on ${name} that is not in a catalogue`, () => {
      const strange = visibleTexts(render(card)).filter((text) => /\p{L}/u.test(withoutMarks(text)));
      assert.deepEqual(
        strange,
        [],
        'Move these words into the template or into src/cards/words, or mark a name by foreign()',
      );
    });
  }

  it('would find a word that was written into a builder', () => {
    const face = render({
      template: 'notice',
      language: 'en',
      data: { text: 'Hello', reference: '', hasHuman: false },
    });
    assert.ok(visibleTexts(face).some((text) => /\p{L}/u.test(withoutMarks(text))));
  });
});

/** All that the catalogue says, between ⟦ and ⟧. */
function marked(words: Phrases): Phrases {
  const mark = (node: unknown): unknown => {
    if (typeof node === 'string') return `⟦${node}⟧`;
    if (typeof node === 'function')
      return (...args: readonly unknown[]) => mark(Reflect.apply(node, undefined, args));
    if (Array.isArray(node)) return node.map((inner: unknown) => mark(inner));
    return Object.fromEntries(Object.entries(node as object).map(([key, value]) => [key, mark(value)]));
  };
  return mark(words) as Phrases;
}

function withoutMarks(text: string): string {
  const inner = text.replaceAll(/⟦[^⟦⟧]*⟧|⟪[^⟪⟫]*⟫/gu, '');
  return inner === text ? text : withoutMarks(inner);
}
