import type { Announcer } from './announcer.ts';
import { api } from './api.ts';
import { type CardPress, type CardRenderer, spokenForm } from './card.ts';
import { Compose } from './compose.ts';
import { make } from './dom.ts';
import { emptyChat } from './empty-chat.ts';
import { keepFocus } from './focus.ts';
import type { Look } from './look.ts';
import { drawMessage, looksOf } from './message.ts';
import type { Chat, Message } from './model.ts';
import { pressCard } from './press.ts';
import { type Desk, personOf } from './state.ts';

type Drawn = { readonly looks: string; readonly item: HTMLLIElement };

export type ChatParts = {
  readonly desk: Desk;
  readonly look: Look;
  readonly cards: CardRenderer;
  readonly announcer: Announcer;
  readonly onLink: (url: string, person: string) => void;
};

const NEARLY_PX = 40;
const MARGIN_PX = 16;
const EMPTY: Chat = { isInstalled: true, isBlocked: false, messages: [] };

/** One person's chat with Keywave. A message that changes is replaced where it stands; all others stay untouched. */
export class ChatView {
  readonly element = make('div', { class: 'chat-body' });
  readonly compose = new Compose();
  readonly #parts: ChatParts;
  readonly #list = make('ol', { class: 'msgs', 'aria-label': 'Messages', tabindex: '0' });
  readonly #empty = make('div', { class: 'empty-place' });
  readonly #drawn = new Map<string, Drawn>();
  #person = '';
  #chat = EMPTY;
  #asked = 0;

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.element.append(this.#list, this.#empty, this.compose.element);
    parts.desk.chats.listen((person) => {
      if (person === this.#person) void this.refresh();
    });
    parts.desk.app.watch(() => this.#draw());
    parts.look.theme.watch(() => this.#draw());
  }

  get chat(): Chat {
    return this.#chat;
  }

  async show(person: string): Promise<void> {
    if (person !== this.#person) {
      this.#person = person;
      this.#drawn.clear();
      this.#list.replaceChildren();
      this.#chat = EMPTY;
    }
    this.compose.show(person);
    await this.refresh();
    this.#list.scrollTop = this.#newest();
  }

  /** Asks for the chat and shows what is new; of several answers on their way only the last counts. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    const person = this.#person;
    const chat = await api.chat(person);
    if (asked !== this.#asked || person !== this.#person) return;
    this.#chat = chat;
    this.#draw();
  }

  #draw(): void {
    if (this.#person === '') return;
    const { desk } = this.#parts;
    const empty = emptyChat(personOf(desk, this.#person), this.#chat, desk.app.value);
    this.#empty.replaceChildren(...(empty ? [empty] : []));
    this.#empty.hidden = empty === undefined;
    this.#list.hidden = this.#chat.messages.length === 0;
    this.compose.element.hidden = !this.#chat.isInstalled;
    const wasAtNewest = this.#newest() - this.#list.scrollTop < NEARLY_PX;
    for (const message of this.#chat.messages) this.#place(message);
    this.#sweep();
    if (wasAtNewest) this.#list.scrollTop = this.#newest();
  }

  /** Where the list shows its newest message: its end, but of one that is taller than the window its beginning. */
  #newest(): number {
    const list = this.#list;
    const end = list.scrollHeight - list.clientHeight;
    const last = list.lastElementChild;
    return last instanceof HTMLElement ? Math.min(end, Math.max(0, last.offsetTop - MARGIN_PX)) : end;
  }

  #place(message: Message): void {
    const theme = this.#parts.look.theme.value;
    const looks = theme + looksOf(message);
    const before = this.#drawn.get(message.id);
    if (before?.looks === looks) return;
    const person = this.#person;
    const item: HTMLLIElement = drawMessage(
      message,
      { cards: this.#parts.cards, theme, timeZone: this.#parts.desk.tenant.timeZone },
      {
        onPress: (of, press) => void this.#press(of, press),
        onLink: (url) => this.#parts.onLink(url, person),
        onEdit: (of) => this.compose.edit(of),
        onDelete: (of) => void api.remove(person, of.id),
      },
    );
    if (before) keepFocus(before.item, item, () => before.item.replaceWith(item));
    else this.#list.append(item);
    this.#drawn.set(message.id, { looks, item });
    if (before?.looks.startsWith(theme)) this.#tell(message);
  }

  /** Takes away what the chat no longer has. */
  #sweep(): void {
    const ids = new Set(this.#chat.messages.map((message) => message.id));
    for (const [id, drawn] of this.#drawn) {
      if (ids.has(id)) continue;
      drawn.item.remove();
      this.#drawn.delete(id);
    }
  }

  #tell(message: Message): void {
    const { desk, announcer } = this.#parts;
    if (message.from !== 'bot') return;
    announcer.say(
      `Keywave changed a message: ${(message.card && spokenForm(message.card)) ?? message.text ?? ''}`,
    );
    if (message.card) desk.deeds.tell({ deed: 'card changed', by: this.#person });
  }

  async #press(message: Message, press: CardPress): Promise<void> {
    const person = this.#person;
    const card = this.#drawn.get(message.id)?.item.querySelector<HTMLElement>('.card');
    if (!card || card.ariaBusy === 'true') return;
    const pressed = await pressCard(person, message.id, card, press);
    if (pressed.kind !== 'error') {
      const deed = `pressed ${press.action.verb ?? ''}` as const;
      this.#parts.desk.deeds.tell({ deed, by: person });
    }
    if (person === this.#person) await this.refresh();
  }
}
