import type { IncomingMessage } from 'node:http';

export type ReadBody =
  | { readonly kind: 'read'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: 400 | 408 | 413 | 415 };

const LARGEST = 256 * 1024;

/** The JSON of a request. Nothing packed is unpacked, nothing larger than an activity can be is kept, nobody is waited for long. */
export async function readJson(request: IncomingMessage, longestMs: number): Promise<ReadBody> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return refused(415);
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return refused(415);
  if (Number(request.headers['content-length'] ?? 0) > LARGEST) return refused(413);
  const bytes = await readBytes(request, longestMs);
  return 'kind' in bytes ? bytes : parsed(bytes);
}

function parsed(bytes: Buffer): ReadBody {
  try {
    return {
      kind: 'read',
      body: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown,
    };
  } catch {
    return refused(400);
  }
}

async function readBytes(request: IncomingMessage, longestMs: number): Promise<Buffer | ReadBody> {
  const end = Promise.withResolvers<Buffer | ReadBody>();
  const chunks: Buffer[] = [];
  let size = 0;
  const tooLate = setTimeout(() => end.resolve(refused(408)), longestMs);
  const take = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > LARGEST) end.resolve(refused(413));
    else chunks.push(chunk);
  };
  request.on('data', take);
  request.once('end', () => end.resolve(Buffer.concat(chunks)));
  request.once('error', () => end.resolve(refused(400)));
  request.once('close', () => end.resolve(refused(400)));
  const read = await end.promise;
  clearTimeout(tooLate);
  request.off('data', take);
  request.pause();
  return read;
}

function refused(status: 400 | 408 | 413 | 415): ReadBody {
  return { kind: 'refused', status };
}
