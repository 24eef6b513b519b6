import { fromPglite, PgBoss, type ConstructorOptions } from 'pg-boss';
import type { PersonId } from '../../core/ids.ts';
import type { Jobs } from '../../ports/store.ts';
import type { Engine } from './database.ts';
import { withinPatience, type Readiness } from './readiness.ts';

/** What the engine runs, and whom it tells when something fails. */
export type JobPlan = {
  readonly welcome: (person: PersonId, locale: string | undefined) => Promise<void>;
  readonly timers: readonly Timer[];
  readonly onError: (error: unknown) => void;
  /** How often a queue is looked at; a test looks more often. */
  readonly pollSeconds?: number;
};

export type Timer = { readonly name: string; readonly cron: string; readonly run: () => Promise<unknown> };

export type RunningJobs = Jobs & {
  ready(): Promise<Readiness>;
  /** Takes no new work and waits for what is under way. */
  stop(): Promise<void>;
};

const WELCOME = 'welcome';
const TIMER = 'timer.';
// Every call of a welcome has its own deadline; whoever holds one for longer is dead.
const LONGEST_WELCOME_SECONDS = 20;
const LONGEST_TIMER_SECONDS = 300;
const STOP_WITHIN_MS = 15_000;

/** Starts the job engine on the same database: what must be done soon is kept there and repeated until it succeeds. */
export async function startJobs(engine: Engine, plan: JobPlan): Promise<RunningJobs> {
  const boss = new PgBoss({ ...connectionOf(engine), schema: 'jobs', superviseIntervalSeconds: 10 });
  boss.on('error', plan.onError);
  await boss.start();
  await serveWelcome(boss, plan);
  for (const timer of plan.timers) await serveTimer(boss, timer, plan);
  await forgetOtherTimers(boss, plan.timers);
  return {
    async welcome(person, locale) {
      await boss.send(WELCOME, { person, locale }, { singletonKey: person });
    },
    ready: () => withinPatience(answers(boss)),
    stop: () => boss.stop({ graceful: true, timeout: STOP_WITHIN_MS }),
  };
}

function connectionOf(engine: Engine): ConstructorOptions {
  if (engine.kind === 'embedded') return { db: fromPglite(engine.embedded.pglite), backend: 'pglite' };
  return { connectionString: engine.url.reveal(), application_name: 'keywave jobs', max: 4 };
}

type Welcome = { readonly person: PersonId; readonly locale?: string };

async function serveWelcome(boss: PgBoss, plan: JobPlan): Promise<void> {
  // `exclusive`: while a person's welcome waits or runs, another one for the same person is not taken.
  const options = {
    policy: 'exclusive',
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: LONGEST_WELCOME_SECONDS,
  };
  await boss.createQueue(WELCOME, options);
  await boss.work<Welcome>(WELCOME, polling(plan), async (jobs) => {
    for (const { data } of jobs) await told(plan, () => plan.welcome(data.person, data.locale));
  });
}

async function serveTimer(boss: PgBoss, { name, cron, run }: Timer, plan: JobPlan): Promise<void> {
  const queue = TIMER + name;
  // A beat that finds the last one still waiting or running is left out: the next one is never far.
  await boss.createQueue(queue, {
    policy: 'exclusive',
    retryLimit: 0,
    expireInSeconds: LONGEST_TIMER_SECONDS,
  });
  await boss.work(queue, polling(plan), () => told(plan, run));
  await boss.schedule(queue, cron);
}

/** A timer that this version no longer knows must not ring for ever. */
async function forgetOtherTimers(boss: PgBoss, timers: readonly Timer[]): Promise<void> {
  const known = new Set(timers.map(({ name }) => TIMER + name));
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name);
}

/** The engine repeats what fails; we only say so. */
async function told(plan: JobPlan, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    plan.onError(error);
    throw error;
  }
}

function polling({ pollSeconds = 2 }: JobPlan) {
  return { pollingIntervalSeconds: pollSeconds };
}

async function answers(boss: PgBoss): Promise<Readiness> {
  const queue = await boss.getQueue(WELCOME);
  return queue ? { kind: 'ready' } : { kind: 'not-ready', why: 'The job engine has lost its queues.' };
}
