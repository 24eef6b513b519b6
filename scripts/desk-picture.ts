import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { NO_BROWSER, openBrowser } from '../tests/browser/browser.ts';

// Takes the README's picture of the desk. `npm start` must run; its address may be given as the argument.
const url = new URL(process.argv[2] ?? 'http://localhost:3979/desk/');
const file = join(import.meta.dirname, '..', 'docs', 'desk.png');
const SIZE = { width: 1280, height: 1264 };

/** Brings Adele to the card with the steps, where there is most to see; a desk that was played with stays as it is. */
async function walkToSteps(page: Page): Promise<void> {
  const left = page.locator('#left-window');
  await left.locator('.card').first().waitFor({ timeout: 30_000 });
  for (const name of [/^Start$/, /^Your Windows computer/]) {
    const button = left.getByRole('button', { name }).first();
    if ((await button.count()) === 0) return;
    await button.click();
    await button.waitFor({ state: 'detached' });
  }
  await left.getByRole('link', { name: 'Open Security info' }).waitFor();
  // The person at the desk would have the pointer elsewhere by now.
  await page.mouse.move(0, 0);
}

const browser = await openBrowser();
if (!browser) throw new Error(`No picture: ${NO_BROWSER}`);
try {
  const page = await browser.newPage({ viewport: SIZE, deviceScaleFactor: 2, colorScheme: 'light' });
  url.search = '?theme=light&tour=off';
  if (url.pathname === '/') url.pathname = '/desk/';
  await page.goto(url.href);
  await page.waitForSelector('body[data-ready]');
  await walkToSteps(page);
  await page.frameLocator('.web iframe').locator('h1, h2, h3').first().waitFor();
  await page.locator('#log').getByText('“Add your passkey”').first().waitFor();
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(`Wrote ${file}`);
} finally {
  await browser.close();
}
