import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FOLDER = new URL('../appPackage/', import.meta.url);

type Icon = {
  readonly file: string;
  readonly pixels: number;
  readonly svg: string;
};

const drawing = readFileSync(new URL('icon.svg', FOLDER), 'utf8');
// Teams draws its own background behind a small icon; on 32 pixels our sign needs the whole square and a thicker line.
const sign = drawing
  .replace(/<rect[^>]*\/>/, '')
  .replace('viewBox="0 0 192 192"', 'viewBox="24 24 144 144"')
  .replace('stroke-width="13"', 'stroke-width="14"');
const ICONS: readonly Icon[] = [
  { file: 'color.png', pixels: 192, svg: drawing },
  { file: 'color32x32.png', pixels: 32, svg: sign.replace('stroke="#fff"', 'stroke="#5b5fc7"') },
  { file: 'outline.png', pixels: 32, svg: sign },
];

await main();

/** Draws the icons of the app package from icon.svg. */
async function main(): Promise<void> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? CHROMIUM.find((path) => existsSync(path));
  if (!executablePath) throw new Error('Install Chromium, or say in CHROMIUM_PATH where it is.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  for (const icon of ICONS) await draw(page, icon);
  await browser.close();
}

async function draw(page: Page, { file, pixels, svg }: Icon): Promise<void> {
  await page.setViewportSize({ width: pixels, height: pixels });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  await page.screenshot({ path: fileURLToPath(new URL(file, FOLDER)), omitBackground: true });
  console.log(`appPackage/${file} (${pixels} × ${pixels})`);
}
