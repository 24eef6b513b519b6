import { api } from './api.ts';
import { make, makeButton } from './dom.ts';
import { icon } from './icons.ts';
import type { AppState, Chat, DeskPerson } from './model.ts';

type Words = { readonly title: string; readonly text: string; readonly button?: HTMLButtonElement };

/** What stands where messages would be; undefined when there is something to read or nothing to explain. */
export function emptyChat(person: DeskPerson, chat: Chat, app: AppState): HTMLElement | undefined {
  const words = wordsFor(person, chat, app);
  if (!words) return undefined;
  const box = make('div', { class: 'empty' }, make('span', { class: 'empty-icon' }, icon('chat')));
  box.append(make('h4', {}, words.title), make('p', { class: 'muted' }, words.text));
  if (words.button) box.append(words.button);
  return box;
}

function wordsFor(person: DeskPerson, chat: Chat, app: AppState): Words | undefined {
  const name = person.firstName;
  if (!person.hasTeams)
    return { title: `${name} has no Teams`, text: 'Keywave lists people like this for IT as “unreachable”.' };
  if (!chat.isInstalled) {
    const button = makeButton('btn primary', () => void add(button, person), 'Add Keywave');
    return {
      title: `Keywave is not in ${name}’s Teams yet`,
      text: 'IT adds it for everyone before the first message. You can add it here yourself; Keywave then says hello.',
      button,
    };
  }
  if (chat.messages.length > 0) return undefined;
  if (!app.reachable)
    return { title: 'Keywave is not running', text: 'As soon as it runs, it says hello here.' };
  return {
    title: 'Nothing here yet',
    text: `Keywave will write to ${name} here. Or write the first message below.`,
  };
}

async function add(button: HTMLButtonElement, person: DeskPerson): Promise<void> {
  button.ariaDisabled = 'true';
  try {
    await api.install(person.id);
  } finally {
    button.ariaDisabled = null;
  }
}
