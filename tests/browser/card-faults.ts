import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type Shot = { readonly theme: Theme; readonly width: number; readonly open?: readonly string[] };
export type Drawn = { readonly picture: Buffer; readonly faults: readonly string[] };

/** A page that draws cards as Teams does and finds what is cut off, too pale, too low or broken. */
export type CardStage = { draw(card: unknown, shot: Shot): Promise<Drawn>; close(): Promise<void> };

const DESK = new URL('../../sandbox/desk/page/', import.meta.url);
const STYLES = ['tokens.css', 'desk.css', 'teams.css'];
const require = createRequire(import.meta.url);

/** Opens the stage, dressed with the desk's own settings. */
export async function openCardStage(browser: Browser): Promise<CardStage> {
  const config = (theme: Theme): unknown =>
    JSON.parse(readFileSync(new URL(`host-config.${theme}.json`, DESK), 'utf8'));
  const configs = { light: config('light'), dark: config('dark') };
  const page = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: 800, height: 600 } });
  await dress(page, STYLES.map((file) => readFileSync(new URL(file, DESK), 'utf8')).join(''));
  return {
    draw: async (card, { theme, width, open = [] }) => {
      const faults = await page.evaluate((args) => (globalThis as unknown as InPage).drawCard(args), {
        card,
        config: configs[theme],
        theme,
        width,
        open,
      });
      return { picture: await page.locator('#frame').screenshot(), faults };
    },
    close: () => page.close(),
  };
}

/** What card-in-page.mjs puts into the page. */
type InPage = { drawCard(args: object): Promise<string[]> };

const FRAME = `#frame{display:inline-block;padding:12px;background:var(--colorNeutralBackground3)}
#frame .meta{margin-block-end:4px}`;

async function dress(page: Page, desk: string): Promise<void> {
  await page.setContent(
    `<!doctype html><style>${standInFonts()}${desk}${FRAME}</style><div id="frame"></div>`,
  );
  await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.min.js') });
  await page.addScriptTag({ path: new URL('card-in-page.mjs', import.meta.url).pathname });
}

const LATIN = new URL('files/', import.meta.resolve('@fontsource/open-sans/package.json'));
const ARABIC = new URL('files/', import.meta.resolve('@fontsource/noto-sans-arabic/package.json'));
const FONTS = [
  { folder: LATIN, file: 'open-sans-latin', range: 'U+0000-00FF,U+02C6-02DC,U+2000-20CF,U+2100-22FF' },
  { folder: LATIN, file: 'open-sans-latin-ext', range: 'U+0100-02BA,U+1E00-1E9F' },
  { folder: ARABIC, file: 'noto-sans-arabic-arabic', range: 'U+0600-06FF,U+0750-077F,U+FB50-FEFC' },
];

/** Teams' own font is not free; where it is missing, these take its place under its name. */
export function standInFonts(): string {
  return FONTS.flatMap((font) => [400, 600].map((weight) => fontFace(font, weight))).join('');
}

function fontFace({ folder, file, range }: (typeof FONTS)[number], weight: number): string {
  const font = readFileSync(new URL(`${file}-${weight}-normal.woff2`, folder)).toString('base64');
  const source = `url(data:font/woff2;base64,${font})`;
  return `@font-face{font-family:'Segoe UI';font-weight:${weight};unicode-range:${range};src:${source}}`;
}
