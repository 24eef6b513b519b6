import type { Answer } from './answer.ts';
import type { Caller, Method, Version } from './ask.ts';

/** One request and its answer, as it went over the wire; a batch gives one for each of its requests too. */
export type Exchange = {
  readonly method: string;
  /** With the version: "/v1.0/users?$top=5". */
  readonly url: string;
  readonly requestBody?: unknown;
  readonly status: number;
  readonly responseBody?: unknown;
  readonly caller?: Caller;
};

/** One request on its way in, alone or out of a batch. */
export type Incoming = {
  readonly method: Method;
  readonly version: Version;
  /** Below the version, still escaped. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly consistencyLevel?: string;
  readonly clientRequestId: string;
  readonly body: unknown;
};

/** What came of it, for the journal. */
export type Outcome = {
  readonly answer: Answer;
  readonly told: string;
  readonly about?: string;
  readonly fault?: 'graph-throttled' | 'graph-throttled-silent';
};
