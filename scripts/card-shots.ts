// Draws every face of every card in every language, both themes and two widths, and looks for faults:
// node scripts/card-shots.ts [folder for the pictures]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import { cardRenderer, isSentence } from '../src/adapters/teams/render.ts';
import { LANGUAGES, type Language } from '../src/core/language.ts';
import {
  openCardStage,
  standInFonts,
  THEMES,
  type CardStage,
  type Shot,
} from '../tests/browser/card-faults.ts';
import { NO_BROWSER, openBrowser } from '../tests/browser/browser.ts';
import { faces, type CardFace } from '../tests/cards/faces.ts';

const TEMPLATES = new URL('../adaptiveCards/', import.meta.url);
const WIDTHS = [320, 480] as const;
const CARDS_PER_SHEET = 8;
const SHEET = `body{margin:0;padding:16px;background:#8f8f94;font:600 14px/20px 'Segoe UI',sans-serif;color:#fff}
section{margin-bottom:16px}h2{font:inherit;margin:0 0 4px}div{display:flex;gap:8px;align-items:flex-start}`;

type Taken = { readonly title: string; readonly width: number; readonly picture: Buffer };

const folder = process.argv[2] ?? '.tmp/cards';
const render = cardRenderer(TEMPLATES);
mkdirSync(folder, { recursive: true });

const browser = await openBrowser();
if (!browser) throw new Error(NO_BROWSER);
const stage = await openCardStage(browser);
const findings: string[] = [];
let pictures = 0;

for (const language of LANGUAGES) {
  findings.push(...untranslated(language));
  const taken: Taken[] = [];
  for (const face of faces(language)) taken.push(...(await shoot(stage, face)));
  pictures += taken.length;
  await layOut(browser, language, taken);
}
await browser.close();

for (const finding of findings) console.error(finding);
console.log(`${pictures} pictures, ${findings.length} findings, in ${folder}`);
process.exitCode = findings.length > 0 ? 1 : 0;

async function shoot(on: CardStage, { name, card }: CardFace): Promise<readonly Taken[]> {
  const json = render(card);
  const taken: Taken[] = [];
  for (const open of looksOf(json)) {
    for (const theme of THEMES) {
      for (const width of WIDTHS) {
        const title = `${name}${open.length > 0 ? ', opened' : ''}`;
        const file = `${title}.${card.language}.${theme}.${width}`.replaceAll(/[ ,]+/g, '-');
        const shot: Shot = { theme, width, open };
        const { picture, faults } = await on.draw(json, shot);
        writeFileSync(join(folder, `${file}.png`), picture);
        findings.push(...faults.map((fault) => `${file}: ${fault}`));
        taken.push({ title, width, picture });
      }
    }
  }
  return taken;
}

/** Closed, and with everything opened that a button opens. */
function looksOf(json: unknown): readonly (readonly string[])[] {
  const hidden = [...JSON.stringify(json).matchAll(/"id":"(\w+)","isVisible":false/g)].map(
    ([, id = '']) => id,
  );
  return hidden.length > 0 ? [[], hidden] : [[]];
}

function untranslated(language: Language): readonly string[] {
  if (language === 'en') return [];
  const words = JSON.parse(readFileSync(new URL(`words/${language}.json`, TEMPLATES), 'utf8')) as object;
  const templates = [...new Set(faces(language).map(({ card }) => card.template))];
  return templates
    .flatMap((name) => sentencesOf(JSON.parse(readFileSync(new URL(`${name}.json`, TEMPLATES), 'utf8'))))
    .filter((sentence) => !Object.hasOwn(words, sentence))
    .map((sentence) => `not in words/${language}.json: ${sentence}`);
}

function sentencesOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    isSentence(key, value) ? [value] : sentencesOf(value),
  );
}

/** Contact sheets: one row of four pictures per face. */
async function layOut(inBrowser: Browser, language: Language, taken: readonly Taken[]): Promise<void> {
  const titles = [...new Set(taken.map(({ title }) => title))];
  const sheet = await inBrowser.newPage({ viewport: { width: 1440, height: 800 } });
  for (let from = 0; from < titles.length; from += CARDS_PER_SHEET) {
    const rows = titles.slice(from, from + CARDS_PER_SHEET).map((title) => rowOf(title, taken));
    await sheet.setContent(`<!doctype html><style>${standInFonts()}${SHEET}</style>${rows.join('')}`);
    await sheet.waitForFunction('[...document.images].every((image) => image.complete)');
    const path = join(folder, `sheet-${language}-${from / CARDS_PER_SHEET + 1}.png`);
    await sheet.screenshot({ path, fullPage: true });
  }
  await sheet.close();
}

function rowOf(title: string, taken: readonly Taken[]): string {
  const images = taken
    .filter((one) => one.title === title)
    .map(({ width, picture }) => {
      const source = `data:image/png;base64,${picture.toString('base64')}`;
      return `<img width="${Math.round(width * 0.86)}" src="${source}">`;
    });
  return `<section><h2>${title}</h2><div>${images.join('')}</div></section>`;
}
