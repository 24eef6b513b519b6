import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Secret } from '../../../src/core/secret.ts';

export type PostgresServer = {
  /** A database of its own for a test. */
  create(name: string): Promise<Secret>;
  stop(): Promise<void>;
};

/** Where the programs of a PostgreSQL are, newest not above 15 first; undefined when there is none. */
export function findPostgres(): string | undefined {
  const places = [
    ...versionsIn('/usr/lib/postgresql'),
    ...versionsIn('/opt/homebrew/opt'),
    '/usr/pgsql-15/bin',
    '/usr/local/pgsql/bin',
  ];
  return places.find((place) => existsSync(join(place, 'postgres')) && existsSync(join(place, 'initdb')));
}

function versionsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(postgresql@)?\d+$/.test(name))
    .sort((one, other) => distance(one) - distance(other))
    .map((name) => join(folder, name, 'bin'));
}

/** How far a version is from the oldest one we promise to run on. */
function distance(name: string): number {
  return Math.abs(Number(name.replace('postgresql@', '')) - 15);
}

/** Starts a server on 127.0.0.1 whose data is gone afterwards. It refuses to run as root, so root lends it another user. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const user = userFor();
  const folder = mkdtempSync(join(tmpdir(), 'keywave-pg-'));
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'keywave', '--auth=trust', '-N', '-E', 'UTF8', '--locale=C'],
    user,
  );
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
  ];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((each) => ['-c', each])],
    {
      stdio: 'ignore',
      ...user,
    },
  );
  const killed = (): unknown => server.kill('SIGKILL');
  process.once('exit', killed);
  const url = (name: string): string => `postgres://keywave@127.0.0.1:${port}/${name}`;
  await untilItAnswers(url('postgres'), server);
  return {
    create: async (name) => {
      await runOnce(url('postgres'), `create database ${name}`);
      return new Secret(url(name));
    },
    stop: async () => {
      process.off('exit', killed);
      const ended = once(server, 'exit');
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type User = { readonly uid: number; readonly gid: number };

function userFor(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function idOf(flag: '-u' | '-g'): number {
  const found = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return found.status === 0 ? Number(found.stdout.trim()) : 65_534;
}

function run(program: string, args: readonly string[], user: User | undefined): void {
  const ended = spawnSync(program, args, { encoding: 'utf8', cwd: tmpdir(), ...user });
  if (ended.status !== 0) throw new Error(`${program} failed: ${ended.stderr}`, { cause: ended.error });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error('PostgreSQL ended at once.');
    const answered = await runOnce(url, 'select 1').then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (performance.now() > deadline) throw new Error('PostgreSQL does not answer within 15 seconds.');
  }
}

async function runOnce(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
