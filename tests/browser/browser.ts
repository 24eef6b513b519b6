import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium of this machine: as CHROMIUM names it, else where it usually is. */
export function chromiumPath(): string | undefined {
  return [process.env['CHROMIUM'], ...USUAL_PLACES].find((path) => path !== undefined && existsSync(path));
}

/** Starts Chromium with a profile of its own, which is gone with it; undefined on a machine without one. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return undefined;
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...QUIET] });
}

/** Why browser tests do not run here. */
export const NO_BROWSER = 'no Chromium found: set CHROMIUM to the path of one';
