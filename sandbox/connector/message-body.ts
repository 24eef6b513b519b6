import { type CardPart, isPart, textIn } from './card-reading.ts';
import type { Content } from './chat.ts';

const LARGEST_BYTES = 100 * 1024;
const CARD = 'application/vnd.microsoft.card.adaptive';
const BASE64_IMAGE = /data:image\/[\w.+-]+;base64,[\w+/=]*/g;

/** The JSON object in a body, if there is one. */
export function objectIn(body: Buffer): CardPart | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return isPart(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Teams measures UTF-16, cards included, base64 pictures not. */
export function isTooBig(body: Buffer): boolean {
  return body.toString().replaceAll(BASE64_IMAGE, '').length * 2 > LARGEST_BYTES;
}

/** What an activity shows in a chat; `'nothing'` for a typing sign, undefined for what Teams would not take. */
export function contentOf(activity: CardPart): Content | 'nothing' | undefined {
  if (activity['type'] === 'typing') return 'nothing';
  if (activity['type'] !== 'message') return undefined;
  const text = textIn(activity, 'text');
  const card = cardIn(activity);
  if (card === 'unreadable' || (text === undefined && card === undefined)) return undefined;
  return { ...(text !== undefined && { text }), ...(card && { card }) };
}

function cardIn(activity: CardPart): CardPart | 'unreadable' | undefined {
  const attachments: unknown = activity['attachments'] ?? [];
  if (!Array.isArray(attachments) || !attachments.every(isPart)) return 'unreadable';
  const attached = attachments.find((attachment) => attachment['contentType'] === CARD);
  if (!attached) return undefined;
  const card = attached['content'];
  return isPart(card) && card['type'] === 'AdaptiveCard' ? card : 'unreadable';
}
