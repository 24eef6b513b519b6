import restify, { type Request, type Response, type Server } from 'restify';
import type { Log } from '../../ports/log.ts';
import { readJson } from './body.ts';
import { framedBy, secure } from './headers.ts';
import { type Checks, readiness } from './health.ts';

export type WebSettings = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The built tab (dist/tab); without it /tab/ answers 404. */
  readonly tabFolder: string;
  /** Origins other than Microsoft's that may show the tab in a frame: the sandbox's, or none. */
  readonly frameOrigins: readonly string[];
  readonly receive: (request: {
    headers: Request['headers'];
    body: unknown;
  }) => Promise<{ status: number; body?: unknown }>;
  readonly checks: Checks;
  /** How long a body may take to arrive. */
  readonly slowestBodyMs?: number;
  readonly withCorrelation: <Result>(id: string, work: () => Result) => Result;
  readonly log: Log;
};

export type WebServer = {
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, lets the running ones end (up to 15 s), then frees the port. */
  close(): Promise<void>;
};

const DRAIN_MS = 15_000;
const SWEEP_MS = 50;
const LINGER_MS = 1000;
const SLOWEST_BODY_MS = 10_000;

/** The app's one door to HTTP: carries Teams' posts to the bot, tells its health and hands out the tab. */
export async function openWebServer(settings: WebSettings): Promise<WebServer> {
  // Its name goes into a header of every answer; nobody needs to know it.
  const server = restify.createServer({ name: '' });
  let isClosing = false;
  limit(server);
  server.pre((_request: Request, response: Response, next: () => void) => {
    secure(response);
    next();
  });
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    if (status >= 500) settings.log.error('web request failed', error);
    if (!response.headersSent) answer(response, status);
    done();
  });

  server.post('/api/messages', async (request: Request, response: Response) => {
    await settings.withCorrelation(crypto.randomUUID(), async () => {
      const read = await readJson(request, settings.slowestBodyMs ?? SLOWEST_BODY_MS);
      if (read.kind === 'refused') {
        refuse(request, response, read.status);
        return;
      }
      const { status, body } = await settings.receive({ headers: request.headers, body: read.body });
      answer(response, status, body);
    });
  });
  server.get('/healthz', async (_request: Request, response: Response) =>
    answer(response, 200, { status: 'alive' }),
  );
  server.get('/readyz', async (_request: Request, response: Response) => {
    const { isReady, states } = await readiness(settings.checks);
    const ok = isReady && !isClosing;
    answer(response, ok ? 200 : 503, { status: ok ? 'ready' : 'not-ready', ...states });
  });
  server.get(
    '/tab/*',
    restify.plugins.serveStaticFiles(settings.tabFolder, {
      setHeaders: (response: Response, path: string) => framedBy(response, path, settings.frameOrigins),
    }),
  );

  const port = await listen(server, settings);
  return {
    url: `http://${settings.host}:${port}`,
    port,
    close: async () => {
      isClosing = true;
      await close(server);
    },
  };
}

/** What a slow or greedy caller may take of us. A body has a shorter time of its own. */
function limit(server: Server): void {
  const http = server.server;
  http.headersTimeout = 10_000;
  http.requestTimeout = 30_000;
  http.keepAliveTimeout = 65_000;
  http.timeout = 75_000;
  http.maxHeadersCount = 60;
}

/** restify's own errors answer with the message of whatever was thrown, and with the path that was asked for. */
function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'statusCode') : undefined;
  // What `send` says about a folder or a path that leads out of the tab.
  if (status === 401 || status === 403) return 404;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

const WORDS: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'too-slow',
  413: 'too-large',
  415: 'not-json',
};

function answer(response: Response, status: number, body?: unknown): void {
  const said = body ?? (status >= 400 ? { error: WORDS[status] ?? 'failed' } : undefined);
  response.setHeader('Cache-Control', 'no-store');
  if (said === undefined) {
    response.sendRaw(status, '');
    return;
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.sendRaw(status, JSON.stringify(said));
}

/** The rest of an unwanted body is thrown away for a moment, so that the caller hears our answer; then the line is cut. */
function refuse(request: Request, response: Response, status: number): void {
  response.once('finish', () => {
    request.resume();
    setTimeout(() => {
      if (!request.complete) request.destroy();
    }, LINGER_MS).unref();
  });
  answer(response, status);
}

async function listen(server: Server, { host, port, log }: WebSettings): Promise<number> {
  const listening = Promise.withResolvers<undefined>();
  server.on('error', (error: unknown) => {
    log.warn('web server', { error: error instanceof Error ? error.message : 'unknown' });
    listening.reject(error);
  });
  server.listen(port, host, () => listening.resolve(undefined));
  await listening.promise;
  const address = server.server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** A kept connection falls idle only after its last answer, so they are closed again and again until none is left. */
async function close(server: Server): Promise<void> {
  const closed = Promise.withResolvers<undefined>();
  server.close(() => closed.resolve(undefined));
  const sweep = setInterval(() => server.server.closeIdleConnections(), SWEEP_MS);
  const tooLong = setTimeout(() => server.server.closeAllConnections(), DRAIN_MS);
  await closed.promise;
  clearInterval(sweep);
  clearTimeout(tooLong);
}
