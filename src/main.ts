import { fileURLToPath } from 'node:url';
import { entraTokenSource } from './adapters/entra/identity.ts';
import { cachedTokens, sandboxTokenSource, type Tokens } from './adapters/entra/tokens.ts';
import { graphDirectory, type GraphDirectory } from './adapters/graph/directory.ts';
import { openDatabase, type Database, type Place } from './adapters/store/database.ts';
import { startJobs, type RunningJobs } from './adapters/store/jobs.ts';
import { startMaintenance } from './adapters/store/maintenance.ts';
import { migrate } from './adapters/store/migrate.ts';
import type { Readiness } from './adapters/store/readiness.ts';
import { openStore, type OpenStore } from './adapters/store/store.ts';
import { startBeat } from './adapters/system/beat.ts';
import { sandboxClock, systemClock, type Clock } from './adapters/system/clock.ts';
import { openLog, type Logging } from './adapters/system/log.ts';
import { refuseToStart, stopWithProcess } from './adapters/system/process.ts';
import { chance } from './adapters/system/random.ts';
import { teamsApp } from './adapters/teams/app.ts';
import { connectorChat } from './adapters/teams/chat.ts';
import { cardRenderer, type RenderCard } from './adapters/teams/render.ts';
import { openWebServer, type WebServer } from './adapters/web/server.ts';
import { failureText } from './cards/notice.ts';
import { readConfig, type Config } from './config.ts';
import { chooseLanguage } from './core/language.ts';
import { welcome } from './flows/welcome.ts';
import { Closers } from './lib/closers.ts';
import type { Ports } from './ports/ports.ts';
import { onBotEvent } from './triggers/bot.ts';
import { BEATS, onTime, TIMETABLE } from './triggers/timers.ts';

/** What a test brings instead of what the configuration says. */
export type World = {
  readonly place?: Place;
  readonly clock?: Clock;
  readonly logging?: Logging;
};

export type App = {
  readonly url: string;
  readonly ports: Ports;
  /** Takes no more work, ends what is under way and closes everything in reverse order. */
  readonly stop: () => Promise<void>;
};

