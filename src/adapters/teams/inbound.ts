import { createHash } from 'node:crypto';
import { parseCardAction, textField } from '../../cards/actions.ts';
import type { ActivityId, ConversationId, MessageKey, PersonId } from '../../core/ids.ts';
import type { BotEvent, Sender } from '../../ports/chat.ts';
import { bare, guid, member, text } from './fields.ts';

const LONGEST_SAYING = 4000;
const LONGEST_ID = 500;

type What = BotEvent extends infer Event
  ? Event extends BotEvent
    ? Omit<Event, 'key' | 'by'>
    : never
  : never;

/** What an activity means to us; `ignored` when no person of the directory stands behind it. Takes any JSON and never throws. */
export function eventOf(activity: unknown, serviceUrl: string): BotEvent | 'ignored' {
  const by = senderOf(activity, serviceUrl);
  if (!by) return 'ignored';
  return { key: keyOf(activity, by), by, ...whatOf(activity) };
}

/**
 * The same for an activity and its repetitions. A message, its edits and its deletion share an id in Teams, so the kind
 * and the time belong to it; an activity without an id is told from others by all that it says.
 */
function keyOf(activity: unknown, by: Sender): string {
  const id = text(member(activity, 'id'), LONGEST_ID) ?? JSON.stringify(activity);
  const kind = member(activity, 'type');
  const at = kind === 'messageUpdate' ? member(activity, 'timestamp') : undefined;
  const told = JSON.stringify([kind, id, at, by.address.conversation, by.person]);
  return createHash('sha256').update(told).digest('base64url');
}

function senderOf(activity: unknown, serviceUrl: string): Sender | undefined {
  const person = guid(member(activity, 'from', 'aadObjectId'));
  const conversation = text(member(activity, 'conversation', 'id'), LONGEST_ID);
  if (person === undefined || conversation === undefined) return undefined;
  const locale = localeOf(activity);
  return {
    person: person as PersonId,
    name: text(member(activity, 'from', 'name'), LONGEST_ID) ?? '',
    address: { conversation: conversation as ConversationId, serviceUrl },
    // Anything that is not plainly personal counts as seen by others.
    scope: member(activity, 'conversation', 'conversationType') === 'personal' ? 'personal' : 'shared',
    ...(locale !== undefined && { locale }),
  };
}

function localeOf(activity: unknown): string | undefined {
  const entities = member(activity, 'entities');
  const candidates = [member(activity, 'locale'), ...(Array.isArray(entities) ? entities : []).map(localeIn)];
  return candidates.find(
    (candidate): candidate is string =>
      typeof candidate === 'string' && /^[a-z]{2,3}([-_][a-z0-9]{2,8}){0,3}$/i.test(candidate),
  );
}

function localeIn(entity: unknown): unknown {
  return member(entity, 'type') === 'clientInfo' ? member(entity, 'locale') : undefined;
}

function whatOf(activity: unknown): What {
  const type = member(activity, 'type');
  switch (type) {
    case 'installationUpdate':
      return installation(member(activity, 'action'));
    case 'conversationUpdate':
      return membership(activity);
    case 'message':
      return message(activity);
    case 'messageUpdate':
      return { kind: 'edited', text: sayingOf(activity) };
    case 'messageDelete':
      return { kind: 'deleted' };
    case 'invoke':
      return invoke(activity);
    default:
      return other(type);
  }
}

function installation(action: unknown): What {
  switch (action) {
    case 'add':
    case 'add-upgrade':
      return { kind: 'installed' };
    case 'remove':
    case 'remove-upgrade':
      return { kind: 'uninstalled' };
    default:
      return other('installationUpdate');
  }
}

function membership(activity: unknown): What {
  const bot = member(activity, 'recipient', 'id');
  const names = (list: unknown): boolean =>
    typeof bot === 'string' && Array.isArray(list) && list.some((one) => member(one, 'id') === bot);
  if (names(member(activity, 'membersAdded'))) return { kind: 'installed' };
  if (names(member(activity, 'membersRemoved'))) return { kind: 'uninstalled' };
  return other('conversationUpdate');
}

function message(activity: unknown): What {
  const value = member(activity, 'value');
  // Action.Submit of an old client: a message that carries the card's data instead of words.
  if (typeof value === 'object' && value !== null) return pressed(member(value, 'verb'), value, activity);
  const saying = sayingOf(activity);
  return saying === '' && hasAttachment(activity) ? { kind: 'attached' } : { kind: 'said', text: saying };
}

function invoke(activity: unknown): What {
  const name = member(activity, 'name');
  if (name !== 'adaptiveCard/action') return other(name);
  const action = member(activity, 'value', 'action');
  const data = member(action, 'data');
  return pressed(member(action, 'verb') ?? member(data, 'verb'), data, activity);
}

function pressed(verb: unknown, data: unknown, activity: unknown): What {
  const key = textField(data, 'message');
  const on = text(member(activity, 'replyToId'), LONGEST_ID);
  return {
    kind: 'pressed',
    action: parseCardAction(verb, data) ?? 'unknown',
    ...(key !== undefined && { message: key as MessageKey }),
    ...(on !== undefined && { activity: on as ActivityId }),
  };
}

function other(what: unknown): What {
  return { kind: 'other', what: text(what, 100) ?? 'nameless' };
}

/** The person's words without the mention of whom they speak to. */
function sayingOf(activity: unknown): string {
  const saying = member(activity, 'text');
  if (typeof saying !== 'string') return '';
  const words = saying.replace(/<at(?: [^<>]*)?>[^<>]*<\/at>/gi, ' ');
  return bare(words.replaceAll('&nbsp;', ' ')).slice(0, LONGEST_SAYING).trim();
}

/** Teams adds the HTML of every message as an attachment of its own; that one is no file. */
function hasAttachment(activity: unknown): boolean {
  const attachments = member(activity, 'attachments');
  return Array.isArray(attachments) && attachments.some((one) => member(one, 'contentType') !== 'text/html');
}
