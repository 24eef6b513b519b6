import { setTimeout as pause } from 'node:timers/promises';
import { Client, GraphClientError, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Log } from '../../ports/log.ts';
import { readPage, readReply } from './answer.ts';
import { GraphError } from './graph-error.ts';
import type { Json } from './json.ts';
import { callName, faultOf, SDK_ROOT, Wire, type TokenSource } from './wire.ts';

export type GraphOptions = {
  /** Without version and closing slash: `https://graph.microsoft.com`. */
  readonly baseUrl: string;
  readonly token: TokenSource;
  readonly log: Log;
  /** Graph has said that it is busy, and for how long: whoever asks in the background should wait as well. */
  readonly onBusy?: (forMs: number) => void;
};

type Request = { readonly method: 'GET' | 'POST'; readonly url: string; readonly body?: unknown };

/** Somebody waits for the answer in a chat, so a call with all its repetitions and pages ends within this time. */
const WHOLE_MS = 4000;
const ONE_REQUEST_MS = 3000;
const MOST_PAGES = 50;
const BACKOFF_MS = 250;
const BUSY: ReadonlySet<number | undefined> = new Set([429, 503, 504]);

/** Requests to Graph v1.0, each within its deadline. Every fault is a GraphError. */
export class GraphHttp {
  readonly #baseUrl: string;
  readonly #sdk: Client;
  readonly #log: Log;
  readonly #onBusy: (forMs: number) => void;

  constructor({ baseUrl, token, log, onBusy }: GraphOptions) {
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
    // The SDK's own retries are left out: they repeat POST as well and may wait for minutes.
    this.#sdk = Client.initWithMiddleware({ middleware: new Wire(this.#baseUrl, token) });
    this.#log = log;
    this.#onBusy = onBusy ?? (() => undefined);
  }

  /** One object. `path` begins with a slash and may carry a query. */
  get(path: string): Promise<Json> {
    return this.#exchange({ method: 'GET', url: `${SDK_ROOT}/v1.0${path}` }, deadline());
  }

  /** All objects of a collection, page after page. */
  async list(path: string): Promise<readonly Json[]> {
    const endsAt = deadline();
    const all: Json[] = [];
    let url: string | undefined = `${SDK_ROOT}/v1.0${path}`;
    for (let page = 0; url !== undefined; page += 1) {
      const call = callName(url);
      if (page === MOST_PAGES) throw new GraphError('not-understood', { call });
      const { items, next } = readPage(await this.#exchange({ method: 'GET', url }, endsAt), call);
      all.push(...items);
      url = next === undefined ? undefined : this.#ownUrl(next, call);
    }
    return all;
  }

  /** The answer to a question that needs a body; never repeated. */
  post(path: string, body: unknown): Promise<Json> {
    return this.#exchange({ method: 'POST', url: `${SDK_ROOT}/v1.0${path}`, body }, deadline());
  }

  /** A next page is fetched only from where the first came from, or our token would go to a stranger. */
  #ownUrl(link: string, call: string): string {
    const base = [this.#baseUrl, SDK_ROOT].map((root) => `${root}/v1.0/`).find((own) => link.startsWith(own));
    if (base === undefined) throw new GraphError('not-understood', { call });
    return `${SDK_ROOT}/v1.0/${link.slice(base.length)}`;
  }

  /** A busy Graph is asked once more, when it is harmless and the time it names is left. */
  async #exchange(request: Request, endsAt: number): Promise<Json> {
    const first = await this.#attempt(request, endsAt);
    if (!(first instanceof GraphError)) return first;
    const waitMs = first.retryAfterMs ?? BACKOFF_MS * (1 + Math.random());
    if (first.status === 429) this.#onBusy(waitMs);
    const isWorthIt = isTransient(first) && request.method === 'GET' && performance.now() + waitMs < endsAt;
    if (!isWorthIt) throw first;
    this.#log.info('graph-repeats', { call: callName(request.url), code: first.code, status: first.status });
    await pause(waitMs);
    const second = await this.#attempt(request, endsAt);
    if (second instanceof GraphError) throw second;
    return second;
  }

  async #attempt({ method, url, body }: Request, endsAt: number): Promise<Json | GraphError> {
    const call = callName(url);
    const leftMs = Math.max(1, Math.ceil(Math.min(ONE_REQUEST_MS, endsAt - performance.now())));
    const request = this.#sdk
      .api(url)
      .responseType(ResponseType.RAW)
      .options({ signal: AbortSignal.timeout(leftMs) });
    try {
      const answer: unknown = await (method === 'GET' ? request.get() : request.post(body));
      const response = answer as Response;
      return readReply(
        { status: response.status, headers: response.headers, text: await response.text() },
        call,
      );
    } catch (error) {
      return faultOf(error instanceof GraphClientError ? error.customError : error, call);
    }
  }
}

function deadline(): number {
  return performance.now() + WHOLE_MS;
}

function isTransient(fault: GraphError): boolean {
  return BUSY.has(fault.status) || (fault.code === 'unreachable' && fault.status === undefined);
}
