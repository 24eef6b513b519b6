/** What went wrong between us and Microsoft Graph. */
export type GraphErrorCode =
  | 'no-token'
  | 'unreachable'
  | 'timeout'
  | 'throttled'
  | 'unavailable'
  | 'not-signed-in'
  | 'no-permission'
  | 'no-licence'
  | 'not-found'
  | 'rejected'
  | 'not-understood';

type Details = {
  /** Which call, without ids: `users/{id}/authentication/fido2Methods`. */
  readonly call: string;
  readonly status?: number;
  /** Graph's own name of the request, for Microsoft's support. */
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
};

const RETRYABLE: ReadonlySet<GraphErrorCode> = new Set([
  'no-token',
  'unreachable',
  'timeout',
  'throttled',
  'unavailable',
]);

/** A fault of Graph or on the way to it. The message names the call and never a person. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly code: GraphErrorCode;
  /** True when the same call may succeed later without anybody doing anything. */
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: GraphErrorCode, details: Details) {
    const { call, status, cause } = details;
    super(`Graph ${call}: ${code}${status === undefined ? '' : ` (${status})`}`, { cause });
    this.code = code;
    this.retryable = RETRYABLE.has(code);
    this.status = status;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
  }
}
