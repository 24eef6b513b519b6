import type { Clock } from '../clock.ts';
import type { Call, Result } from '../http.ts';
import { type Answer, errorOf } from './answer.ts';
import type { Method, Version } from './ask.ts';
import type { BatchItem } from './batch.ts';
import type { Incoming } from './exchange.ts';

export type Read =
  | { readonly kind: 'request'; readonly incoming: Incoming }
  | { readonly kind: 'bad'; readonly why: string };

/** One HTTP call as a request to Graph. */
export function readCall(call: Call): Read {
  const found = /^\/(v1\.0|beta)(\/.*)$/.exec(call.path);
  if (!found) return { kind: 'bad', why: 'Invalid version.' };
  const body = parsed(call.body);
  if (body === NOT_JSON) return { kind: 'bad', why: 'Unable to read JSON request payload.' };
  const consistencyLevel = call.headers['consistencylevel'];
  return {
    kind: 'request',
    incoming: {
      method: call.method as Method,
      version: found[1] as Version,
      path: (found[2] ?? '').replace(/(.)\/$/, '$1'),
      query: call.url.searchParams,
      ...(typeof consistencyLevel === 'string' ? { consistencyLevel } : {}),
      clientRequestId: String(call.headers['client-request-id'] ?? crypto.randomUUID()),
      body,
    },
  };
}

/** One request of a batch, as if it had come alone. */
export function readItem(item: BatchItem, batch: Incoming): Incoming {
  const url = new URL(`https://graph.microsoft.com${item.url}`);
  const level = Object.entries(item.headers).find(([name]) => name.toLowerCase() === 'consistencylevel')?.[1];
  return {
    method: item.method,
    version: batch.version,
    path: url.pathname,
    query: url.searchParams,
    ...(level === undefined ? {} : { consistencyLevel: level }),
    clientRequestId: batch.clientRequestId,
    body: item.body,
  };
}

/** "/v1.0/users?$top=5" */
export function addressOf({ version, path, query }: Incoming): string {
  const options = query.toString().replaceAll('%24', '$');
  return `/${version}${path}${options === '' ? '' : `?${options}`}`;
}

/** Errors carry when they happened and under which ids. */
export function finished(answer: Answer, clock: Clock, clientRequestId: string): Answer {
  const error = errorOf(answer);
  if (!error) return answer;
  const innerError = {
    date: clock.now().toISOString().slice(0, 19),
    'request-id': crypto.randomUUID(),
    'client-request-id': clientRequestId,
  };
  return { ...answer, body: { error: { ...error, innerError } } };
}

/** An answer as HTTP. */
export function resultOf({ status, headers = {}, body }: Answer, clientRequestId: string): Result {
  const isText = typeof body === 'string';
  return {
    status,
    headers: {
      'request-id': crypto.randomUUID(),
      'client-request-id': clientRequestId,
      ...(body === undefined
        ? {}
        : {
            'content-type': isText ? 'text/plain' : 'application/json;odata.metadata=minimal;charset=utf-8',
          }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  };
}

const NOT_JSON = Symbol('not JSON');

function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return NOT_JSON;
  }
}
