import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../src/tab/', import.meta.url));
const BUILT = fileURLToPath(new URL('../dist/tab/index.html', import.meta.url));

/** The program and arguments (for Node) that build the tab into dist/tab. */
export const BUILD_TAB = ['node_modules/vite/bin/vite.js', 'build', 'src/tab', '--logLevel', 'warn'] as const;

/** Whether something in src/tab is newer than what was last built of it. */
export function isTabOld(): boolean {
  if (!existsSync(BUILT)) return true;
  const builtMs = statSync(BUILT).mtimeMs;
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).some(
    (file) => statSync(join(SOURCE, file)).mtimeMs > builtMs,
  );
}
