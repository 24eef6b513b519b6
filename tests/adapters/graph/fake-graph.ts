import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '../../../src/core/secret.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { GraphOptions } from '../../../src/adapters/graph/http.ts';

export type Seen = {
  readonly method: string;
  /** Decoded, with its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};
type Handler = (seen: Seen, response: ServerResponse, count: number) => void;

/** A server that says what a test wants it to say, for what no well-behaved Graph would. */
export type FakeGraph = { readonly seen: Seen[]; readonly options: GraphOptions; close(): Promise<void> };

export const TOKEN = 'a-token-that-only-graph-may-see';

export async function fakeGraph(handle: Handler): Promise<FakeGraph> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: decodeURIComponent(url), headers, body };
      seen.push(one);
      handle(one, response, seen.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    options: {
      baseUrl: `http://127.0.0.1:${port}/graph`,
      token: async () => new Secret(TOKEN),
      log: silentLog(),
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function say(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'graph-1', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** An error as Graph words it. */
export function sayError(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  say(response, status, { error: { code, message: 'Adele Vance must not be seen in a log' } }, headers);
}

function silentLog(): Log {
  return { info: () => undefined, warn: () => undefined, error: () => 'KW-000000' };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
