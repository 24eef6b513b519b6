import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILD_TAB, isTabOld } from './tab.ts';

/** One program that must end well, run by this Node. */
type Step = { readonly name: string; readonly args: readonly string[] };
type Tally = { passed: number; failed: number; skipped: number };
type Ended = { readonly code: number; readonly output: string };

const TSC = 'node_modules/typescript/bin/tsc';
// The long ones first, so that the two lanes end together.
const STEPS: readonly Step[] = [
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
  { name: 'types', args: [TSC, '--noEmit', '-p', '.'] },
  { name: 'types of the tab', args: [TSC, '--noEmit', '-p', 'src/tab'] },
  { name: 'types of the desk page', args: [TSC, '--noEmit', '-p', 'sandbox/desk/page'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'format', args: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'] },
  ...(isTabOld() ? [{ name: 'tab', args: BUILD_TAB }] : []),
];
const LANES = 2;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

await main();

async function main(): Promise<void> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...STEPS];
  await Promise.all(Array.from({ length: LANES }, () => runSteps(waiting, tally)));
  await runTests(tally);
  close(tally);
}

async function runSteps(waiting: Step[], tally: Tally): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const started = performance.now();
    const { code, output } = await run(step.args, {});
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (code === 0) tally.passed += 1;
    else tally.failed += 1;
    console.log(`${code === 0 ? '✔' : '✖'} ${step.name} (${seconds} s)`);
    if (code !== 0) console.log(output);
  }
}

/** Mocha's words go straight to the screen; its numbers come back in a file. */
async function runTests(tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keywave-test-'));
  const file = join(folder, 'tally.json');
  const { code } = await run(['node_modules/mocha/bin/mocha.js', ...process.argv.slice(2)], {
    TEST_TALLY_FILE: file,
  });
  if (existsSync(file)) add(tally, JSON.parse(readFileSync(file, 'utf8')) as Tally);
  if (!existsSync(file) || (code !== 0 && tally.failed === 0)) {
    console.log(`✖ the tests ended with code ${code} without telling what failed`);
    tally.failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Output is kept for a step and passed on at once for the tests, which are told where to leave their numbers. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const isStreamed = 'TEST_TALLY_FILE' in env;
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', isStreamed ? 'inherit' : 'pipe', isStreamed ? 'inherit' : 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(output).toString() });
    });
  });
}

function add(tally: Tally, more: Tally): void {
  tally.passed += more.passed;
  tally.failed += more.failed;
  tally.skipped += more.skipped;
}

function close(tally: Tally): void {
  const file = process.env['TEST_TALLY_FILE'];
  if (file) writeFileSync(file, JSON.stringify(tally));
  else console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  process.exitCode = tally.failed === 0 ? 0 : 1;
}
