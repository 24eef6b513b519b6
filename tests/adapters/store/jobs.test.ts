import assert from 'node:assert/strict';
import { startJobs, type RunningJobs } from '../../../src/adapters/store/jobs.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { onBothDatabases } from './databases.ts';
import { ADA, LEE } from './samples.ts';

onBothDatabases('the job engine', ({ database }) => {
  const running: { jobs?: RunningJobs } = {};
  const errors: unknown[] = [];
  const welcomed: [PersonId, string | undefined][] = [];
  let failures = 0;

  before(async function () {
    this.timeout(60_000);
    running.jobs = await startJobs(database().engine, {
      welcome: async (person, locale) => {
        if (person === LEE && failures === 0) {
          failures += 1;
          throw new Error('the directory is away');
        }
        welcomed.push([person, locale]);
      },
      timers: [{ name: 'missed', cron: '* * * * *', run: async () => undefined }],
      onError: (error) => errors.push(error),
      pollSeconds: 0.5,
    });
  });

  after(async () => {
    await running.jobs?.stop();
    await running.jobs?.stop();
  });

  const jobs = () => running.jobs as RunningJobs;

  async function until(isSo: () => boolean): Promise<void> {
    const deadline = performance.now() + 15_000;
    while (!isSo() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(isSo());
  }

  it('is ready', async () => assert.deepEqual(await jobs().ready(), { kind: 'ready' }));

  it('welcomes a person once although three ask for it', async () => {
    await Promise.all([
      jobs().welcome(ADA, 'de-DE'),
      jobs().welcome(ADA, 'de-DE'),
      jobs().welcome(ADA, 'de-DE'),
    ]);
    await until(() => welcomed.some(([person]) => person === ADA));
    assert.deepEqual(welcomed, [[ADA, 'de-DE']]);
  });

  it('repeats a welcome that failed, and says so', async () => {
    await jobs().welcome(LEE, undefined);
    await until(() => welcomed.some(([person]) => person === LEE));
    assert.equal(failures, 1);
    assert.deepEqual(errors.map(String), ['Error: the directory is away']);
  });
});
