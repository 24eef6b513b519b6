import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { openWorld, type World } from '../stories/world.ts';
import { chromiumPath, NO_BROWSER, openBrowser } from './browser.ts';

const TAB = new URL('../../dist/tab/index.html', import.meta.url);

/** Tells the test what the tab asks of its host. */
const HEAR = `if (window.top === window) addEventListener('message', ({ data }) => {
  if (data.func) window.tellTest(data.func === 'registerHandler' ? data.func + ' ' + data.args[0] : data.func);
});`;

const TITLE = 'the tab inside the desk’s Teams';

describe(chromiumPath() === undefined ? `${TITLE} (skipped: ${NO_BROWSER})` : TITLE, () => {
  let browser: Browser | undefined;
  let world: World;

  before(async function () {
    browser = await openBrowser();
    if (!browser) this.skip();
    assert.ok(existsSync(TAB), 'build the tab first: npm run build');
    world = await openWorld({ looksForApp: true });
  });
  after(async () => {
    if (!browser) return;
    await browser.close();
    await world.close();
  });

  it('speaks with its host by Microsoft’s own library: context, readiness, and a wish to hear of themes', async () => {
    assert.ok(browser);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const asked: string[] = [];
    const ready = Promise.withResolvers<undefined>();
    await page.exposeFunction('tellTest', (said: string) => {
      asked.push(said);
      if (said === 'appInitialization.success') ready.resolve(undefined);
    });
    await page.addInitScript(HEAR);
    await page.goto(`${world.sandbox.pageUrl}?theme=light`);
    await page.getByRole('button', { name: /look around/ }).click();
    await page
      .getByRole('tab', { name: 'About' })
      .or(page.getByRole('button', { name: 'About' }))
      .first()
      .click();
    const tab = page.frameLocator('iframe[src*="/tab/"]');
    await tab.getByRole('heading', { level: 1 }).waitFor();
    await ready.promise;
    for (const wanted of ['initialize', 'getContext', 'registerHandler themeChange']) {
      assert.ok(asked.includes(wanted), `${wanted} is missing among ${asked.join(', ')}`);
    }
    await page.close();
  });
});
