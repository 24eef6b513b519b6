import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request of the sandbox, its body already read. */
export type Call = {
  readonly method: string;
  readonly url: URL;
  /** The path below the prefix that the service was mounted at. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

export type Result = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON, text and bytes as they are. */
  readonly body?: unknown;
};

/** Answers a call, or `'taken'` when the service holds the connection itself (events, a dropped connection). */
export type Service = (call: Call) => Promise<Result | 'taken'> | Result | 'taken';
