import type { BotAnswer } from './bot-line.ts';
import { type CardPart, isPart, textIn } from './card-reading.ts';

/** What a person gets back for a press. */
export type PressResult =
  | { readonly kind: 'card'; readonly card: CardPart }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'opened'; readonly url: string }
  | { readonly kind: 'nothing' };

const CARD = 'application/vnd.microsoft.card.adaptive';
const MESSAGE = 'application/vnd.microsoft.activity.message';

/** Reads the bot's answer to an adaptiveCard/action as the Teams client does. */
export function readPressResult(answer: BotAnswer): PressResult {
  if (answer.kind !== 'answered') return { kind: 'error', text: 'Unable to reach app. Please try again.' };
  if (answer.status >= 300) return somethingWentWrong(`The app answered ${answer.status}.`);
  if (answer.body === undefined) return { kind: 'nothing' };
  return isPart(answer.body)
    ? readInvokeBody(answer.body)
    : somethingWentWrong('The answer was no JSON object.');
}

function readInvokeBody({ statusCode = 200, type, value }: CardPart): PressResult {
  if (typeof statusCode !== 'number' || statusCode >= 300) return refused(value, statusCode);
  if (type === CARD && isPart(value)) return { kind: 'card', card: value };
  if (type === MESSAGE && typeof value === 'string') return { kind: 'message', text: value };
  return type === undefined ? { kind: 'nothing' } : somethingWentWrong('The answer was of an unknown type.');
}

/** Action.Submit is a message: nothing comes back but that it has arrived. */
export function afterSubmit(answer: BotAnswer): PressResult {
  if (answer.kind !== 'answered') return { kind: 'error', text: 'Unable to reach app. Please try again.' };
  return answer.status < 300 ? { kind: 'nothing' } : somethingWentWrong(`The app answered ${answer.status}.`);
}

function refused(value: unknown, statusCode: unknown): PressResult {
  const words = isPart(value) ? textIn(value, 'message') : undefined;
  return words === undefined
    ? somethingWentWrong(`The app answered ${String(statusCode)}.`)
    : { kind: 'error', text: words };
}

function somethingWentWrong(detail: string): PressResult {
  return { kind: 'error', text: `Something went wrong. Please try again. (${detail})` };
}
