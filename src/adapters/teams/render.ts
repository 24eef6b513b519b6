import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';

import type { Card } from '../../cards/card.ts';
import type { MessageKey } from '../../core/ids.ts';
import type { Language } from '../../core/language.ts';
import { harmless } from './harmless.ts';

/** Turns a card into what goes over the wire; with a key, every button carries it back. */
export type RenderCard = (card: Card, key?: MessageKey) => unknown;

/** A card that must not leave: its template is missing or something in it stayed empty. */
export class CardError extends Error {
  override readonly name = 'CardError';
  readonly code: 'no-template' | 'unfilled';
  readonly retryable = false;

  constructor(code: CardError['code'], detail: string, cause?: unknown) {
    super(detail, { cause });
    this.code = code;
  }
}

export type RenderOptions = {
  /** Marks what comes from the catalogue as ⟦…⟧ and what other people wrote as ⟪…⟫, for tests that look for the rest. */
  readonly pseudo?: boolean;
};

type Words = Readonly<Record<string, string>>;

/** Renders cards from the templates and words in this folder; each template is read and translated once per language. */
export function cardRenderer(folder: URL, options: RenderOptions = {}): RenderCard {
  const isPseudo = options.pseudo ?? false;
  const words = new Map<Language, Words>();
  const templates = new Map<string, Template>();

  const wordsOf = (language: Language): Words => {
    const known = words.get(language) ?? (language === 'en' ? {} : readWords(folder, language));
    words.set(language, known);
    return known;
  };
  const templateOf = ({ template: name, language }: Card): Template => {
    const key = `${name}.${language}`;
    const translate = isPseudo ? pseudo : (sentence: string) => wordsOf(language)[sentence] ?? sentence;
    const template = templates.get(key) ?? new Template(translated(readTemplate(folder, name), translate));
    templates.set(key, template);
    return template;
  };

  return (card, key) => {
    const isRightToLeft = card.language === 'ar';
    const show = isPseudo
      ? (text: string) => `⟪${harmless(text)}⟫`
      : (text: string) => (isRightToLeft ? `\u2068${harmless(text)}\u2069` : harmless(text));
    const $root = { ...(shown(card.data, show) as object), lang: card.language, rtl: isRightToLeft };
    const face: unknown = templateOf(card).expand({ $root });
    assertFilled(card, face);
    return key === undefined ? face : withKey(face, key);
  };
}

function readTemplate(folder: URL, name: string): unknown {
  try {
    return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  } catch (error) {
    throw new CardError('no-template', `${name} cannot be read`, error);
  }
}

function readWords(folder: URL, language: Language): Words {
  return JSON.parse(readFileSync(new URL(`words/${language}.json`, folder), 'utf8')) as Words;
}

const SPOKEN = new Set([
  'text',
  'title',
  'altText',
  'tooltip',
  'label',
  'errorMessage',
  'fallbackText',
  'speak',
]);

/** Whether this member of a template is a sentence that somebody reads or hears, and not only a hole to be filled. */
export function isSentence(key: string, value: unknown): value is string {
  return typeof value === 'string' && SPOKEN.has(key) && /\p{L}/u.test(value.replaceAll(/\$\{[^}]*\}/g, ''));
}

/** Whole sentences are replaced; one without a translation stays English rather than vanish. */
function translated(node: unknown, translate: (sentence: string) => string): unknown {
  return mapped(node, (key, value) =>
    isSentence(key, value) ? translate(value) : translated(value, translate),
  );
}

function pseudo(sentence: string): string {
  return `⟦${sentence}⟧`;
}

function isForeign(node: unknown): node is { readonly foreign: string } {
  return typeof node === 'object' && node !== null && 'foreign' in node && typeof node.foreign === 'string';
}

/** The data with other people's text made harmless. */
function shown(node: unknown, show: (text: string) => string): unknown {
  return isForeign(node) ? show(node.foreign) : mapped(node, (_key, value) => shown(value, show));
}

function assertFilled(card: Card, face: unknown): void {
  const holes = JSON.stringify(face).match(/\$\{[^}]*\}/g);
  if (holes) throw new CardError('unfilled', `${card.template} lacks ${holes.join(' ')}`);
}

/** Puts the key into the data of every button that comes back to us. */
function withKey(node: unknown, key: MessageKey): unknown {
  const face = mapped(node, (_key, value) => withKey(value, key));
  return isButton(face) ? { ...face, data: { ...face.data, message: key } } : face;
}

type Button = { readonly type: string; readonly data?: object };

function isButton(node: unknown): node is Button {
  return (
    typeof node === 'object' &&
    node !== null &&
    'type' in node &&
    (node.type === 'Action.Execute' || node.type === 'Action.Submit')
  );
}

function mapped(node: unknown, change: (key: string, value: unknown) => unknown): unknown {
  if (Array.isArray(node)) return node.map((value: unknown) => change('', value));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => [key, change(key, value)]),
  );
}
