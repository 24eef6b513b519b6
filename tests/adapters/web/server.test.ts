import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openWebServer, type WebServer, type WebSettings } from '../../../src/adapters/web/server.ts';

const SECRET = 'hunter2-in-the-stack';

describe('web server', () => {
  let folder: string;
  let web: WebServer;
  let received: unknown[];
  const lines: string[] = [];

  async function open(change: Partial<WebSettings> = {}): Promise<WebServer> {
    return openWebServer({
      host: '127.0.0.1',
      port: 0,
      tabFolder: folder,
      frameOrigins: ['http://localhost:3979'],
      receive: async ({ body }) => {
        received.push(body);
        return { status: 200, body: { fine: true } };
      },
      checks: { database: async () => 1, graph: async () => 1, jobs: async () => 1 },
      withCorrelation: (_id, work) => work(),
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (event, error) => {
          lines.push(`${event} ${String(error)}`);
          return 'KW-ABC234';
        },
      },
      ...change,
    });
  }

  const post = (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
    at = web,
  ): Promise<Response> =>
    fetch(`${at.url}/api/messages`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });

  /** Speaks raw HTTP and answers all that comes back until the other side ends. */
  async function raw(...parts: readonly string[]): Promise<string> {
    const socket = connect(web.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    for (const part of parts) socket.write(part);
    await new Promise((resolve) => socket.once('close', resolve));
    return answer;
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tab-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Keywave</title>');
    await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'export {};');
    await writeFile(join(folder, '..', 'outside.txt'), SECRET);
  });
  after(async () => {
    await rm(join(folder, '..', 'outside.txt'), { force: true });
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    received = [];
    lines.length = 0;
    web = await open();
  });
  afterEach(() => web.close());

  it('hands the JSON of a post to the bot and its answer back', async () => {
    const response = await post('{"type":"message"}', { 'content-type': 'application/json; charset=utf-8' });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    assert.deepEqual(await response.json(), { fine: true });
    assert.deepEqual(received, [{ type: 'message' }]);
  });

  it('answers with an empty body when there is nothing to say', async () => {
    const silent = await open({ receive: async () => ({ status: 200 }) });
    const response = await post('{}', {}, silent);
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
    await silent.close();
  });

  it('takes JSON only, whole, plain and not endless', async () => {
    const large = JSON.stringify('x'.repeat(256 * 1024));
    const cases: readonly [
      status: number,
      body: string | Uint8Array<ArrayBuffer>,
      headers?: Record<string, string>,
    ][] = [
      [400, '{"type":'],
      [400, ''],
      [400, new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
      [413, large],
      [413, 'x'.repeat(5_000_000)],
      [415, '{}', { 'content-type': 'text/plain' }],
      [415, '{}', { 'content-type': 'application/jsonp' }],
      [415, '{}', { 'content-type': '' }],
      [415, gzipSync('0'.repeat(50_000_000)), { 'content-encoding': 'gzip' }],
      [415, '{}', { 'content-encoding': 'br' }],
    ];
    for (const [status, body, headers] of cases) {
      const response = await post(body, headers).catch(() => undefined);
      // A body that is still under way when the answer comes can cost the client its connection instead.
      if (response)
        assert.equal(response.status, status, `${headers ? JSON.stringify(headers) : 'body'} ${status}`);
      else assert.equal(status, 413);
    }
    assert.equal(received.length, 0);
    assert.equal((await post('{}')).status, 200);
  });

  it('counts a body that does not say how long it is', async () => {
    const chunk = `${(16_384).toString(16)}\r\n${'x'.repeat(16_384)}\r\n`;
    const head =
      'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunks = Array.from({ length: 20 }, () => chunk);
    assert.match(await raw(head, ...chunks), /^HTTP\/1\.1 413 /);
    assert.equal(received.length, 0);
  });

  it('does not wait for a body that does not come', async () => {
    await web.close();
    web = await open({ slowestBodyMs: 200 });
    const answer = await raw(
      'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"type"',
    );
    assert.match(answer, /^HTTP\/1\.1 408 /);
  });

  it('says in one word what is wrong, and nothing of what was thrown', async () => {
    const broken = await open({
      receive: async () => {
        throw new Error(SECRET);
      },
    });
    const thrown = await post('{}', {}, broken);
    assert.equal(thrown.status, 500);
    assert.deepEqual(await thrown.json(), { error: 'failed' });
    assert.match(lines.join(), new RegExp(SECRET));
    await broken.close();

    const cases: readonly [path: string, method: string, status: number][] = [
      ['/nowhere?<script>', 'GET', 404],
      ['/', 'GET', 404],
      ['/api/messages', 'GET', 405],
      ['/api/messages', 'DELETE', 405],
      ['/healthz', 'POST', 405],
      ['/tab/nothing.js', 'GET', 404],
      ['/tab/assets', 'GET', 404],
      ['/tab/%2e%2e/outside.txt', 'GET', 404],
      ['/tab/..%2foutside.txt', 'GET', 404],
      ['/tab/%00', 'GET', 404],
    ];
    for (const [path, method, status] of cases) {
      const response = await fetch(`${web.url}${path}`, { method, redirect: 'manual' });
      const said = await response.text();
      assert.ok(
        response.status === status || (status === 404 && response.status === 400),
        `${method} ${path}: ${response.status}`,
      );
      assert.match(said, /^\{"error":"[a-z-]+"\}$/, path);
      assert.equal(response.headers.get('server'), null);
    }
  });

  it('answers in JSON whatever the caller would like', async () => {
    const response = await fetch(`${web.url}/nowhere`, { headers: { accept: 'text/html' } });
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });

  it('refuses a flood of headers', async () => {
    const answer = await raw(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 431 /);
  });

  it('is alive when it answers, and ready when all that it needs works', async () => {
    assert.equal((await fetch(`${web.url}/healthz`)).status, 200);
    const ready = await fetch(`${web.url}/readyz`);
    assert.equal(ready.status, 200);
    assert.deepEqual(await ready.json(), { status: 'ready', database: 'ok', graph: 'ok', jobs: 'ok' });
  });

  it('is not ready when one thing fails or hangs, and says which but not why', async function () {
    this.timeout(10_000);
    const half = await open({
      checks: {
        database: async () => 1,
        graph: () => Promise.reject(new Error(SECRET)),
        jobs: () => new Promise(() => undefined),
      },
    });
    const response = await fetch(`${half.url}/readyz`);
    assert.equal(response.status, 503);
    assert.deepEqual(await response.json(), {
      status: 'not-ready',
      database: 'ok',
      graph: 'failed',
      jobs: 'failed',
    });
    assert.equal((await fetch(`${half.url}/healthz`)).status, 200);
    await half.close();
  });

  it('hands out the tab: its page always fresh, its assets for ever, framed by Teams and the sandbox only', async () => {
    for (const path of ['/tab/', '/tab/index.html']) {
      const page = await fetch(`${web.url}${path}`);
      assert.equal(page.status, 200, path);
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
      assert.equal(page.headers.get('cache-control'), 'no-cache');
      const policy = page.headers.get('content-security-policy') ?? '';
      assert.match(
        policy,
        /frame-ancestors [^;]*https:\/\/teams\.microsoft\.com[^;]*http:\/\/localhost:3979/,
      );
      assert.ok(!/frame-ancestors[^;]*'none'|frame-ancestors[^;]* \*( |$|;)/.test(policy));
      assert.match(await page.text(), /Keywave/);
    }
    const asset = await fetch(`${web.url}/tab/assets/main-1a2b.js`);
    assert.equal(asset.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.match(asset.headers.get('content-type') ?? '', /javascript/);
  });

  it('lets a request that is under way end before it closes, and takes no new one', async () => {
    const entered = Promise.withResolvers<undefined>();
    const leave = Promise.withResolvers<undefined>();
    const slow = await open({
      receive: async () => {
        entered.resolve(undefined);
        await leave.promise;
        return { status: 200, body: { late: true } };
      },
    });
    const answer = post('{}', {}, slow);
    await entered.promise;
    const closed = slow.close();
    await assert.rejects(fetch(`${slow.url}/healthz`));
    leave.resolve(undefined);
    assert.deepEqual(await (await answer).json(), { late: true });
    await closed;
  });

  it('says so when its port is taken', async () => {
    await assert.rejects(open({ port: web.port }), { code: 'EADDRINUSE' });
  });
});
