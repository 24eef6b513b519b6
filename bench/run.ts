import { existsSync, readdirSync } from 'node:fs';

/** What one bench found: whether its bar was met, and the numbers that say by how much. */
export type Outcome = { readonly met: boolean } & Readonly<Record<string, unknown>>;
type Bench = { run(progress: (line: string) => void): Promise<Outcome> };

await main(process.argv[2]);

async function main(name: string | undefined): Promise<void> {
  const file = new URL(`${name ?? ''}.ts`, import.meta.url);
  if (!name || !/^[a-z0-9-]+$/.test(name) || name === 'run' || !existsSync(file)) {
    console.error(`npm run bench -- NAME, where NAME is one of: ${names().join(', ') || '(none yet)'}`);
    process.exitCode = 2;
    return;
  }
  const bench = (await import(file.href)) as Bench;
  const outcome = await bench.run((line) => console.log(line));
  console.log(JSON.stringify({ bench: name, ...outcome }));
  process.exitCode = outcome.met ? 0 : 1;
}

function names(): readonly string[] {
  return readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .map((file) => file.slice(0, -'.ts'.length));
}
