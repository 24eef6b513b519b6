/** Entra did not give what we asked for. */
export class EntraError extends Error {
  /** Entra's own word for it, e.g. `invalid_client`, or ours. */
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, how: { readonly isRetryable: boolean; readonly cause?: unknown }) {
    super(`Entra: ${code}`, how.cause === undefined ? {} : { cause: how.cause });
    this.name = 'EntraError';
    this.code = code;
    this.retryable = how.isRetryable;
  }
}
