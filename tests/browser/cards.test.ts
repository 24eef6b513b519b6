import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { cardRenderer } from '../../src/adapters/teams/render.ts';
import { LANGUAGES } from '../../src/core/language.ts';
import { faces } from '../cards/faces.ts';
import { chromiumPath, NO_BROWSER, openBrowser } from './browser.ts';
import { openCardStage, THEMES, type CardStage } from './card-faults.ts';

const TITLE = 'every card, drawn by Microsoft’s renderer';

describe(chromiumPath() === undefined ? `${TITLE} (skipped: ${NO_BROWSER})` : TITLE, () => {
  let browser: Browser | undefined;
  let stage: CardStage;
  const render = cardRenderer(new URL('../../adaptiveCards/', import.meta.url));

  before(async function () {
    browser = await openBrowser();
    if (!browser) this.skip();
    stage = await openCardStage(browser);
  });
  after(() => browser?.close());

  for (const language of LANGUAGES) {
    it(`is whole, readable and pressable at 320 pixels in both themes (${language})`, async () => {
      const faults: string[] = [];
      for (const { name, card } of faces(language)) {
        for (const theme of THEMES) {
          const drawn = await stage.draw(render(card), { theme, width: 320 });
          faults.push(...drawn.faults.map((fault) => `${name}, ${theme}: ${fault}`));
        }
      }
      assert.deepEqual(faults, []);
    }).timeout(180_000);
  }
});
