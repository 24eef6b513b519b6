import type { Press } from './activity.ts';
import {
  buttonsOf,
  type Button,
  type CardPart,
  fillInputs,
  headingOf,
  textIn,
  textsOf,
  toggled,
} from './card-reading.ts';
import type { ChatMessage } from './chat.ts';

/** What pressing a button of that title means, or why it cannot be pressed. */
export type Pressable =
  | { readonly kind: 'press'; readonly press: Press }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'toggle'; readonly activityId: string; readonly card: CardPart }
  | { readonly kind: 'not-found'; readonly why: string };

type CardMessage = ChatMessage & { readonly card: CardPart };

/** The last message with a card that is still there. */
export function newestCard(view: readonly ChatMessage[]): CardMessage | undefined {
  return view.findLast(hasCard);
}

/** Looks for the newest visible button of that title and takes along what the card's inputs hold. */
export function pressable(view: readonly ChatMessage[], title: string, typed: CardPart): Pressable {
  for (const message of view.filter(hasCard).toReversed()) {
    const button = buttonsOf(message.card).find((candidate) => candidate.title === title);
    if (button) return meaningOf(button, message, typed);
  }
  return { kind: 'not-found', why: `Visible are:\n${dump(view)}` };
}

/** The chat in lines that a failed test can print. */
export function dump(view: readonly ChatMessage[]): string {
  if (view.length === 0) return '  (no messages)';
  return view.map((message) => `  ${message.from}: ${lineOf(message)}`).join('\n');
}

function meaningOf({ action, isEnabled }: Button, message: CardMessage, typed: CardPart): Pressable {
  if (!isEnabled) return { kind: 'not-found', why: 'The button is there, but switched off.' };
  const type = textIn(action, 'type') ?? 'such action';
  switch (type) {
    case 'Action.OpenUrl':
      return { kind: 'link', url: textIn(action, 'url') ?? '' };
    case 'Action.ToggleVisibility':
      return {
        kind: 'toggle',
        activityId: message.id,
        card: toggled(message.card, action['targetElements']),
      };
    case 'Action.Execute':
    case 'Action.Submit':
      return pressOf(type, action, message, typed);
    default:
      return { kind: 'not-found', why: `This Teams has no ${type}.` };
  }
}

function pressOf(
  type: 'Action.Execute' | 'Action.Submit',
  action: CardPart,
  message: CardMessage,
  typed: CardPart,
): Pressable {
  const isAlone = action['associatedInputs'] === 'none';
  const { data, missing } = isAlone ? { data: typed, missing: [] } : fillInputs(message.card, typed);
  if (missing.length > 0) return { kind: 'not-found', why: `Still empty: ${missing.join(', ')}.` };
  const [id, verb] = [textIn(action, 'id'), textIn(action, 'verb')];
  return {
    kind: 'press',
    press: {
      activityId: message.id,
      action: { type, ...(id && { id }), ...(verb && { verb }), data: action['data'] },
      inputs: data,
    },
  };
}

function hasCard(message: ChatMessage): message is CardMessage {
  return message.card !== undefined;
}

function lineOf(message: ChatMessage): string {
  if (message.isDeleted) return '(deleted)';
  if (!message.card) return message.text ?? '(empty)';
  const buttons = buttonsOf(message.card).map(({ title }) => `[${title}]`);
  return `card “${headingOf(message.card)}”: ${textsOf(message.card).join(' / ')} ${buttons.join(' ')}`;
}
