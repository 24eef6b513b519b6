import { type CardPart, headingOf } from './card-reading.ts';
import { contentOf } from './message-body.ts';
import type { Operation } from './operation.ts';

const LONGEST = 80;

/** What the bot asks for, in a whole sentence that names the person. */
export function sentenceFor(operation: Operation, body: CardPart | undefined, name: string): string {
  switch (operation.kind) {
    case 'create':
      return `Opens the chat with ${name}.`;
    case 'post':
      return posted(body, name);
    case 'replace':
      return replaced(body, name);
    case 'delete':
      return `Takes back a message to ${name}.`;
    case 'members':
    case 'paged-members':
    case 'member':
      return `Asks who is in the chat with ${name}.`;
  }
}

function posted(body: CardPart | undefined, name: string): string {
  const content = body && contentOf(body);
  if (!content) return `Sends ${name} something unreadable.`;
  if (content === 'nothing') return `Shows ${name} that it is typing.`;
  return content.card
    ? `Sends ${name} a card: “${headingOf(content.card)}”.`
    : `Sends ${name} a message: “${shortened(content.text)}”.`;
}

function replaced(body: CardPart | undefined, name: string): string {
  const content = body && contentOf(body);
  if (!content || content === 'nothing') return `Updates a message to ${name} with something unreadable.`;
  return content.card
    ? `Updates ${name}’s card in place: “${headingOf(content.card)}”.`
    : `Updates a message to ${name}: “${shortened(content.text)}”.`;
}

function shortened(text = ''): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
