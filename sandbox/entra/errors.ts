import type { Result } from '../http.ts';

/** Entra's own words for a refused token request. */
export type Refusal = {
  readonly status: 400 | 401 | 503;
  readonly error:
    | 'invalid_request'
    | 'invalid_client'
    | 'invalid_grant'
    | 'unsupported_grant_type'
    | 'invalid_scope'
    | 'temporarily_unavailable';
  /** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
  readonly code: number;
  readonly words: string;
  readonly suberror?: string;
};

export function refused(refusal: Refusal, now: Date): Result {
  const trace = crypto.randomUUID();
  return {
    status: refusal.status,
    body: {
      error: refusal.error,
      error_description: `AADSTS${refusal.code}: ${refusal.words} Trace ID: ${trace}`,
      error_codes: [refusal.code],
      timestamp: now.toISOString(),
      trace_id: trace,
      correlation_id: crypto.randomUUID(),
      ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    },
  };
}
