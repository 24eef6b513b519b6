import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Program } from './program.ts';
import { BUILD_TAB, isTabOld } from './tab.ts';

const APP_PORT = 3978;
const SANDBOX_PORT = 3979;
const START_MS = 60_000;

// What the practice tenant knows of the app; worth nothing anywhere else.
const PRACTICE = {
  KEYWAVE_MODE: 'sandbox',
  BOT_ID: 'b07b07b0-0000-4000-8000-000000000001',
  BOT_TENANT_ID: 'c0ffee00-0000-4000-8000-000000000001',
  BOT_TYPE: 'SingleTenant',
  SECRET_BOT_PASSWORD: 'sandbox-only-bot-secret-0123456789',
  KEYWAVE_COMPANY_NAME: 'Contoso',
  KEYWAVE_TIME_ZONE: 'Europe/Berlin',
  KEYWAVE_DEADLINE: '2027-02-01',
  KEYWAVE_HELPDESK_NAME: 'Contoso helpdesk',
  KEYWAVE_HELPDESK_EMAIL: 'lee.gu@contoso.example',
  KEYWAVE_HELPDESK_PHONE: '+49 30 901820',
} as const;

process.exitCode = await main();

async function main(): Promise<number> {
  chdir(fileURLToPath(new URL('..', import.meta.url)));
  if (!buildTab()) return 1;
  const sandboxPort = await freePort(SANDBOX_PORT);
  const appPort = await freePort(APP_PORT);
  const sandbox = startSandbox(sandboxPort, appPort);
  const app = startApp(sandboxPort, appPort);
  const programs = [sandbox, app];
  const stopped = whenToldToStop();
  const healthy = Promise.all([
    sandbox.answers(`http://127.0.0.1:${sandboxPort}/desk/api/state`, START_MS),
    app.answers(`http://127.0.0.1:${appPort}/healthz`, START_MS),
  ]);
  const isUp = await Promise.race([
    healthy.then((all) => all.every(Boolean)),
    ...programs.map((program) => program.ended.then(() => false)),
    stopped,
  ]);
  if (isUp === true) console.log(`Keywave is running: http://localhost:${sandboxPort}/`);
  const dead = isUp === 'stop' ? undefined : await firstDead(programs, isUp ? stopped : undefined);
  await Promise.all(programs.map((program) => program.stop()));
  if (dead) console.error(`${dead.name} has ended. Its last words:\n${dead.lastWords}`);
  return dead ? 1 : 0;
}

/** The tab is the only part that must be built before it runs. */
function buildTab(): boolean {
  if (!isTabOld()) return true;
  return spawnSync(process.execPath, BUILD_TAB, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function startSandbox(port: number, appPort: number): Program {
  mkdirSync('.data', { recursive: true });
  return new Program({
    name: 'The practice tenant',
    args: ['sandbox/main.ts'],
    env: {
      ...cleanEnvironment(),
      SANDBOX_PORT: String(port),
      SANDBOX_BOT_ENDPOINT: `http://127.0.0.1:${appPort}/api/messages`,
    },
    logFile: `.data/sandbox-${port}.log`,
  });
}

/** The practice tenant forgets everything when it ends, so the app begins anew with it. */
function startApp(sandboxPort: number, port: number): Program {
  const folder = `.data/practice-${port}`;
  rmSync(folder, { recursive: true, force: true });
  return new Program({
    name: 'The app',
    args: ['src/main.ts'],
    env: {
      ...cleanEnvironment(),
      ...PRACTICE,
      KEYWAVE_SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
      KEYWAVE_DATA: folder,
      PORT: String(port),
    },
    logFile: `.data/app-${port}.log`,
  });
}

/** Settings of a real deployment must not reach the practice one. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const isOurs = /^(KEYWAVE_|BOT_|SECRET_|SANDBOX_|NODE_ENV$|LOG_LEVEL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs.test(name)));
}

/** The program that ended, or never got well; undefined when we were told to stop before. */
async function firstDead(
  programs: readonly Program[],
  stopped: Promise<'stop'> | undefined,
): Promise<Program | undefined> {
  const ends = programs.map((program) => program.ended.then(() => program));
  const outcome = await Promise.race([...ends, stopped ?? lateOne(programs)]);
  return outcome === 'stop' ? undefined : outcome;
}

/** Both run, but one does not answer: the one started last waits for the other, so it tells more. */
function lateOne(programs: readonly Program[]): Promise<Program | 'stop'> {
  return Promise.resolve(programs.at(-1) ?? 'stop');
}

function whenToldToStop(): Promise<'stop'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('stop'));
  });
}

/** The wanted port if nobody has it, otherwise one that the system picks. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && wanted !== 0) resolve(freePort(0));
      else reject(error);
    });
    probe.listen({ port: wanted, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}
