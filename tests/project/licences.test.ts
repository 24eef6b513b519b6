import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

type Package = { readonly license?: string; readonly dev?: boolean; readonly devOptional?: boolean };

/** Licences that let us ship a library inside a product, whoever uses it. */
const PERMISSIVE = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BSD', 'Apache-2.0'],
  ...['BlueOak-1.0.0', 'CC0-1.0', 'CC-BY-4.0', 'Unlicense', 'PostgreSQL', 'Python-2.0', 'Zlib', 'WTFPL'],
]);

/** Packages that tell their licence to people only: read in the file named here, in this version. */
const READ_BY_US: Readonly<Record<string, string>> = {
  'escape-regexp-component@1.0.2': 'MIT', // Readme.md
  'jspath@0.4.0': 'MIT', // LICENSE
};

describe('licences', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Readonly<Record<string, Package>>;
  };
  const shipped = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);

  it('of all that is shipped are permissive', () => {
    assert.ok(shipped.length > 50, 'the lock lists hardly any package');
    const doubtful = shipped
      .map(([path, { license }]) => ({ path, licence: license ?? licenceOnDisk(path) }))
      .filter(({ licence }) => !isPermissive(licence))
      .map(({ path, licence }) => `${path.replace(/^.*node_modules\//, '')}: ${licence}`);
    assert.deepEqual(doubtful, [], 'Replace these, or decide that they may stay and add the licence here.');
  });
});

/** "(MIT OR GPL-3.0)" leaves us the choice; "MIT AND X" does not. */
function isPermissive(licence: string): boolean {
  return licence
    .replaceAll(/[()]/g, '')
    .split(/ or /i)
    .some((choice) => choice.split(/ and /i).every((one) => PERMISSIVE.has(one.trim())));
}

/** Old packages name their licence in a way that the lock leaves out. */
function licenceOnDisk(path: string): string {
  const { name, version, license, licenses } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8')) as {
    name: string;
    version: string;
    license?: string | { type: string };
    licenses?: readonly { type: string }[];
  };
  const old = typeof license === 'object' ? license.type : license;
  return old ?? licenses?.map(({ type }) => type).join(' OR ') ?? READ_BY_US[`${name}@${version}`] ?? 'none';
}
