import { randomUUID } from 'node:crypto';
import { GraphClientError, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import type { Secret } from '../../core/secret.ts';
import { GraphError } from './graph-error.ts';

/** Where the SDK believes to send its requests; the last middleware puts the configured address in its place. */
export const SDK_ROOT = 'https://graph.microsoft.com';

const SCOPE = `${SDK_ROOT}/.default`;

/** Gives out an access token for a scope, from wherever the app's identity lives. */
export type TokenSource = (scope: string) => Promise<Secret>;

/**
 * The last middleware: it alone knows the real address and the token, because the SDK
 * sends a token to nobody but https hosts of Microsoft and would follow redirects to anywhere.
 */
export class Wire implements Middleware {
  readonly #baseUrl: string;
  readonly #token: TokenSource;

  constructor(baseUrl: string, token: TokenSource) {
    this.#baseUrl = baseUrl;
    this.#token = token;
  }

  async execute(context: Context): Promise<void> {
    const url = String(context.request);
    try {
      context.response = await this.#send(url, context.options ?? {});
    } catch (error) {
      // The SDK hands on unchanged only what is of this class; anything else loses its cause.
      const carrier = new GraphClientError();
      carrier.customError = faultOf(error, callName(url));
      throw carrier;
    }
  }

  async #send(url: string, { method, body, signal, headers }: RequestInit): Promise<Response> {
    const sent = new Headers(headers);
    sent.set('authorization', `Bearer ${(await this.#tokenWithin(signal ?? undefined, url)).reveal()}`);
    sent.set('client-request-id', randomUUID());
    return fetch(this.#baseUrl + url.slice(SDK_ROOT.length), {
      ...(method !== undefined && { method }),
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
      headers: sent,
      redirect: 'manual',
    });
  }

  async #tokenWithin(signal: AbortSignal | undefined, url: string): Promise<Secret> {
    try {
      const token = this.#token(SCOPE);
      return await (signal ? Promise.race([token, whenAborted(signal)]) : token);
    } catch (cause) {
      throw new GraphError('no-token', { call: callName(url), cause });
    }
  }
}

/** What an error on the way to Graph means; one that is ours already stays as it is. */
export function faultOf(error: unknown, call: string): GraphError {
  if (error instanceof GraphError) return error;
  const code = error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
  return new GraphError(code, { call, cause: error });
}

/** The path of a call without ids and query: fit for a log and for an error's message. */
export function callName(url: string): string {
  const path = new URL(url, SDK_ROOT).pathname.replace(/^\/v1\.0\//, '');
  return path.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '{id}');
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
