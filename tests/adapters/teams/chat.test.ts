import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectorChat } from '../../../src/adapters/teams/chat.ts';
import type { SendOutcome } from '../../../src/core/delivery.ts';
import type { ActivityId, ConversationId, MessageKey } from '../../../src/core/ids.ts';
import { Secret } from '../../../src/core/secret.ts';
import type { Chat } from '../../../src/ports/chat.ts';
import { listeningLog } from './channel.ts';

type Seen = {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  length: string | undefined;
  body: string;
};
type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

const FACE = { key: 'invitation' as MessageKey, card: { template: 't', language: 'en', data: {} } } as const;
const ACTIVITY = 'act/1' as ActivityId;
const LOOPBACK = { hosts: [], onlyLoopback: true };

describe('chat', () => {
  const seen: Seen[] = [];
  let behave: Behaviour;
  let serviceUrl: string;
  let tokens: (Secret | undefined)[];
  let chat: Chat;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({
        length: headers['content-length'],
        method,
        url,
        authorization: headers.authorization,
        body,
      });
      behave(response, request);
    });
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/connector/`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    seen.length = 0;
    tokens = [];
    chat = openChat();
  });

  function openChat(change: Partial<Parameters<typeof connectorChat>[0]> = {}): Chat {
    return connectorChat({
      serviceHosts: LOOPBACK,
      tokens: async (_scope, refused) => {
        tokens.push(refused);
        return new Secret(`token-${tokens.length}`);
      },
      render: () => ({ type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Get ready' }] }),
      log: listeningLog(),
      timeoutMs: 300,
      ...change,
    });
  }

  const to = (url = serviceUrl) => ({ conversation: 'a:1/2?x' as ConversationId, serviceUrl: url });
  const answers =
    (status: number, body: unknown = {}, headers: Record<string, string> = {}): Behaviour =>
    (response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
  const coded = (code: string): unknown => ({ error: { code, message: 'no' } });

  it('posts one card with a bearer token and a line for the notification', async () => {
    behave = answers(201, { id: 'act-1' });
    assert.deepEqual(await chat.post(to(), FACE), { kind: 'sent', activity: 'act-1' });
    assert.equal(seen.length, 1);
    assert.equal(seen[0]?.method, 'POST');
    assert.equal(seen[0].url, '/connector/v3/conversations/a%3A1%2F2%3Fx/activities');
    assert.equal(seen[0].authorization, 'Bearer token-1');
    assert.equal(seen[0].length, String(Buffer.byteLength(seen[0].body)));
    assert.deepEqual(JSON.parse(seen[0].body), {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Get ready' }] },
        },
      ],
      summary: 'Get ready',
    });
  });

  it('gives a message a new face where it stands', async () => {
    behave = answers(200, '');
    assert.deepEqual(await chat.replace(to(), ACTIVITY, FACE), { kind: 'sent', activity: ACTIVITY });
    assert.equal(seen[0]?.method, 'PUT');
    assert.equal(seen[0].url, '/connector/v3/conversations/a%3A1%2F2%3Fx/activities/act%2F1');
  });

  const nested = { errorCode: 209, message: '{"subCode":"MessageWritesBlocked","details":null}' };
  const cases: readonly [what: string, behave: Behaviour, expected: SendOutcome, replaced?: SendOutcome][] = [
    [
      '201 without an id',
      answers(201, 'not json'),
      { kind: 'ambiguous', detail: 'answered 201 without an id' },
      { kind: 'sent', activity: ACTIVITY },
    ],
    ['400', answers(400, coded('BadSyntax')), { kind: 'refused', why: 'not-accepted' }],
    ['401', answers(401, coded('BotNotRegistered')), { kind: 'not-sent', detail: 'answered 401' }],
    [
      '403 blocked',
      answers(403, coded('ConversationBlockedByUser')),
      { kind: 'refused', why: 'blocked-by-person' },
    ],
    ['403 blocked, nested', answers(403, nested), { kind: 'refused', why: 'blocked-by-person' }],
    [
      '403 not in the roster',
      answers(403, coded('BotNotInConversationRoster')),
      { kind: 'refused', why: 'not-installed' },
    ],
    [
      '403 not installed',
      answers(403, coded('ForbiddenOperationException')),
      { kind: 'refused', why: 'not-installed' },
    ],
    [
      '403 switched off',
      answers(403, coded('BotDisabledByAdmin')),
      { kind: 'refused', why: 'disabled-by-admin' },
    ],
    ['403 without a word', answers(403, ''), { kind: 'refused', why: 'blocked-by-person' }],
    [
      '404 no such chat',
      answers(404, coded('ConversationNotFound')),
      { kind: 'refused', why: 'no-such-chat' },
    ],
    [
      '404',
      answers(404, coded('ActivityNotFound')),
      { kind: 'refused', why: 'not-accepted' },
      { kind: 'refused', why: 'message-gone' },
    ],
    ['405', answers(405), { kind: 'refused', why: 'not-accepted' }],
    ['408', answers(408), { kind: 'ambiguous', detail: 'answered 408' }],
    ['412', answers(412, coded('PreconditionFailed')), { kind: 'ambiguous', detail: 'answered 412' }],
    ['413', answers(413, coded('MessageSizeTooBig')), { kind: 'refused', why: 'too-big' }],
    ['421', answers(421), { kind: 'refused', why: 'not-accepted' }],
    ['429', answers(429), { kind: 'throttled', retryAfterMs: undefined }],
    ['429 with seconds', answers(429, {}, { 'retry-after': '7' }), { kind: 'throttled', retryAfterMs: 7000 }],
    [
      '429 with part of a second',
      answers(429, {}, { 'retry-after': '0.25' }),
      { kind: 'throttled', retryAfterMs: 250 },
    ],
    [
      '429 with a date',
      answers(
        429,
        {},
        { 'retry-after': 'Sat, 21 Nov 2026 10:00:09 GMT', date: 'Sat, 21 Nov 2026 10:00:00 GMT' },
      ),
      { kind: 'throttled', retryAfterMs: 9000 },
    ],
    [
      '429 with a date gone by',
      answers(
        429,
        {},
        { 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT', date: 'Sat, 21 Nov 2026 10:00:00 GMT' },
      ),
      { kind: 'throttled', retryAfterMs: 0 },
    ],
    [
      '429 with rubbish',
      answers(429, {}, { 'retry-after': 'soon' }),
      { kind: 'throttled', retryAfterMs: undefined },
    ],
    ['500', answers(500), { kind: 'ambiguous', detail: 'answered 500' }],
    ['502', answers(502), { kind: 'ambiguous', detail: 'answered 502' }],
    ['503', answers(503, {}, { 'retry-after': '1' }), { kind: 'ambiguous', detail: 'answered 503' }],
    ['504', answers(504), { kind: 'ambiguous', detail: 'answered 504' }],
  ];
  for (const [what, behaviour, expected, replaced] of cases) {
    it(`makes one request of an attempt, and the right thing of ${what}`, async () => {
      behave = behaviour;
      assert.deepEqual(await chat.post(to(), FACE), expected);
      assert.equal(seen.length, 1);
      assert.deepEqual(await chat.replace(to(), ACTIVITY, FACE), replaced ?? expected);
      assert.equal(seen.length, 2);
    });
  }

  it('makes one request of an attempt when the connection breaks, and does not know', async () => {
    const breaks: Readonly<Record<string, Behaviour>> = {
      reset: (response) => response.socket?.resetAndDestroy(),
      closed: (response) => response.socket?.destroy(),
      'closed in the middle': (response) => {
        response.writeHead(201, { 'content-length': '100' });
        response.write('{"id"');
        setImmediate(() => response.socket?.destroy());
      },
      'sent elsewhere by 303': (response) => {
        response.writeHead(303, { location: `${serviceUrl}elsewhere` });
        response.end();
      },
      'sent elsewhere by 307': (response) => {
        response.writeHead(307, { location: `${serviceUrl}elsewhere` });
        response.end();
      },
      silent: () => undefined,
      'dripping without end': (response) => {
        response.writeHead(201);
        response.write('{');
      },
    };
    for (const [what, behaviour] of Object.entries(breaks)) {
      // First a good request, so that the broken one goes over a connection that is kept open.
      behave = answers(201, { id: '1' });
      await chat.post(to(), FACE);
      seen.length = 0;
      behave = behaviour;
      assert.equal((await chat.post(to(), FACE)).kind, 'ambiguous', what);
      assert.equal((await chat.replace(to(), ACTIVITY, FACE)).kind, 'ambiguous', what);
      assert.equal(seen.length, 2, what);
    }
  });

  it('knows that nothing was sent when there was nobody to send to', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    for (const host of ['127.0.0.1', 'localhost']) {
      const outcome = await chat.post(to(`http://${host}:${port}/`), FACE);
      assert.deepEqual(outcome, { kind: 'not-sent', detail: 'ECONNREFUSED' });
    }
    const real = openChat({
      serviceHosts: { hosts: ['nobody.invalid'], onlyLoopback: false },
      timeoutMs: 5000,
    });
    assert.equal((await real.post(to('https://nobody.invalid/'), FACE)).kind, 'not-sent');
  });

  it('asks for another token after one was refused, with the next attempt', async () => {
    behave = answers(401);
    await chat.post(to(), FACE);
    assert.equal(seen.length, 1);
    behave = answers(201, { id: '1' });
    await chat.post(to(), FACE);
    await chat.post(to(), FACE);
    assert.deepEqual(
      tokens.map((token) => token?.reveal()),
      [undefined, 'token-1', undefined],
    );
  });

  it('sends nothing without a token', async () => {
    const lines: string[] = [];
    const without = openChat({
      tokens: () => Promise.reject(new Error('Entra is away')),
      log: listeningLog(lines),
    });
    assert.deepEqual(await without.post(to(), FACE), { kind: 'not-sent', detail: 'no token' });
    assert.equal(seen.length, 0);
    assert.match(lines.join(), /Entra is away/);
  });

  it('sends nothing to an address that was changed behind our back, not even a token request', async () => {
    for (const url of [
      'https://evil.example/',
      'http://169.254.169.254/',
      `${serviceUrl}?x=1`,
      serviceUrl.replace('http://', 'http://x@'),
    ]) {
      assert.deepEqual(await chat.post(to(url), FACE), { kind: 'refused', why: 'not-accepted' }, url);
    }
    assert.equal(seen.length, 0);
    assert.equal(tokens.length, 0);
  });
});
