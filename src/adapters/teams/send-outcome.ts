import type { RefusalReason, SendOutcome } from '../../core/delivery.ts';
import type { ActivityId } from '../../core/ids.ts';
import { member } from './fields.ts';

/** What Teams answered to one attempt. */
export type ConnectorAnswer = { readonly status: number; readonly headers: Headers; readonly body: string };

/** What an answer says about the message; `activity` when it was to get a new face. */
export function outcomeOf(answer: ConnectorAnswer, activity?: ActivityId): SendOutcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return sent(answer, activity);
  switch (status) {
    case 401:
      return { kind: 'not-sent', detail: 'answered 401' };
    case 429:
      return { kind: 'throttled', retryAfterMs: retryAfterMs(answer.headers) };
    // The message may have been taken all the same, also after 412: another call was changing the same chat.
    case 408:
    case 412:
      return { kind: 'ambiguous', detail: `answered ${status}` };
    default:
      return status >= 500
        ? { kind: 'ambiguous', detail: `answered ${status}` }
        : { kind: 'refused', why: refusal(answer, activity !== undefined) };
  }
}

function sent({ status, body }: ConnectorAnswer, known: ActivityId | undefined): SendOutcome {
  const activity = known ?? idIn(body);
  return activity === undefined
    ? { kind: 'ambiguous', detail: `answered ${status} without an id` }
    : { kind: 'sent', activity };
}

function idIn(body: string): ActivityId | undefined {
  try {
    const id = member(JSON.parse(body), 'id');
    return typeof id === 'string' && id !== '' ? (id as ActivityId) : undefined;
  } catch {
    return undefined;
  }
}

// https://learn.microsoft.com/microsoftteams/platform/bots/build-a-bot/error-codes
// The nesting of these bodies varies, down to JSON in a string, so the words are looked for wherever they are.
const FORBIDDEN: readonly (readonly [word: string, why: RefusalReason])[] = [
  ['BotDisabledByAdmin', 'disabled-by-admin'],
  ['BotNotInConversationRoster', 'not-installed'],
  ['ForbiddenOperationException', 'not-installed'],
  ['ConversationBlockedByUser', 'blocked-by-person'],
  ['MessageWritesBlocked', 'blocked-by-person'],
];

function refusal({ status, body }: ConnectorAnswer, isReplacing: boolean): RefusalReason {
  switch (status) {
    case 403:
      // Seen in the field without any code, then the person had blocked the bot.
      return FORBIDDEN.find(([word]) => body.includes(word))?.[1] ?? 'blocked-by-person';
    case 404:
      if (body.includes('ConversationNotFound')) return 'no-such-chat';
      return isReplacing ? 'message-gone' : 'not-accepted';
    case 413:
      return 'too-big';
    default:
      return 'not-accepted';
  }
}

/** Seconds, or a date by the clock of the server that names it. */
function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000);
  const waitMs = Date.parse(value) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(waitMs) ? undefined : Math.max(waitMs, 0);
}

// Faults from before the first byte of the request: nothing can have arrived.
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What a request without an answer says about the message: in doubt it may have been delivered. */
export function outcomeOfFailure(error: unknown): SendOutcome {
  const code = codeOf(error);
  const neverConnected = NEVER_CONNECTED.has(code) || code.startsWith('ERR_SSL_');
  return { kind: neverConnected ? 'not-sent' : 'ambiguous', detail: code };
}

/** fetch wraps what really happened: the system's error, or one for each address of the host that was tried. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause !== undefined) return codeOf(error.cause);
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string') return code;
  return error instanceof AggregateError && error.errors.length > 0 ? codeOf(error.errors[0]) : error.name;
}
