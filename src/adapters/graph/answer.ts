import { GraphError, type GraphErrorCode } from './graph-error.ts';
import { objectIn, textIn, type Json } from './json.ts';

/** What Graph said, its body already read. */
export type Reply = { readonly status: number; readonly headers: Headers; readonly text: string };

/** The JSON of a good answer, or the fault that a bad one stands for. */
export function readReply({ status, headers, text }: Reply, call: string): Json | GraphError {
  const body = parse(text);
  if (status >= 200 && status < 300) {
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Json)
      : new GraphError('not-understood', { call, status, ...traceOf(headers) });
  }
  return new GraphError(codeOf(status, body), {
    call,
    status,
    ...traceOf(headers),
    retryAfterMs: retryAfterMs(headers),
  });
}

// https://learn.microsoft.com/graph/errors: the status decides, then the code; never the message.
function codeOf(status: number, body: unknown): GraphErrorCode {
  switch (status) {
    case 401:
      return 'not-signed-in';
    case 403:
      return errorCode(body).includes('NonPremiumTenant') ? 'no-licence' : 'no-permission';
    case 404:
      return 'not-found';
    case 408:
      return 'unavailable';
    case 429:
      return 'throttled';
    default:
      return status >= 500 ? 'unavailable' : 'rejected';
  }
}

function errorCode(body: unknown): string {
  const error = typeof body === 'object' && body !== null ? (body as Json)['error'] : undefined;
  return typeof error === 'object' && error !== null ? (textIn((error as Json)['code']) ?? '') : '';
}

/** Seconds, or a date that is read against the sender's own clock. */
function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : undefined;
  const waitMs =
    seconds === undefined ? Date.parse(value) - Date.parse(headers.get('date') ?? '') : seconds * 1000;
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}

function traceOf(headers: Headers): { requestId: string | undefined } {
  return { requestId: headers.get('request-id') ?? undefined };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The items of one page, and where the next one is. */
export function readPage(body: Json, call: string): { items: readonly Json[]; next: string | undefined } {
  const { value } = body;
  if (!Array.isArray(value)) throw new GraphError('not-understood', { call });
  return { items: value.map((item) => objectIn(item, call)), next: textIn(body['@odata.nextLink']) };
}
