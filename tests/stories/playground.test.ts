import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, portOf } from './free-port.ts';
import { openWorld, type World } from './world.ts';

const PLAYGROUND = fileURLToPath(
  new URL('../../node_modules/@microsoft/m365agentsplayground/cli.js', import.meta.url),
);

type Told = {
  readonly action: string;
  readonly message: { readonly messageId: string; readonly attachments: unknown };
};

/**
 * Microsoft's Agents Playground as a second client that we did not write. It cannot sign what it sends and knows other
 * people, so a relay signs for it and lends it Adele's identity; the app, its checks and its sending are the real ones.
 */
describe('Microsoft’s Agents Playground', () => {
  let world: World;
  let relay: Server;
  let playground: ChildProcess;
  let origin: string;
  const told: Told[] = [];
  const hear = new EventTarget();

  before(async () => {
    world = await openWorld();
    relay = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void pass(world, Buffer.concat(chunks).toString()).then(({ status, body }) => {
          // Two statements: restify, loaded into this process, takes the chaining away.
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(body);
        });
      });
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    playground = spawn(
      process.execPath,
      [
        PLAYGROUND,
        '-e',
        `http://127.0.0.1:${portOf(relay)}/api/messages`,
        '-c',
        'msteams',
        '-p',
        String(port),
        '--dt',
      ],
      {
        cwd: mkdtempSync(join(tmpdir(), 'keywave-playground-')),
        env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
        stdio: 'ignore',
      },
    );
    await up(`${origin}/_debug/ping`);
    const stream = new WebSocket(`${origin.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
    stream.addEventListener('message', ({ data }) => {
      told.push(JSON.parse(String(data)) as Told);
      hear.dispatchEvent(new Event('told'));
    });
    await once(stream, 'open');
  });
  after(async () => {
    playground.kill();
    relay.close();
    await world.close();
  });

  it('holds the conversation: a message, the card, a press, and the same card with its new face', async () => {
    const { config } = (await ask('GET', '/_internal/v1/config')) as {
      config: { personalChat: { id: string }; currentUser: { id: string } };
    };
    const chat = config.personalChat.id;
    const from = { id: config.currentUser.id };
    await ask('POST', `/_conversation/v1/conversations/${chat}/messages`, {
      from,
      text: 'hello',
      textFormat: 'plain',
    });
    const card = await until(
      ({ action, message }) => action === 'createMessage' && /Hello Adele/.test(JSON.stringify(message)),
    );
    const journey = /"journey":"([^"]+)"/.exec(JSON.stringify(card))?.[1];
    const message = /"message":"([^"]+)"/.exec(JSON.stringify(card.message.attachments))?.[1];

    const answer = await ask('POST', '/_conversation/v1/invoke', {
      name: 'adaptiveCard/action',
      conversation: { id: chat },
      from,
      replyToId: card.message.messageId,
      value: { action: { type: 'Action.Execute', verb: 'registration.start', data: { journey, message } } },
    });
    assert.match(JSON.stringify(answer), /Choose your device/);
    const updated = await until(
      ({ action, message: said }) =>
        action === 'updateMessage' && /Choose your device/.test(JSON.stringify(said)),
    );
    assert.equal(updated.message.messageId, card.message.messageId);
  }).timeout(90_000);

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async function until(fits: (said: Told) => boolean): Promise<Told> {
    for (;;) {
      const found = told.find(fits);
      if (found) return found;
      await once(hear, 'told', { signal: AbortSignal.timeout(20_000) });
    }
  }
});

/** Signs for the playground and lends it Adele's place in Contoso. */
async function pass(world: World, text: string): Promise<{ status: number; body: string }> {
  if (text === '') return { status: 200, body: '' };
  const activity = JSON.parse(text) as Record<string, Record<string, unknown>> & { serviceUrl: string };
  const tenant = world.sandbox.data.id;
  const signed = {
    ...activity,
    from: { ...activity['from'], aadObjectId: world.person('Adele Vance').id },
    conversation: { ...activity['conversation'], tenantId: tenant },
    channelData: { ...activity['channelData'], tenant: { id: tenant } },
  };
  const answer = await fetch(`${world.app.url}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await world.sandbox.tokens.inbound(activity.serviceUrl)}`,
    },
    body: JSON.stringify(signed),
  });
  return { status: answer.status, body: await answer.text() };
}

async function up(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await pause(100);
  }
  throw new Error('the playground did not come up within 30 s');
}
