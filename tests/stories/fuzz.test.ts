import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { OBSTACLES } from '../../src/core/journey.ts';
import { ROUTES } from '../../src/core/route.ts';
import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import { activity, PERSON, press, quietly, SERVICE_URL } from '../adapters/teams/channel.ts';
import { oddContents } from '../adapters/teams/odd-activities.ts';
import { calm, fingerprint, openBook, rows, type OpenBook } from './kept.ts';
import { post, serviceUrlOf } from './post.ts';
import { sees } from './seen.ts';
import type { World } from './world.ts';

const SEED = 20261121;
const AT_ONCE = 20;
const ACTIVITIES = 1200;
const PRESSES = 1400;
const BYTES = 400;
const TOTAL = ACTIVITIES + PRESSES + BYTES;

// Adele comes only after the storm; Sofia and Fatima sit through it without a word.
const BYSTANDERS = ['Sofia Álvarez', 'Fatima Zahra'];
const INSTALLED = ['Hana Suzuki', 'Diego Siciliani', 'Leila Haddad', 'Isaiah Langer', 'Lena Ortiz'];
const NOT_INSTALLED = ['Johanna Lorenz', 'Ben Carter', 'Peter Nowak', 'Luis Ortega'];
const IN_NO_DIRECTORY = ['00000000-0000-4000-8000-000000000000', 'ffffffff-ffff-4fff-bfff-ffffffffffff'];

