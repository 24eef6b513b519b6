import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from '../../sandbox/clock.ts';
import { openSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { BOT_APP_ID, BOT_SECRET } from '../../sandbox/tenant/apps.ts';
import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import { openDatabase } from '../../src/adapters/store/database.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import type { PersonId, TenantId } from '../../src/core/ids.ts';
import { freePort } from '../stories/free-port.ts';
import { peopleWithoutPasskey, registerPasskey } from '../stories/people.ts';
import { isGreen } from '../stories/seen.ts';
import { environment } from '../stories/world.ts';

const KILLS = 50;
const PEOPLE = 40;

/** The app as a process of its own, killed in mid-work and started again on the same folder. */
class Victim {
  readonly #env: Record<string, string>;
  readonly #url: string;
  #process: ChildProcess | undefined;

  constructor(env: Record<string, string>) {
    this.#env = env;
    this.#url = `http://127.0.0.1:${env['PORT'] ?? ''}`;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['src/main.ts'], {
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (words: Buffer) => (complaint += words.toString()));
    this.#process = child;
    for (let tries = 0; tries < 600; tries += 1) {
      assert.equal(child.exitCode, null, `the app ended by itself: ${complaint}`);
      const isUp = await fetch(`${this.#url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (isUp) return;
      await pause(50);
    }
    throw new Error('the app did not come up within 30 s');
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#process;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  }
}

describe(`the app, killed ${KILLS} times at random moments of the story under load`, () => {
  it('loses nobody who registered, sends no message twice, and its database opens every time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keywave-kill-'));
    const posted = new Map<string, number>();
    const sandbox = await openSandbox({
      port: 0,
      clock: new Clock(),
      looksForApp: false,
      bot: { appId: BOT_APP_ID, secret: BOT_SECRET, endpoint: 'http://127.0.0.1:9/' },
      onConnectorExchange: ({ method, path, status, requestBody }) => {
        if (method !== 'POST' || status !== 201 || !path.endsWith('/activities')) return;
        const key = /"message":"([^"]+)"/.exec(requestBody)?.[1];
        if (key) posted.set(key, (posted.get(key) ?? 0) + 1);
      },
    });
    const port = await freePort();
    sandbox.bot.endpoint = `http://127.0.0.1:${port}/api/messages`;
    const app = new Victim({ ...environment(sandbox, port), KEYWAVE_DATA: folder, LOG_LEVEL: 'silent' });
    await app.start();

    const people = peopleWithoutPasskey(sandbox).slice(0, PEOPLE);
    const lives = Promise.all(people.map((person) => live(sandbox, person)));
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await pause(200 + Math.random() * 2500);
      await app.end('SIGKILL');
      await app.start();
    }
    await lives;
    assert.equal(await app.end('SIGTERM'), 0, 'a graceful stop');

    assert.ok(posted.size >= PEOPLE, 'the messages were not counted');
    assert.deepEqual(
      [...posted].filter(([, times]) => times > 1),
      [],
      'messages that were sent twice',
    );
    const database = await openDatabase({ kind: 'embedded', folder }, () => undefined);
    const { store } = openStore(database, sandbox.data.id as TenantId);
    for (const person of people) {
      const journey = await store.journeys.of(person.id as PersonId);
      assert.equal(journey?.step.kind, 'registered', `${person.displayName} got lost`);
    }
    await database.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });
});

/** What a patient person does: presses again when nothing happened, writes when no card came, until the card is green. */
async function live(sandbox: Sandbox, person: SandboxUser): Promise<void> {
  const { teams } = sandbox;
  const isDone = () => teams.view(person.id).some(({ card }) => isGreen(card));
  await pause(Math.random() * 60_000);
  await teams.install(person.id);
  for (let tries = 0; tries < 400 && !isDone(); tries += 1) {
    const done = person.methods.some((method) => method.kind === 'passkey');
    const moved = await step(sandbox, person).catch(() => false);
    if (moved && !done && tries > 2) registerPasskey(sandbox, person);
    await pause(300 + Math.random() * 700);
  }
  assert.ok(
    isDone(),
    `${person.displayName} never saw the green card: ${teams.texts(person.id).join(' / ')}`,
  );
}

/** Presses whatever leads on; true when the steps are on the card. */
async function step(sandbox: Sandbox, person: SandboxUser): Promise<boolean> {
  const { teams } = sandbox;
  const card = JSON.stringify(teams.view(person.id).findLast((message) => message.card)?.card ?? {});
  if (card === '{}') {
    await teams.say(person.id, 'hello');
    return false;
  }
  const [verb, data] = nextAction(card);
  if (!verb) return false;
  const message = teams.view(person.id).findLast(({ card: shown }) => shown !== undefined);
  if (message)
    await teams.pressOn(person.id, {
      activityId: message.id,
      action: { type: 'Action.Execute', verb, data },
    });
  return verb === 'registration.check';
}

function nextAction(card: string): [string | undefined, Record<string, unknown>] {
  for (const verb of ['registration.check', 'registration.route', 'registration.start']) {
    const found = findAction(JSON.parse(card), verb);
    if (found) return [verb, found];
  }
  return [undefined, {}];
}

function findAction(node: unknown, verb: string): Record<string, unknown> | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('verb' in node && node.verb === verb && 'data' in node) return node.data as Record<string, unknown>;
  for (const child of Object.values(node)) {
    const found = findAction(child, verb);
    if (found) return found;
  }
  return undefined;
}
