import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openWebServer, type WebServer } from '../../../src/adapters/web/server.ts';
import { type Bot, type Channel, listeningLog, openBot, openChannel, quietly } from './channel.ts';
import { oddContents } from './odd-activities.ts';

const SEED = 20261121;
const ROUNDS = 500;
const PER_ROUND = 20;

describe(`10,000 fuzzed activities over HTTP (seed ${SEED})`, function () {
  this.timeout(180_000);
  let channel: Channel;
  let bot: Bot;
  let web: WebServer;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);

  before(async () => {
    process.on('unhandledRejection', note);
    channel = await openChannel();
    bot = openBot(channel, (event) => {
      if (event.key.length % 7 === 0) throw new Error('as it happens');
      return { kind: 'message', text: 'ok' };
    });
    web = await openWebServer({
      host: '127.0.0.1',
      port: 0,
      tabFolder: 'no-such-folder',
      frameOrigins: [],
      receive: (request) => bot.app.receive(request),
      checks: { database: async () => true, graph: async () => true, jobs: async () => true },
      withCorrelation: (_id, work) => work(),
      log: listeningLog(bot.lines),
    });
  });
  after(async () => {
    await web.close();
    channel.close();
    process.off('unhandledRejection', note);
  });

  it('none of them makes a 5xx, an unhandled rejection or a state that outlives it', async () => {
    const good = await channel.token();
    const statuses = new Map<number, number>();
    const post = async (content: string): Promise<void> => {
      const response = await fetch(`${web.url}/api/messages`, {
        method: 'POST',
        body: content,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${good}` },
      });
      const said = await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      assert.ok(response.status < 500, `${response.status} for ${content}`);
      assert.ok(!said.includes('as it happens') && !said.includes('    at '), said);
    };
    await quietly(() =>
      fc.assert(
        fc.asyncProperty(
          fc.array(oddContents, { minLength: PER_ROUND, maxLength: PER_ROUND }),
          async (contents) => {
            await Promise.all(contents.map(post));
          },
        ),
        { seed: SEED, numRuns: ROUNDS, endOnFailure: true },
      ),
    );
    const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    assert.equal(total, ROUNDS * PER_ROUND);
    assert.ok((statuses.get(200) ?? 0) > total / 10, `too few got through: ${JSON.stringify([...statuses])}`);
    assert.ok(bot.events.length > total / 20);
    assert.deepEqual(unhandled, []);
  });
});
