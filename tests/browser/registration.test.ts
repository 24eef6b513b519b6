import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Clock } from '../../sandbox/clock.ts';
import { openWorld, type World } from '../stories/world.ts';
import { chromiumPath, NO_BROWSER, openBrowser } from './browser.ts';

/** With SHOTS set to a folder, what the person sees is kept there as pictures. */
const SHOTS = process.env['SHOTS'];

const TITLE = 'a passkey on the desk, in a real browser';

describe(chromiumPath() === undefined ? `${TITLE} (skipped: ${NO_BROWSER})` : TITLE, () => {
  let browser: Browser | undefined;
  let world: World;

  before(async function () {
    browser = await openBrowser();
    if (!browser) this.skip();
    world = await openWorld(
      { clock: new Clock(), isFrozen: false, looksForApp: true },
      { env: { KEYWAVE_METHOD_CHECKS_PER_10S: '5' } },
    );
    await world.sandbox.teams.until(world.person('Adele Vance').id, (view) => view.length > 0, {
      timeoutMs: 30_000,
    });
  });
  after(async () => {
    if (!browser) return;
    await browser.close();
    await world.close();
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`is registered for real, and the card turns green by itself within 5 seconds (${theme})`, async () => {
      assert.ok(browser);
      const name = theme === 'light' ? 'Adele Vance' : 'Sofia Álvarez';
      const person = world.person(name);
      const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
      const { page, complaints } = await openDesk(context, `${world.sandbox.pageUrl}?theme=${theme}`);
      await become(page, name);
      const card = page.locator('.ac-adaptiveCard').filter({ visible: true }).first();
      await card.getByText(`Hello ${person.givenName}`).waitFor();
      await shoot(page, `${theme}-1-invitation`);

      await card.getByRole('button', { name: 'Start' }).click();
      await card.getByText('Choose your device').waitFor();
      await shoot(page, `${theme}-2-route`);
      await card.getByText('A security key').click();
      await card.getByText('Add your passkey').waitFor();
      await shoot(page, `${theme}-3-steps`);
      await card.getByRole('button', { name: 'I have done it' }).click();
      await card.getByText('I do not see it yet').waitFor();
      await shoot(page, `${theme}-4-watching`);

      const registeredAt = await createPasskey(page);
      await card.getByText('Your passkey is ready').waitFor({ timeout: 20_000 });
      const tookMs = performance.now() - registeredAt;
      assert.ok(tookMs <= 5000, `the card took ${Math.round(tookMs)} ms to turn green`);
      await shoot(page, `${theme}-5-done`);

      const made = person.methods.find((method) => method.kind === 'passkey');
      assert.ok(made?.credential, 'made by a real authenticator, verified by its signature');
      assert.deepEqual(complaints, []);
      await context.close();
    }).timeout(120_000);
  }

  it('fits a screen of 320 pixels, from the card to the passkey', async () => {
    assert.ok(browser);
    const context = await browser.newContext({ viewport: { width: 320, height: 900 } });
    const { page } = await openDesk(context, world.sandbox.pageUrl);
    await become(page, 'Hana Suzuki');
    const card = page.locator('.ac-adaptiveCard').filter({ visible: true }).first();
    await card.getByRole('button', { name: 'Start' }).click();
    await card.getByText('Choose your device').waitFor();
    await card.getByText('A security key').click();
    await card.getByText('Add your passkey').waitFor();
    await shoot(page, 'narrow-steps');
    await createPasskey(page);
    await card.getByText('Your passkey is ready').waitFor({ timeout: 20_000 });
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    assert.equal(overflow, 0);
    await shoot(page, 'narrow-done');
    await context.close();
  }).timeout(120_000);
});

async function openDesk(context: BrowserContext, url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(url);
  return { page, complaints };
}

async function become(page: Page, name: string): Promise<void> {
  const skip = page.getByRole('button', { name: /look around/ });
  await skip.click();
  await page.locator('#everybody').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  const add = page.getByRole('button', { name: 'Add Keywave' }).filter({ visible: true });
  await page.locator('.ac-adaptiveCard').filter({ visible: true }).first().or(add.first()).first().waitFor();
  if (await add.first().isVisible()) await add.first().click();
}

/** Adds a passkey on the practice copy of Security info; answers when it was saved. */
async function createPasskey(page: Page): Promise<number> {
  const securityInfo = page.frameLocator('iframe[src*="security-info"]');
  await securityInfo.locator('#create').click();
  await securityInfo.locator('#save').click();
  await securityInfo.getByText('Passkey created').waitFor({ timeout: 20_000 });
  return performance.now();
}

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}
