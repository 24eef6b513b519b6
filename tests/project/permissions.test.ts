import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GRAPH_PERMISSIONS } from '../../src/adapters/graph/permissions.ts';

describe('the table of permissions in README.md', () => {
  it('is the list that the code goes by', () => {
    const rows = GRAPH_PERMISSIONS.map(({ name, reason }) => `| \`${name}\` | ${reason} |`);
    const there = readFileSync('README.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| `[\w-]+\.[\w.]+` *\|/.test(line))
      // The formatter fills the cells of a table up with spaces.
      .map((line) => line.replaceAll(/ +\|/g, ' |'));
    assert.deepEqual(there, rows, `Put these rows there:\n${rows.join('\n')}\n`);
  });

  it('asks for nothing that could change anything', () => {
    const writing = GRAPH_PERMISSIONS.filter(({ name }) => /Write|FullControl|Manage\./.test(name));
    assert.deepEqual(
      writing,
      [],
      'Keywave only reads; a permission to write needs a decision, and a change here.',
    );
  });
});
