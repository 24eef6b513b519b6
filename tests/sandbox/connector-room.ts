import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Clock } from '../../sandbox/clock.ts';
import { connectorService, type Exchange } from '../../sandbox/connector/service.ts';
import { Teams } from '../../sandbox/connector/teams.ts';
import { Faults } from '../../sandbox/faults.ts';
import { Journal } from '../../sandbox/journal.ts';
import { openServer } from '../../sandbox/server.ts';
import { contoso } from '../../sandbox/tenant/contoso.ts';
import { personId } from '../../sandbox/tenant/person.ts';

export const NOW = new Date('2026-11-23T09:00:00Z');
export const BOT_APP_ID = 'b07b07b0-0000-4000-8000-000000000001';
export const ADELE = personId('Adele Vance');
export const NESTOR = personId('Nestor Wilke');

export type Heard = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string };
type BotReply = { readonly status: number; readonly body?: unknown } | 'silence';

/** A bot that remembers what it hears and answers as told. */
export type FakeBot = {
  readonly endpoint: string;
  readonly heard: Heard[];
  readonly headers: IncomingHttpHeaders[];
  /** Whether /healthz answers 200. */
  isHealthy: boolean;
  answer: (activity: Heard) => BotReply;
  /** Resolves when /healthz has been asked for the next time. */
  isProbed(): Promise<void>;
  close(): Promise<void>;
};

async function openFakeBot(): Promise<FakeBot> {
  const probed = new EventEmitter();
  const server = createServer((request, response) => {
    if (request.url === '/healthz') {
      response.once('finish', () => probed.emit('probe'));
      response.writeHead(bot.isHealthy ? 200 : 503);
      response.end();
      return;
    }
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const activity = JSON.parse(Buffer.concat(parts).toString()) as Heard;
      bot.heard.push(activity);
      bot.headers.push(request.headers);
      const reply = bot.answer(activity);
      if (reply === 'silence') return;
      response.writeHead(reply.status, { 'content-type': 'application/json' });
      response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bot: FakeBot = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    heard: [],
    headers: [],
    isHealthy: true,
    answer: () => ({ status: 200 }),
    isProbed: async () => {
      await once(probed, 'probe');
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return bot;
}

/** The Connector and everybody's Teams, with a fake bot at the other end. */
export async function openRoom(
  options: {
    readonly answerWithinMs?: number;
    readonly unlimited?: boolean;
    readonly endpoint?: string;
  } = {},
) {
  const server = await openServer(0);
  const bot = await openFakeBot();
  const clock = new Clock({ at: NOW, frozen: true });
  const faults = new Faults();
  const journal = new Journal(clock);
  const tenant = contoso(NOW);
  const time = { ms: 0 };
  const exchanges: Exchange[] = [];
  const serviceUrl = `${server.url}/connector/`;
  const teams = new Teams({
    tenant,
    clock,
    faults,
    journal,
    bot: { appId: BOT_APP_ID, endpoint: options.endpoint ?? bot.endpoint },
    serviceUrl,
    signForBot: () => Promise.resolve('signed-by-teams'),
    answerWithinMs: options.answerWithinMs ?? 10_000,
  });
  server.mount(
    '/connector',
    connectorService({
      teams,
      faults,
      journal,
      verifyBotToken: (token) => Promise.resolve(token === 'good'),
      // Each look at the clock is an hour later where limits are not what the test is about.
      monotonicMs: () => (options.unlimited === false ? time.ms : (time.ms += 3_600_000)),
      onExchange: (exchange) => exchanges.push(exchange),
    }),
  );
  return {
    server,
    bot,
    clock,
    faults,
    journal,
    tenant,
    teams,
    time,
    exchanges,
    serviceUrl,
    /** One request of the bot. */
    async asks(method: string, path: string, body?: unknown, token = 'good') {
      const response = await fetch(`${serviceUrl}v3/conversations${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: asJson(text) };
    },
    async close() {
      await teams.settled();
      await server.close();
      await bot.close();
    },
  };
}

export type Room = Awaited<ReturnType<typeof openRoom>>;

export function createBody(member: string): object {
  return { bot: { id: `28:${BOT_APP_ID}` }, members: [{ id: member }], isGroup: false };
}

export function card(heading: string, ...rest: readonly object[]): Record<string, unknown> {
  const title = { type: 'TextBlock', text: heading, style: 'heading' };
  return { type: 'AdaptiveCard', version: '1.5', body: [title, ...rest] };
}

export function cardMessage(content: object): object {
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

export function execute(title: string, verb: string, data: object = {}): object {
  const fallback = { type: 'Action.Submit', title: `${title} (old)`, data };
  return { type: 'Action.Execute', title, verb, data, fallback };
}

function asJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
