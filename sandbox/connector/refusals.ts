import type { Result } from '../http.ts';

/** An answer of the Connector, and the same in words for the journal. */
export type Outcome = { readonly result: Result; readonly words?: string };

/** The Connector's ways of saying no, with the codes and bodies that Microsoft documents for bots in Teams. */
export const REFUSALS = {
  unauthorized: {
    result: { status: 401, body: { message: 'Authorization has been denied for this request.' } },
    words: 'Refused: no valid token.',
  },
  blockedByUser: error(
    403,
    'ConversationBlockedByUser',
    'User blocked the conversation with the bot.',
    'Refused: Keywave is blocked.',
  ),
  notInRoster: error(
    403,
    'BotNotInConversationRoster',
    'The bot is not part of the conversation roster.',
    'Refused: Keywave was removed.',
  ),
  disabledByAdmin: error(
    403,
    'BotDisabledByAdmin',
    'The tenant admin disabled this bot.',
    'Refused: an administrator has switched Keywave off.',
  ),
  notInstalled: error(
    403,
    'ForbiddenOperationException',
    'The bot is not installed in user’s personal scope.',
    'Refused: Keywave is not installed.',
  ),
  writesBlocked: {
    result: { status: 403, body: { errorCode: 209, message: writesBlockedMessage() } },
    words: 'Refused: Keywave is blocked.',
  },
  noConversation: error(404, 'ConversationNotFound', 'Conversation not found.', 'Refused: no such chat.'),
  noActivity: error(
    404,
    'ActivityNotFoundInConversation',
    'Activity not found.',
    'Refused: no such message.',
  ),
  noMember: error(
    404,
    'MemberNotFoundInConversation',
    'The member was not found.',
    'Refused: no such person.',
  ),
  noOperation: error(404, 'NotFound', 'There is no such operation.', 'Refused: no such operation.'),
  badSyntax: error(
    400,
    'BadSyntax',
    'The request or the activity cannot be read.',
    'Refused: it cannot be read.',
  ),
  notPersonal: error(
    400,
    'BadArgument',
    'A bot can only open a chat with one person.',
    'Refused: not one person.',
  ),
  tooBig: error(413, 'MessageSizeTooBig', 'Message size too large.', 'Refused: over 100 KB.'),
  conflict: error(
    412,
    'PreconditionFailed',
    'Precondition failed, please try again.',
    'Refused: the chat is being changed.',
  ),
  /** A gateway answers this, not the Connector: it is not even JSON. */
  badGateway: { result: { status: 502, body: 'Bad Gateway' }, words: 'Teams answers 502.' },
} as const satisfies Readonly<Record<string, Outcome>>;

/** 429 with the time to wait in whole seconds. */
export function throttled(waitMs: number): Outcome {
  const seconds = Math.ceil(waitMs / 1000);
  const refused = error(
    429,
    'Throttled',
    'Too many requests.',
    `Refused: too many requests, wait ${seconds} s.`,
  );
  return { ...refused, result: { ...refused.result, headers: { 'retry-after': String(seconds) } } };
}

function error(status: number, code: string, message: string, words: string) {
  return { result: { status, body: { error: { code, message } } }, words };
}

/** JSON inside a JSON string, line breaks included: so it comes. */
function writesBlockedMessage(): string {
  const inner = {
    subCode: 'MessageWritesBlocked',
    details: 'Thread is blocked from message writes.',
    errorCode: null,
    errorSubCode: null,
  };
  return JSON.stringify(inner, undefined, 2).replaceAll('\n', '\r\n');
}
