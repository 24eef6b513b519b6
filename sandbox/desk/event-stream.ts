import type { Call } from '../http.ts';

/** A page that no longer reads must not fill the memory. */
const MOST_UNREAD_BYTES = 4 * 1024 * 1024;

/** One open stream of server-sent events. */
export type EventStream = {
  send(data: unknown, event?: string): void;
  /** What is given here is called once, when the other side or the sandbox ends the stream. */
  onClose(release: () => void): void;
};

/** Takes the call's connection for good. */
export function openEventStream({ response }: Call, closing?: AbortSignal): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.write('retry: 1000\n\n');
  const end = (): void => void response.end();
  closing?.addEventListener('abort', end, { once: true });
  response.once('close', () => closing?.removeEventListener('abort', end));
  if (closing?.aborted) end();
  return {
    send: (data, event) => {
      if (response.writableEnded) return;
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      else
        response.write(`${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`);
    },
    onClose: (release) => {
      if (response.closed) release();
      else response.once('close', release);
    },
  };
}
