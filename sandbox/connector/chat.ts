import type { CardPart } from './card-reading.ts';

/** One message as the person sees it. A deleted one keeps its place and loses its words. */
export type ChatMessage = {
  readonly id: string;
  readonly from: 'bot' | 'person';
  readonly at: string;
  readonly text?: string;
  readonly card?: CardPart;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  /** The card is the answer to this person's press; the bot has not made it permanent yet. */
  readonly isLocal?: true;
};

/** What one message shows. */
export type Content = { readonly text?: string; readonly card?: CardPart };

/** Whether Keywave is in a person's Teams. `removed` differs from `never`: the chat is still there, the bot is not. */
export type Standing = 'never' | 'installed' | 'removed';

/** Why Teams takes no messages for a person; Microsoft has two answers for the same thing. */
export type Block = 'none' | 'writes' | 'conversation';

/** Cards are kept as JSON text: a company of 100,000 would not fit into memory as objects. */
type Stored = {
  readonly id: string;
  readonly from: 'bot' | 'person';
  readonly at: string;
  text: string | undefined;
  card: string | undefined;
  localCard: string | undefined;
  isEdited: boolean;
  isDeleted: boolean;
};

/** One person's chat with the bot. */
export class Chat {
  readonly person: string;
  readonly conversation: string;
  standing: Standing = 'never';
  block: Block = 'none';
  /** True once Teams has given out the conversation's id. */
  isOpen = false;
  readonly #messages: Stored[] = [];

  constructor(person: string, conversation: string) {
    this.person = person;
    this.conversation = conversation;
  }

  add(from: 'bot' | 'person', id: string, at: Date, content: Content): void {
    this.#messages.push({
      id,
      from,
      at: at.toISOString(),
      text: content.text,
      card: content.card && JSON.stringify(content.card),
      localCard: undefined,
      isEdited: false,
      isDeleted: false,
    });
  }

  has(from: 'bot' | 'person', id: string): boolean {
    return this.#find(from, id) !== undefined;
  }

  /** False when that side has no such message. */
  replace(from: 'bot' | 'person', id: string, content: Content): boolean {
    const message = this.#find(from, id);
    if (!message) return false;
    message.text = content.text;
    message.card = content.card && JSON.stringify(content.card);
    message.localCard = undefined;
    message.isEdited = true;
    return true;
  }

  /** Only this person sees it, and only until the bot replaces the message. */
  showLocally(id: string, card: CardPart): void {
    const message = this.#find('bot', id);
    if (message) message.localCard = JSON.stringify(card);
  }

  /** False when that side has no such message. */
  remove(from: 'bot' | 'person', id: string): boolean {
    const message = this.#find(from, id);
    if (!message) return false;
    message.isDeleted = true;
    message.text = undefined;
    message.card = undefined;
    message.localCard = undefined;
    return true;
  }

  view(): readonly ChatMessage[] {
    return this.#messages.map(seen);
  }

  #find(from: 'bot' | 'person', id: string): Stored | undefined {
    return this.#messages.find((message) => message.id === id && message.from === from && !message.isDeleted);
  }
}

function seen(message: Stored): ChatMessage {
  const { id, from, at, text, isEdited, isDeleted, localCard } = message;
  const card = localCard ?? message.card;
  return {
    id,
    from,
    at,
    isEdited,
    isDeleted,
    ...(text !== undefined && { text }),
    ...(card !== undefined && { card: JSON.parse(card) as CardPart }),
    ...(localCard !== undefined && { isLocal: true as const }),
  };
}
