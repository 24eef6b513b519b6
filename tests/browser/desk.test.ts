import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { chromiumPath, NO_BROWSER, openBrowser } from './browser.ts';

const BOT = {
  appId: 'b07b07b0-0000-4000-8000-000000000001',
  secret: 'sandbox-only-bot-secret-0123456789',
  // Nobody listens on port 9: these tests are about the desk without the app.
  endpoint: 'http://127.0.0.1:9/api/messages',
};
// The project is checked without the browser's types, so what runs in the page is written as text.
const FOCUSED_ID = 'document.activeElement.id';
const THEME = "document.documentElement.dataset['theme']";
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const IN_PAGE = new URL('desk-in-page.mjs', import.meta.url).pathname;
const THEMES = ['light', 'dark', 'hc'];

const TITLE = 'The desk, without the app';

describe(chromiumPath() === undefined ? `${TITLE} (skipped: ${NO_BROWSER})` : TITLE, function () {
  this.timeout(60_000);
  let browser: Browser | undefined;
  let sandbox: Sandbox | undefined;
  const complaints: string[] = [];

  before(async function () {
    browser = await openBrowser();
    if (!browser) this.skip();
  });
  after(async () => browser?.close());

  beforeEach(async () => {
    complaints.length = 0;
    sandbox = await openSandbox({ port: 0, bot: { ...BOT }, looksForApp: false });
  });
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    await sandbox?.close();
  });

  const tenant = (): Sandbox => sandbox ?? assert.fail('no sandbox');

  const openDesk = async (query = 'tour=off', options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await (browser ?? assert.fail(NO_BROWSER)).newContext(options);
    const page = await context.newPage();
    await page.addInitScript({ path: IN_PAGE });
    page.on('pageerror', (fault) => complaints.push(String(fault)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    await page.goto(`${tenant().pageUrl}?${query}`);
    await page.waitForSelector('body[data-ready]');
    return page;
  };

  const pressed = (page: Page): Promise<string> =>
    page.locator('#people [aria-pressed="true"] b').innerText();

  it('opens on a named person with both windows, and nothing complains', async () => {
    const page = await openDesk();
    assert.equal(await pressed(page), 'Adele Vance');
    assert.equal(await page.locator('#left-title').innerText(), 'Adele’s Teams');
    await page.frameLocator('.web iframe').locator('h1, h2, h3').first().waitFor();
    await page.getByText('This is a simulation.').waitFor();
    assert.deepEqual(complaints, []);
  });

  it('teaches in an empty chat, and adds Keywave from there', async () => {
    const page = await openDesk();
    const left = page.locator('#left-window');
    await left.getByText('Keywave is not in Adele’s Teams yet').waitFor();
    const adele = [...tenant().data.users.values()].find((user) => user.displayName === 'Adele Vance');
    await left.getByRole('button', { name: 'Add Keywave' }).click();
    await left.getByText('Keywave is not running').waitFor();
    assert.ok(adele && tenant().teams.isInstalled(adele.id));
  });

  it('lets anybody be found by situation, and be that person', async () => {
    const page = await openDesk();
    await page.locator('#everybody').click();
    const dialog = page.getByRole('dialog');
    const everybody = await dialog.locator('li').count();
    assert.equal(everybody, tenant().data.users.size);
    await page.keyboard.type('nestor');
    await dialog.getByText(`1 of ${everybody} people`).waitFor();
    await dialog.locator('.roster-person').first().click();
    assert.equal(await pressed(page), 'Nestor Wilke');
    assert.equal(await page.locator('#left-title').innerText(), 'Nestor’s Teams');
  });

  it('says so when nobody matches, and Escape closes the dialog and gives the focus back', async () => {
    const page = await openDesk();
    await page.locator('#everybody').click();
    await page.keyboard.type('zzzz');
    await page.getByText('Nobody matches “zzzz”').waitFor();
    // The first Escape may only empty the search box.
    await page.keyboard.press('Escape');
    if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(FOCUSED_ID), 'everybody');
  });

  it('opens a second person beside the first', async () => {
    const page = await openDesk();
    await page.locator('#everybody').click();
    await page.keyboard.type('nestor');
    await page.getByRole('button', { name: /^Beside/ }).click();
    await page.locator('#right-window').getByText('Keywave is not in Nestor’s Teams yet').waitFor();
    assert.equal(await pressed(page), 'Adele Vance');
  });

  it('switches a fault on in the tenant and counts it; one switched on elsewhere shows too', async () => {
    const page = await openDesk();
    await page.locator('#faults').click();
    await page.getByRole('switch', { name: 'Graph answers 503' }).check();
    await page.locator('#faults').getByText('1 on').waitFor();
    assert.ok(tenant().faults.isOn('graph-down'));
    tenant().faults.turnOn('entra-down');
    await page.locator('#faults').getByText('2 on').waitFor();
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#fault-list').isHidden());
  });

  it('moves the tenant’s clock by a day', async () => {
    const page = await openDesk();
    const before = tenant().clock.now().getTime();
    await page.getByRole('button', { name: '+1 day' }).click();
    const day = new Date(before + 24 * 3_600_000);
    const words = day.toLocaleDateString('en-GB', {
      ...{ day: 'numeric', month: 'short', year: 'numeric' },
      timeZone: 'Europe/Berlin',
    });
    await page.locator('#clock time').getByText(words).waitFor();
    assert.ok(tenant().clock.now().getTime() - before >= 24 * 3_600_000);
  });

  it('speaks the tenant’s time, wherever the reader’s own clock is', async () => {
    const page = await openDesk('tour=off', { timezoneId: 'Pacific/Kiritimati' });
    const at = '2026-11-23T09:24:07.000Z';
    tenant().clock.set(new Date(at));
    await page.locator('#clock time').getByText('Mon 23 Nov 2026, 10:24').waitFor();
    tenant().journal.write({
      ...{ from: 'Keywave', to: 'Graph', sentence: 'Asks for something.' },
      ...{ call: 'GET /users', status: 200, ms: 4 },
    });
    await page
      .getByRole('button', { name: /^All \d/, exact: false })
      .last()
      .click();
    await page
      .locator('#log time')
      .getByText(/^10:24:/)
      .first()
      .waitFor();
  });

  it('shows all five people of the story at 1280 px', async () => {
    const page = await openDesk('tour=off', { viewport: { width: 1280, height: 900 } });
    const hidden =
      "document.querySelector('#people').scrollWidth - document.querySelector('#people').clientWidth";
    assert.equal(await page.locator('#people button').count(), 5);
    assert.equal(await page.evaluate(hidden), 0);
  });

  it('has a name on every button', async () => {
    const page = await openDesk('');
    await page.locator('#faults').click();
    assert.deepEqual(await page.evaluate('namelessButtons()'), []);
  });

  it('shows a call as it happens, a failed one under “Failed”', async () => {
    const page = await openDesk();
    tenant().journal.write({
      ...{ from: 'Keywave', to: 'Graph', sentence: 'Asks for something that fails.' },
      ...{ call: 'GET /users', status: 503, ms: 4 },
    });
    await page.getByRole('button', { name: /^Failed 1$/ }).click();
    await page.locator('#log').getByText('Asks for something that fails.').waitFor();
    await page.locator('#log-hide').click();
    assert.ok(await page.locator('#log').isHidden());
  });

  it('has one tab stop per group; arrows, Home and End move inside', async () => {
    const page = await openDesk();
    const strip = page.locator('#people');
    assert.equal(await strip.locator('button[tabindex="0"]').count(), 1);
    await strip.locator('button[tabindex="0"]').focus();
    await page.keyboard.press('End');
    const last = await strip.locator('button').last().getAttribute('data-person');
    assert.equal(await page.evaluate("document.activeElement.dataset['person']"), last);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    assert.equal(await strip.locator('button').nth(1).getAttribute('aria-pressed'), 'true');
    assert.equal(await strip.locator('button[tabindex="0"]').count(), 1);
  });

  it('begins with the skip link', async () => {
    const page = await openDesk();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(FOCUSED_ID), 'left-title');
  });

  it('offers the tour on the first visit only, leads to the card, and can be ended', async () => {
    const page = await openDesk('');
    await page.getByRole('button', { name: /^Employee/ }).click();
    await page.getByText('Step 1 of 5').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Step 2 of 5').waitFor();
    await page.getByRole('button', { name: 'End the tour' }).click();
    await page.locator('.mark').waitFor({ state: 'detached' });
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    assert.ok(await page.locator('#tours').isHidden());
    await page.getByRole('button', { name: 'Tours' }).click();
    assert.ok(await page.locator('#tours').isVisible());
  });

  for (const theme of THEMES)
    it(`wears ${theme} and has readable words in it`, async () => {
      const page = await openDesk(`tour=off&theme=${theme}`);
      assert.equal(await page.evaluate(THEME), theme);
      assert.deepEqual(await page.evaluate('weakWords()'), []);
      assert.deepEqual(complaints, []);
    });

  it('keeps a chosen look for the next visit', async () => {
    const page = await openDesk();
    await page.getByRole('button', { name: 'Look of the page' }).click();
    await page.getByRole('menuitemradio', { name: 'High contrast' }).click();
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    assert.equal(await page.evaluate(THEME), 'hc');
  });

  for (const direction of ['ltr', 'rtl'])
    it(`fits a window of 320 px without sideways scrolling (${direction})`, async () => {
      const page = await openDesk(`dir=${direction}`, { viewport: { width: 320, height: 700 } });
      assert.equal(await page.evaluate(OVERFLOW), 0);
      await page.locator('#faults').click();
      assert.equal(await page.evaluate(OVERFLOW), 0);
    });
});
