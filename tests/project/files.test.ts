import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const MOST_LINES = 250;
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  src: ['adapters', 'cards', 'core', 'flows', 'lib', 'ports', 'tab', 'triggers'],
  'src/adapters': ['entra', 'graph', 'store', 'system', 'teams', 'web'],
  sandbox: ['connector', 'desk', 'entra', 'graph', 'tenant'],
  tests: [
    ...['adapters', 'browser', 'cards', 'contract', 'core', 'lib', 'long'],
    ...['project', 'sandbox', 'stories'],
  ],
};
const LOOSE_IN_SRC = ['main.ts', 'config.ts'];
/** What a test of these folders is about is the file of the same name. */
const MIRRORS = ['core', 'cards', 'lib', 'adapters/graph'];

describe('files', () => {
  it('are named in kebab-case', () => {
    const odd = filesIn('src', 'sandbox', 'tests', 'scripts', 'bench', 'adaptiveCards').filter(
      (file) => !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(basename(file)),
    );
    assert.deepEqual(odd, [], 'Rename these: small letters and digits, words joined by hyphens.');
  });

  it('are short', () => {
    const long = filesIn('src', 'sandbox')
      .filter((file) => /\.(ts|tsx|css)$/.test(file) && (file.startsWith('src/') || !file.endsWith('.css')))
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > MOST_LINES);
    assert.deepEqual(long, [], `More than ${MOST_LINES} lines: a second noun wants a file of its own.`);
  });

  it('live in the rooms of the architecture', () => {
    const strangers = Object.entries(ROOMS).flatMap(([house, rooms]) =>
      foldersIn(house)
        .filter((folder) => !rooms.includes(folder))
        .map((folder) => `${house}/${folder}`),
    );
    assert.deepEqual(
      strangers,
      [],
      'Unknown folders: move their files, or add the room here and to README.md.',
    );
    const loose = readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isFile() && !LOOSE_IN_SRC.includes(entry.name))
      .map(({ name }) => `src/${name}`);
    assert.deepEqual(loose, [], 'Only the composition root and the configuration stand outside of a layer.');
  });

  it('have tests of the same name', () => {
    const orphans = MIRRORS.filter((folder) => existsSync(`tests/${folder}`)).flatMap((folder) =>
      filesIn(`tests/${folder}`)
        .filter((file) => file.endsWith('.test.ts'))
        .filter((file) => !sourcesOf(file).some((source) => existsSync(source))),
    );
    assert.deepEqual(orphans, [], 'These tests have no file of their name under src: rename or move them.');
  });

  it('hold nothing unfinished and nothing silenced', () => {
    const traces = filesIn('src', 'sandbox')
      .filter((file) => /\.(ts|tsx|json|css|html)$/.test(file))
      .filter((file) =>
        /\b(TODO|FIXME|XXX)\b|eslint-disable|@ts-(ignore|nocheck)/.test(readFileSync(file, 'utf8')),
      );
    assert.deepEqual(traces, [], 'Finish these now, or file an issue and take the note out.');
  });
});

/** `policy.property.test.ts` is about `policy.ts` as well; a page may be `.tsx`. */
function sourcesOf(test: string): readonly string[] {
  const path = test.replace(/^tests\//, 'src/').replace(/(\.[a-z-]+)?\.test\.ts$/, '');
  return [`${path}.ts`, `${path}.tsx`];
}

function filesIn(...folders: readonly string[]): readonly string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/')),
    );
}

function foldersIn(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];
}
