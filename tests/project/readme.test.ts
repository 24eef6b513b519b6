import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

describe('README.md', () => {
  const text = readFileSync('README.md', 'utf8');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };

  it('names only commands that exist', () => {
    const named = [...text.matchAll(/npm (?:run )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    const unknown = named.filter((name) => !(name in scripts) && !['ci', 'install'].includes(name));
    assert.ok(
      named.includes('start') && named.includes('test'),
      'The two commands of a stranger are missing.',
    );
    assert.deepEqual(unknown, [], 'Add these to package.json, or correct README.md.');
  });

  it('leads to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file = '']) => file);
    const folders = [...text.matchAll(/^\| `([\w.][\w./-]*)` *\|/gm)]
      .map(([, file = '']) => file)
      .filter((file) => !/^[A-Z][\w-]*\.[A-Z]/.test(file));
    const lost = [...links, ...folders].filter((file) => !existsSync(file));
    assert.deepEqual(lost, [], 'README.md names these. The picture is made by `npm run picture`.');
  });
});

describe('package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };

  it('runs only files that exist', () => {
    const files = Object.values(scripts).flatMap((line) =>
      [...line.matchAll(/(?:node|--config) (\S+)/g)].map(([, file = '']) => file),
    );
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
      'Correct the script, or write its file.',
    );
  });
});
