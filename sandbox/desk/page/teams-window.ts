import { api } from './api.ts';
import { AppFrame } from './app-frame.ts';
import { botAvatar } from './avatar.ts';
import { type ChatParts, ChatView } from './chat.ts';
import { make, makeButton } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import { oneTabStop, settleTabStop } from './keyboard.ts';
import { type Choice, withMenu } from './menu.ts';
import { personOf } from './state.ts';

type Tab = 'Chat' | 'About';

const TABS: readonly Tab[] = ['Chat', 'About'];
const RAIL: readonly [IconName, string][] = [
  ['bell', 'Activity'],
  ['chat', 'Chat'],
  ['calendar', 'Calendar'],
  ['apps', 'Apps'],
];

/** Teams as one person sees it: the chat with Keywave, and the app's own page. */
export class TeamsWindow {
  readonly element: HTMLElement;
  readonly #parts: ChatParts;
  readonly #chat: ChatView;
  readonly #about: AppFrame;
  readonly #subtitle = make('span', { class: 'small muted clip' });
  readonly #tabs = make('div', { class: 'app-tabs', role: 'group', 'aria-label': 'Keywave in Teams' });
  #person = '';

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#chat = new ChatView(parts);
    this.#about = new AppFrame(parts.desk, parts.look);
    const more = make(
      'button',
      { type: 'button', class: 'btn subtle icon', 'aria-label': 'More options' },
      icon('more'),
    );
    const title = make('div', { class: 'app-title' }, make('h3', {}, 'Keywave'), this.#subtitle);
    const menu = withMenu(more, () => this.#choices());
    const header = make('header', {}, botAvatar(), title, this.#tabs, menu);
    const chat = make('div', { class: 'chat' }, header, this.#chat.element, this.#about.element);
    this.element = make('div', { class: 'tm' }, rail(), chat);
    for (const tab of TABS) this.#tabs.append(makeButton('', () => this.#open(tab), tab));
    oneTabStop(this.#tabs);
    this.#open('Chat');
    parts.desk.people.watch(() => this.#describe());
  }

  show(person: string): void {
    this.#person = person;
    this.#describe();
    this.#open('Chat');
    void this.#chat.show(person);
  }

  #open(tab: Tab): void {
    for (const button of this.#tabs.querySelectorAll('button'))
      button.ariaPressed = String(button.textContent === tab);
    settleTabStop(this.#tabs);
    this.#chat.element.hidden = tab !== 'Chat';
    this.#about.element.hidden = tab !== 'About';
    if (tab === 'About') this.#about.show(this.#person);
    else this.#about.clear();
  }

  #describe(): void {
    if (this.#person === '') return;
    const person = personOf(this.#parts.desk, this.#person);
    this.#subtitle.textContent = person.isBlocked
      ? `${person.firstName} has blocked Keywave`
      : `Only ${person.firstName} and Keywave are in this chat`;
    this.#tabs.hidden = !person.isInstalled;
  }

  #choices(): readonly Choice[] {
    const person = this.#person;
    const { isInstalled, isBlocked } = this.#chat.chat;
    if (!isInstalled) return [{ words: 'Add Keywave', take: () => void api.install(person) }];
    return [
      { words: 'Attach a file', take: () => void api.attach(person) },
      isBlocked
        ? { words: 'Unblock Keywave', take: () => void api.unblock(person) }
        : { words: 'Block Keywave', take: () => void api.block(person) },
      { words: 'Remove Keywave', take: () => void api.uninstall(person) },
    ];
  }
}

/** A hint that this is Teams; there is nothing to press in it. */
function rail(): HTMLElement {
  const items = RAIL.map(([name, words]) =>
    make('span', { class: words === 'Chat' ? 'on' : '' }, icon(name), words),
  );
  return make('div', { class: 'rail', 'aria-hidden': 'true' }, ...items);
}