/** Starts the app, each part after those it needs; when one fails, those before it are closed again. */
export async function startApp(config: Config, world: World = {}): Promise<App> {
  const closers = new Closers();
  try {
    return await open({
      config,
      world,
      closers,
      logging: world.logging ?? openLog({ level: config.logLevel }),
    });
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

type Start = {
  readonly config: Config;
  readonly world: World;
  readonly closers: Closers;
  readonly logging: Logging;
};

async function open(start: Start): Promise<App> {
  const { config, closers, logging } = start;
  const clock = openClock(start);
  const tokens = tokensOf(config);
  const render = cardRenderer(new URL('../adaptiveCards/', import.meta.url));
  const database = await openStorage(start);
  const kept = openStore(database, config.tenantId, { rates: ratesOf(config) });
  const directory = graphDirectory({
    baseUrl: graphUrlOf(config),
    token: (scope) => tokens(scope),
    log: logging.log,
    onBusy: (forMs) =>
      void kept.allowance
        .pause('graph.methods', forMs)
        .catch((error: unknown) => logging.log.error('pause not kept', error)),
  });

  const ports: Ports = {
    ...kept,
    directory,
    chat: connectorChat({ serviceHosts: serviceHostsOf(config), tokens, render, log: logging.log }),
    // The engine needs the ports for its work, so the port reaches for the engine only when it is used.
    jobs: { welcome: (person, locale) => jobs.welcome(person, locale) },
    company: config.company,
    now: () => clock.now(),
    chance,
    log: logging.log,
  };
  const jobs: RunningJobs = await openJobs(start, database, ports, kept);
  startBeats(ports, closers);
  const web = await openDoor(start, { ports, render, directory, kept, jobs });
  closers.add(() => web.close());
  logging.log.info('started', { url: web.url, mode: config.sandboxUrl ? 'sandbox' : 'production' });
  return { url: web.url, ports, stop: () => closers.closeAll() };
}

function openClock({ config, world, closers }: Start): Clock {
  const clock = world.clock ?? (config.sandboxUrl ? sandboxClock(config.sandboxUrl) : systemClock());
  closers.add(async () => clock.close());
  return clock;
}

async function openStorage({ config, world, closers, logging: { log } }: Start): Promise<Database> {
  const place = world.place ?? placeOf(config);
  const database = await openDatabase(place, (error) => log.error('idle connection lost', error));
  closers.add(() => database.close());
  await migrate(database.db);
  const maintenance = startMaintenance(database, {
    everyMs: 60_000,
    onError: (error) => log.error('maintenance failed', error),
  });
  closers.add(() => maintenance.stop());
  return database;
}

async function openJobs(
  { closers, logging: { log } }: Start,
  database: Database,
  ports: Ports,
  kept: OpenStore,
): Promise<RunningJobs> {
  const jobs = await startJobs(database.engine, {
    welcome: (person, locale) => welcome(ports, person, locale),
    timers: [
      ...TIMETABLE.map((timer) => ({ ...timer, run: () => onTime(ports, timer) })),
      { name: 'sweep-inbound', cron: '17 3 * * *', run: () => kept.inbound.sweep() },
    ],
    onError: (error) => log.error('job failed', error),
    pollSeconds: 0.5,
  });
  closers.add(() => jobs.stop());
  return jobs;
}

function startBeats(ports: Ports, closers: Closers): void {
  for (const beat of BEATS) {
    const running = startBeat(beat.everyMs, () => onTime(ports, beat));
    closers.add(() => running.stop());
  }
}

type Behind = {
  readonly ports: Ports;
  readonly render: RenderCard;
  readonly directory: GraphDirectory;
  readonly kept: OpenStore;
  readonly jobs: RunningJobs;
};

function openDoor(
  { config, logging }: Start,
  { ports, render, directory, kept, jobs }: Behind,
): Promise<WebServer> {
  const bot = teamsApp({
    appId: config.bot.appId,
    tenantId: config.tenantId,
    metadataUrl: metadataUrlOf(config),
    serviceHosts: serviceHostsOf(config),
    render,
    handle: (event) => onBotEvent(ports, event),
    failureText: (reference, locale) => failureText(chooseLanguage(locale), reference),
    log: logging.log,
  });
  return openWebServer({
    ...config.web,
    tabFolder: fileURLToPath(new URL('../dist/tab', import.meta.url)),
    frameOrigins: config.sandboxUrl ? [config.sandboxUrl.replace('127.0.0.1', 'localhost')] : [],
    receive: (request) => bot.receive(request),
    checks: {
      database: async () => assertReady(await kept.ready()),
      graph: () => directory.ready(),
      jobs: async () => assertReady(await jobs.ready()),
    },
    withCorrelation: logging.withCorrelation,
    log: logging.log,
  });
}

function assertReady(readiness: Readiness): void {
  if (readiness.kind !== 'ready') throw new Error(readiness.why);
}

function placeOf({ databaseUrl, dataFolder }: Config): Place {
  return databaseUrl ? { kind: 'postgres', url: databaseUrl } : { kind: 'embedded', folder: dataFolder };
}

function tokensOf({ sandboxUrl, tenantId, bot }: Config): Tokens {
  const real = systemClock();
  const now = (): Date => real.now();
  const clientId = bot.appId;
  if (sandboxUrl === undefined)
    return cachedTokens(entraTokenSource({ tenantId, clientId, ...bot.proof }), now);
  if (bot.proof.kind !== 'secret') throw new Error('The sandbox takes a secret only.');
  return cachedTokens(
    sandboxTokenSource({ sandboxUrl, tenantId, clientId, secret: bot.proof.secret }, now),
    now,
  );
}

function ratesOf({ sendsPerSecond, methodChecksPer10s }: Config) {
  return {
    'teams.send': { perSecond: sendsPerSecond, burst: 5 },
    'graph.methods': { perSecond: methodChecksPer10s / 10, burst: methodChecksPer10s },
  };
}

function serviceHostsOf({ serviceHosts, sandboxUrl }: Config) {
  return { hosts: serviceHosts, onlyLoopback: sandboxUrl !== undefined };
}

function graphUrlOf({ sandboxUrl }: Config): string {
  return sandboxUrl ? `${sandboxUrl}/graph` : 'https://graph.microsoft.com';
}

function metadataUrlOf({ sandboxUrl }: Config): string {
  const issuer = sandboxUrl ? `${sandboxUrl}/entra/botframework` : 'https://login.botframework.com';
  return `${issuer}/v1/.well-known/openidconfiguration`;
}

/** The process: starts the app or says all that is wrong. */
async function run(): Promise<void> {
  const read = readConfig();
  if (read.kind === 'wrong') {
    refuseToStart(read.problems);
    return;
  }
  const logging = openLog({ level: read.config.logLevel });
  try {
    const app = await startApp(read.config, { logging });
    stopWithProcess(() => app.stop(), logging.log);
  } catch (error) {
    const reference = logging.log.error('start failed', error);
    refuseToStart([`${error instanceof Error ? error.message : 'unknown'} (${reference})`]);
  }
}

if (import.meta.main) await run();
