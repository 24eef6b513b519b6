import { attachmentCard, deletedCard, guestCard, unknownTextCard } from '../cards/notice.ts';
import { helpCard } from '../cards/help.ts';
import type { Card } from '../cards/card.ts';
import { chooseLanguage, type Language } from '../core/language.ts';
import { replyMessage } from '../core/message.ts';
import type { BotEvent, Sender } from '../ports/chat.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'store' | 'company' | 'now'>;

/** Whatever a person does tells us where Teams reaches them now. */
export async function heard(needs: Needs, by: Sender): Promise<void> {
  if (by.scope === 'personal') await needs.store.chats.learn(by.person, by.address, needs.now());
}

/** "help" in the chat. */
export async function helpAsked(needs: Needs, event: BotEvent): Promise<void> {
  await reply(needs, event, helpCard);
}

/** Something we do not understand: what we can do instead, and a human. */
export async function notUnderstood(needs: Needs, event: BotEvent): Promise<void> {
  await reply(needs, event, unknownTextCard);
}

/** A guest who writes: why there is nothing to do here, and a human. */
export async function guestAnswered(needs: Needs, event: BotEvent): Promise<void> {
  await reply(needs, event, guestCard);
}

/** A file or a picture: we cannot read it, and say so. */
export async function attachmentReceived(needs: Needs, event: BotEvent): Promise<void> {
  await reply(needs, event, attachmentCard);
}

/** A deleted message: nothing of it was kept. */
export async function messageDeleted(needs: Needs, event: BotEvent): Promise<void> {
  await reply(needs, event, deletedCard);
}

async function reply(
  needs: Needs,
  event: BotEvent,
  say: (language: Language, company: Needs['company']) => Card,
): Promise<void> {
  const person = await needs.store.people.of(event.by.person);
  const language = person?.language ?? chooseLanguage(event.by.locale);
  await needs.store.outbox.put({
    key: replyMessage(event),
    to: event.by.person,
    class: 'reply',
    card: say(language, needs.company),
  });
}
