import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Result, Service } from './http.ts';

const BODY_LIMIT = 1024 * 1024;

/** The sandbox's one HTTP server, on loopback only: services are mounted under a prefix, bad input never stops it. */
export type SandboxServer = {
  /** Where programs reach it: http://127.0.0.1:<port> */
  readonly url: string;
  readonly port: number;
  mount(prefix: `/${string}`, service: Service): void;
  close(): Promise<void>;
};

type Mounted = ReadonlyMap<string, Service>;
type Found = { readonly service: Service; readonly path: string };

/** Listens at once, on a free port for 0; whatever is not mounted yet answers 404. */
export async function openServer(port: number): Promise<SandboxServer> {
  const services = new Map<string, Service>();
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    answer(services, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    mount: (prefix, service) => void services.set(prefix === '/' ? '' : prefix, service),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(services: Mounted, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const result = await resultOf(services, request, response);
  if (result === 'taken' || response.destroyed || response.headersSent) return;
  send(response, result);
  if (result.status === 413) await hangUp(request, response);
}

async function resultOf(
  services: Mounted,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Result | 'taken'> {
  const url = URL.parse(`http://127.0.0.1${request.url ?? '/'}`);
  if (!url) return problem(400, 'badRequest', 'The address cannot be read.');
  const mounted = serviceAt(services, url.pathname);
  if (!mounted) return problem(404, 'notFound', `Nothing lives at ${url.pathname}.`);
  const body = await readBody(request);
  if (body === 'too-large') return problem(413, 'requestTooLarge', 'A body may have 1 MB at most.');
  const { method = 'GET', headers } = request;
  try {
    return await mounted.service({ method, url, path: mounted.path, headers, body, request, response });
  } catch (fault) {
    return problem(500, 'sandboxFault', fault instanceof Error ? fault.message : String(fault));
  }
}

/** The mounted prefix that goes furthest along the path. */
function serviceAt(services: Mounted, pathname: string): Found | undefined {
  const [best] = [...services]
    .filter(([prefix]) => pathname === prefix || pathname.startsWith(`${prefix}/`))
    .sort(([one], [other]) => other.length - one.length);
  return best && { service: best[1], path: pathname.slice(best[0].length) };
}

async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return 'too-large';
  const parts: Buffer[] = [];
  let length = 0;
  // Not `for await`: leaving such a loop early destroys the connection before the answer is out.
  return await new Promise((resolve, reject) => {
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length > BODY_LIMIT) resolve('too-large');
      else parts.push(part);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
  });
}

function send(response: ServerResponse, { status, headers = {}, body }: Result): void {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const payload = body === undefined ? '' : isRaw ? body : JSON.stringify(body);
  const type = isRaw ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': type }),
    'content-length': String(Buffer.byteLength(payload)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(payload);
}

/** Lets the caller read why before the rest of its body is cut off. */
async function hangUp(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.resume();
  await Promise.race([new Promise((resolve) => request.once('close', resolve)), wait(500)]);
  response.destroy();
}

function problem(status: number, code: string, message: string): Result {
  const headers = status === 413 ? { connection: 'close' } : {};
  return { status, headers, body: { error: { code, message } } };
}
