import { botAvatar } from './avatar.ts';
import type { CardPress, CardRenderer } from './card.ts';
import { make, makeButton } from './dom.ts';
import type { Theme } from './look.ts';
import { markdown } from './markdown.ts';
import type { Message } from './model.ts';
import { timeOf } from './time.ts';

export type MessageHandlers = {
  readonly onPress: (message: Message, press: CardPress) => void;
  readonly onLink: (url: string) => void;
  readonly onEdit: (message: Message) => void;
  readonly onDelete: (message: Message) => void;
};

/** Equal for two states of a message that look the same, so that nothing is drawn twice. */
export function looksOf({ text, card, isDeleted, isEdited }: Message): string {
  return JSON.stringify([text, card, isDeleted, isEdited && !card]);
}

/** How this desk shows messages. */
export type MessageLook = { readonly cards: CardRenderer; readonly theme: Theme; readonly timeZone: string };

/** Draws one message of a chat. */
export function drawMessage(message: Message, look: MessageLook, handlers: MessageHandlers): HTMLLIElement {
  if (message.from === 'person') return ownMessage(message, look.timeZone, handlers);
  const item = make('li', { class: 'msg' });
  item.append(make('span', { class: 'meta' }, metaOf(message, look.timeZone)), botAvatar('s'));
  if (message.isDeleted) item.append(deletedNote());
  else {
    if (message.text !== undefined) item.append(bubble(message.text, handlers.onLink));
    if (message.card) {
      const onPress = (press: CardPress): void => handlers.onPress(message, press);
      item.append(look.cards.render(message.card, look.theme, { onPress, onLink: handlers.onLink }));
    }
  }
  return item;
}

function metaOf(message: Message, timeZone: string): string {
  // A card is meant to change; "edited" would only worry people.
  const isMarked = message.isEdited && !message.isDeleted && !message.card;
  return ['Keywave', timeOf(message.at, timeZone), ...(isMarked ? ['edited'] : [])].join(' · ');
}

function bubble(text: string, onLink: (url: string) => void): HTMLElement {
  const result = make('div', { class: 'bubble', dir: 'auto' }, markdown(text));
  for (const anchor of result.querySelectorAll('a'))
    anchor.addEventListener('click', (press) => {
      press.preventDefault();
      onLink(anchor.href);
    });
  return result;
}

function ownMessage(message: Message, timeZone: string, handlers: MessageHandlers): HTMLLIElement {
  const time = timeOf(message.at, timeZone);
  const meta = message.isEdited && !message.isDeleted ? `${time} · edited` : time;
  const item = make(
    'li',
    { class: 'mine' },
    make('span', { class: 'meta' }, make('span', { class: 'sr' }, 'You, '), meta),
  );
  if (message.isDeleted) {
    item.append(deletedNote());
    return item;
  }
  item.append(make('p', { class: 'me', dir: 'auto' }, message.text ?? ''));
  const edit = makeButton('btn sm subtle', () => handlers.onEdit(message), 'Edit');
  const remove = makeButton('btn sm subtle', () => handlers.onDelete(message), 'Delete');
  item.append(make('span', { class: 'own-tools' }, edit, remove));
  return item;
}

function deletedNote(): HTMLElement {
  return make('p', { class: 'deleted' }, 'This message has been deleted.');
}
