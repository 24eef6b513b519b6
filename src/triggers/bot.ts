import type { CardAction } from '../cards/actions.ts';
import { failureCard, failureText, unknownActionText } from '../cards/notice.ts';
import { parseCommand } from '../core/command.ts';
import { chooseLanguage, type Language } from '../core/language.ts';
import type { PersonId } from '../core/ids.ts';
import { replyMessage } from '../core/message.ts';
import {
  attachmentReceived,
  guestAnswered,
  heard,
  helpAsked,
  messageDeleted,
  notUnderstood,
} from '../flows/conversation.ts';
import {
  gotStuck,
  registrationChecked,
  routeTaken,
  shownAgain,
  startRegistration,
} from '../flows/registration.ts';
import { installed, uninstalled, welcome } from '../flows/welcome.ts';
import type { Answer, BotEvent } from '../ports/chat.ts';
import type { Ports } from '../ports/ports.ts';

const NOTHING: Answer = { kind: 'nothing' };

/** Every event of the bot and the flow that answers it, once however often Teams repeats it. The only catch on the bot's side. */
export async function onBotEvent(ports: Ports, event: BotEvent): Promise<Answer> {
  try {
    const claim = await ports.inbound.claim(event.key);
    if (claim.kind === 'answered') return claim.answer;
    if (claim.kind === 'busy') return NOTHING;
    const answer = await respond(ports, event);
    await ports.inbound.answer(event.key, answer);
    return answer;
  } catch (error) {
    return await apologise(ports, event, error);
  }
}

async function respond(ports: Ports, event: BotEvent): Promise<Answer> {
  if (event.by.scope !== 'personal') return NOTHING;
  if (event.kind === 'uninstalled') {
    await uninstalled(ports, event.by);
    return NOTHING;
  }
  await heard(ports, event.by);
  return event.kind === 'pressed' ? onPressed(ports, event) : onSaid(ports, event);
}

async function onSaid(ports: Ports, event: Exclude<BotEvent, { kind: 'pressed' }>): Promise<Answer> {
  switch (event.kind) {
    case 'installed':
      await installed(ports, event.by);
      break;
    case 'said':
    case 'edited':
      await onText(ports, event, event.text);
      break;
    case 'attached':
      await attachmentReceived(ports, event);
      break;
    case 'deleted':
      await messageDeleted(ports, event);
      break;
    case 'uninstalled':
    case 'other':
      break;
  }
  return NOTHING;
}

async function onText(ports: Ports, event: BotEvent, text: string): Promise<void> {
  switch (parseCommand(text)) {
    case 'help':
      return helpAsked(ports, event);
    case 'greeting':
    case 'status':
    case 'start':
      return onHello(ports, event);
    case 'unknown':
      return notUnderstood(ports, event);
  }
}

async function onHello(ports: Ports, event: BotEvent): Promise<void> {
  const { person, locale } = event.by;
  switch (await shownAgain(ports, person)) {
    case 'shown':
      return;
    case 'guest':
      return guestAnswered(ports, event);
    case 'no-journey':
      // Whoever writes wants an answer now, whatever became of the welcome that was on its way.
      return welcome(ports, person, locale);
  }
}

async function onPressed(ports: Ports, event: Extract<BotEvent, { kind: 'pressed' }>): Promise<Answer> {
  const { person } = event.by;
  if (event.message && event.activity) await ports.store.outbox.prove(person, event.message, event.activity);
  if (event.action === 'unknown') {
    ports.log.warn('unknown action pressed', { person });
    return { kind: 'message', text: unknownActionText(await languageOf(ports, event)) };
  }
  return onAction(ports, person, event.action);
}

function onAction(ports: Ports, by: PersonId, action: CardAction): Promise<Answer> {
  switch (action.verb) {
    case 'registration.start':
      return startRegistration(ports, by, action.journey);
    case 'registration.route':
      return routeTaken(ports, by, action.journey, action.route);
    case 'registration.check':
      return registrationChecked(ports, by, action.journey);
    case 'registration.stuck':
      return gotStuck(ports, by, action.journey, action.obstacle);
  }
}

/** The person gets a reference, the log the cause; a repetition by Teams is handled afresh. */
async function apologise(ports: Ports, event: BotEvent, error: unknown): Promise<Answer> {
  const { person, locale } = event.by;
  const reference = ports.log.error('bot event failed', error, { kind: event.kind, person });
  // Where the store is what failed, Teams' own language has to do.
  const language = await languageOf(ports, event).catch(() => chooseLanguage(locale));
  const tell = async (): Promise<void> => {
    await ports.inbound.release(event.key);
    if (event.kind === 'pressed' || event.kind === 'uninstalled' || event.by.scope !== 'personal') return;
    const card = failureCard(language, ports.company, reference);
    await ports.store.outbox.put({ key: replyMessage(event), to: person, class: 'reply', card });
  };
  await tell().catch((again: unknown) => ports.log.error('apology not sent', again, { reference }));
  return { kind: 'message', text: failureText(language, reference) };
}

async function languageOf(ports: Ports, event: BotEvent): Promise<Language> {
  const person = await ports.store.people.of(event.by.person);
  return person?.language ?? chooseLanguage(event.by.locale);
}
