import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { resolve } from 'node:path';

/** What keys, tokens and passwords look like. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}/,
  /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_)[A-Za-z0-9_]{20,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bsk-[A-Za-z0-9]{32,}/,
  /\b[\w.~-]{3}8Q~[\w.~-]{31,34}/,
  /\bAccountKey=[A-Za-z0-9+/=]{40,}/,
  // A password in an address, unless it is an example or a hole.
  /\b[a-z+]+:\/\/[^\s:/@'"`{}<>]+:(?!password|secret|\$|[{<.…])[^\s:/@'"`{}<>]{6,}@(?!127\.0\.0\.1|localhost)/,
];
const LARGEST_READ = 2_000_000;

describe('tracked files', () => {
  const files = trackedFiles();

  it('are found', function () {
    if (files === undefined) this.skip();
    assert.ok(files.length > 20, 'git lists hardly any file');
  });

  it('hold no secret', () => {
    const found = search((text) => SECRETS.some((pattern) => pattern.test(text)));
    assert.deepEqual(found, [], 'Take the secret out, and replace it wherever it works: it is known now.');
  });

  it('hold no path of this machine and not its name', () => {
    const paths = [resolve('.'), homedir()].filter((path) => path.split(/[\\/]/).filter(Boolean).length > 1);
    const names = /^[a-z0-9-]{12,}$/i.test(hostname()) ? [hostname()] : [];
    const found = search((text) => [...paths, ...names].some((trace) => text.includes(trace)));
    assert.deepEqual(found, [], 'Another machine has other paths: write them relative to the project.');
  });

  it('name no registry that packages came from', () => {
    const found = search((text, file) => {
      const isList = /(^|\/)(package-lock\.json|\.npmrc|package\.json)$/.test(file);
      return isList && /^\s*(@[\w-]+:)?registry\s*=|"resolved":\s*"https?:/m.test(text);
    });
    assert.deepEqual(
      found,
      [],
      'Whoever installs has a registry of their own: run npm with .npmrc as it is.',
    );
  });

  function search(isBad: (text: string, file: string) => boolean): readonly string[] {
    return (files ?? [])
      .filter((file) => existsSync(file) && statSync(file).isFile() && statSync(file).size < LARGEST_READ)
      .filter((file) => isBad(readFileSync(file, 'utf8'), file));
  }
});

/** What git keeps or would keep; `undefined` where the project came without its history. */
function trackedFiles(): readonly string[] | undefined {
  if (!existsSync('.git')) return undefined;
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
}