describe(`${TOTAL.toLocaleString('en')} of the fuzzed requests, to the whole app (seed ${SEED}; 10,000 go to its door alone)`, function () {
  this.timeout(180_000);
  let book: OpenBook;
  let world: World;
  let token: string;
  let people: readonly string[];
  let journeys: readonly string[];
  let cards: readonly string[];
  let heapBefore: number;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);

  before(async () => {
    process.on('unhandledRejection', note);
    process.on('uncaughtExceptionMonitor', note);
    book = await openBook();
    ({ world } = book);
    token = await world.sandbox.tokens.inbound(serviceUrlOf(world));
    const { teams } = world.sandbox;
    const installed = [...BYSTANDERS, ...INSTALLED].map((name) => world.person(name));
    for (const { id } of installed) await teams.install(id);
    for (const { id } of installed) await teams.until(id, (view) => view.length > 0, { timeoutMs: 20_000 });
    await calm(book);
    cards = installed.flatMap(({ id }) => teams.view(id).map((message) => message.id));
    journeys = (await rows(book, 'select id from journey order by id')).map(({ id }) => String(id));
    assert.equal(journeys.length, installed.length - 1, 'a guest has none');
    const actors = [...INSTALLED, ...NOT_INSTALLED].map((name) => world.person(name).id);
    people = [...actors, ...IN_NO_DIRECTORY];
    heapBefore = heapUsed();
  });
  after(async () => {
    await world.close();
    process.off('unhandledRejection', note);
    process.off('uncaughtExceptionMonitor', note);
  });

  async function send(body: string): Promise<number> {
    const { status, text } = await post(world, body, { authorization: `Bearer ${token}` });
    assert.ok(status < 500, `${status} for ${body.slice(0, 2000)}`);
    assert.doesNotMatch(text, /node_modules|Error:|\.ts:\d|tenant_id/, body.slice(0, 2000));
    return status;
  }
  /** Sends so many and answers how many of them were let in. */
  async function storm(bodies: fc.Arbitrary<string>, count: number): Promise<number> {
    const statuses: number[] = [];
    const round = fc.array(bodies, { minLength: AT_ONCE, maxLength: AT_ONCE });
    await quietly(() =>
      fc.assert(
        fc.asyncProperty(round, async (contents) => {
          statuses.push(...(await Promise.all(contents.map(send))));
        }),
        { seed: SEED, numRuns: count / AT_ONCE, endOnFailure: true },
      ),
    );
    assert.deepEqual(unhandled, []);
    assert.deepEqual(errorsIn(world.log), []);
    assert.equal(statuses.length, count);
    return statuses.filter((status) => status === 200).length;
  }

  const person = () => fc.nat().map((any) => people[any % people.length] ?? '');
  const fromPerson = fc
    .tuple(person(), fc.boolean(), fc.uuid())
    .map(([id, isOwnChat, elsewhere]) => ({ id, chat: isOwnChat ? chatOf(world, id) : `a:${elsewhere}` }));

  it('survives activities of every kind from everybody, with anything in any field', async () => {
    const bodies = fc.tuple(oddContents, fromPerson, fc.uuid()).map(([content, from, id]) =>
      content
        .replaceAll(SERVICE_URL, serviceUrlOf(world))
        .replaceAll(PERSON, from.id)
        .replaceAll('"a:chat"', JSON.stringify(from.chat))
        // The same id is the same activity to us; a few stay the same.
        .replaceAll('"activity-1"', JSON.stringify(id.startsWith('0') ? 'activity-1' : id)),
    );
    const letIn = await storm(bodies, ACTIVITIES);
    assert.ok(letIn > ACTIVITIES / 3, `only ${letIn} were let in`);
  });

  it('survives presses of anything on any card, and lets nobody touch the journey of somebody else', async () => {
    const bystanders = BYSTANDERS.map((name) => world.person(name));
    const before = await belongings(book, bystanders);
    const tricky = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.constantFrom('__proto__', 'constructor', '\u0000', 'x\u0000y', '\ud800', "' or 1=1 --", '../..', ''),
      fc.integer({ min: 90, max: 60_000 }).map((length) => 'x'.repeat(length)),
      fc
        .integer({ min: 1, max: 3000 })
        .map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
    );
    const mostly = (good: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
      fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: tricky });
    const journey = fc.nat().map((any) => journeys[any % journeys.length] ?? '');
    const data = fc.record(
      {
        journey: mostly(journey),
        route: mostly(fc.constantFrom(...ROUTES)),
        obstacle: mostly(fc.constantFrom(...OBSTACLES)),
        message: mostly(journey.map((id) => `journey:${id}:0`)),
        verb: tricky,
        ['__proto__']: tricky,
        more: tricky,
      },
      { requiredKeys: ['journey'] },
    );
    const verbs = ['start', 'route', 'check', 'stuck'].map((verb) => `registration.${verb}`);
    const bodies = fc
      .record({
        verb: mostly(fc.constantFrom(...verbs)),
        data: fc.oneof({ weight: 9, arbitrary: data }, { weight: 1, arbitrary: tricky }),
        from: fromPerson,
        on: mostly(fc.nat().map((any) => cards[any % cards.length] ?? '')),
        id: fc.uuid(),
        isSubmit: fc.boolean(),
      })
      .map(({ verb, data, from, on, id, isSubmit }) =>
        JSON.stringify({
          ...(isSubmit
            ? activity({ text: undefined, value: withVerb(data, verb) })
            : press(verb as string, data as Record<string, unknown>)),
          id,
          replyToId: on,
          serviceUrl: serviceUrlOf(world),
          from: { id: `29:${from.id}`, name: 'x', aadObjectId: from.id },
          conversation: { id: from.chat, conversationType: 'personal', tenantId: world.sandbox.data.id },
        }),
      );
    const letIn = await storm(bodies, PRESSES);
    assert.ok(letIn > PRESSES * 0.8, `only ${letIn} were let in`);
    assert.deepEqual(await belongings(book, bystanders), before);
    const moved = await rows(book, 'select 1 from journey where version > 1');
    assert.ok(moved.length >= INSTALLED.length - 2, 'people could move their own journeys all the while');
  });

  it('survives bytes that are no activity at all', async () => {
    const cut = fc.tuple(oddContents, fc.nat(400)).map(([content, length]) => content.slice(0, length));
    const bytes = fc.oneof(fc.string({ unit: 'binary', maxLength: 500 }), cut, fc.json({ maxDepth: 5 }));
    const before = await fingerprint(book);
    await storm(bytes, BYTES);
    const after = await fingerprint(book);
    assert.equal(after['inbound'], before['inbound'], 'none of it came as far as the flows');
  });

  it('walks Adele through to the green card all the same, and has not grown fat', async () => {
    const adele = world.person('Adele Vance');
    const { teams } = world.sandbox;
    await teams.install(adele.id);
    await sees(world, adele, /Hello Adele/);
    await teams.press(adele.id, 'Start');
    await teams.press(adele.id, 'Use my phone');
    await sees(world, adele, /Add your passkey/);
    world.registers(adele);
    world.letsPass(2000);
    await sees(world, adele, /Your passkey is ready/);
    assert.deepEqual(unhandled, []);
    assert.deepEqual(errorsIn(world.log), []);
    const grownBy = (heapUsed() - heapBefore) / 1024 / 1024;
    assert.ok(grownBy < 100, `the heap has grown by ${grownBy.toFixed(0)} MB`);
  });
});

/** What is kept of these people: nobody else may change it. */
async function belongings(book: OpenBook, people: readonly SandboxUser[]): Promise<unknown> {
  const ids = people.map(({ id }) => id);
  const kept = [];
  for (const table of ['journey', 'chat', 'passkey', 'message']) {
    kept.push(await rows(book, `select t::text from ${table} t where person_id = any($1) order by 1`, [ids]));
  }
  return kept;
}

function chatOf(world: World, id: string): string {
  return world.sandbox.data.users.has(id) ? world.sandbox.teams.chats.of(id).conversation : `a:${id}`;
}

/** Action.Submit carries the verb among its data. */
function withVerb(data: unknown, verb: unknown): unknown {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data, verb } : data;
}

function errorsIn(log: readonly string[]): readonly string[] {
  return log.filter((line) => line.includes('"level":"error"'));
}

/** What is alive, after the collector has been. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
