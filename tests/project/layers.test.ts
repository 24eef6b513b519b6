import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cruise, type IModule } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  readonly forbidden: readonly { readonly name: string; readonly comment?: string }[];
};
const SIDES = ['src', 'sandbox'] as const;

describe('layers', () => {
  let modules: readonly IModule[];
  let violations: readonly string[];

  before(async () => {
    const { output } = await cruise([...SIDES], await extractOptions('./.dependency-cruiser.cjs'));
    if (typeof output === 'string') throw new Error(output);
    modules = output.modules;
    violations = output.summary.violations.map(
      ({ rule, from, to }) => `${from} must not import ${to}. ${adviceOf(rule.name)}`,
    );
  });

  it('point one way', () => {
    assert.deepEqual(violations, []);
  });

  for (const side of SIDES) {
    it(`were checked in every file of ${side}`, () => {
      const seen = new Set(modules.map(({ source }) => source));
      const missed = sourcesIn(side).filter((file) => !seen.has(file));
      assert.deepEqual(missed, [], 'dependency-cruiser is blind to these: does it know this TypeScript?');
    });
  }

  it('are told apart by imports that were resolved', () => {
    const unresolved = modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter((it) => it.couldNotResolve && it.module.startsWith('.') && !it.module.includes('?'))
        .map(({ module }) => `${source}: ${module}`),
    );
    assert.deepEqual(
      unresolved,
      [],
      'A rule cannot hold for an import that leads nowhere: correct the path.',
    );
  });
}).timeout(60_000);

function adviceOf(rule: string): string {
  return forbidden.find(({ name }) => name === rule)?.comment ?? rule;
}

function sourcesIn(side: string): readonly string[] {
  return readdirSync(side, { recursive: true, encoding: 'utf8' })
    .map((file) => `${side}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
}
