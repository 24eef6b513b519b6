import type { Clock } from '../clock.ts';
import type { SandboxUser, TenantData } from '../tenant/model.ts';
import { textsOf } from './card-reading.ts';
import { Chat, type ChatMessage, type Content } from './chat.ts';
import { dump, newestCard } from './chat-reading.ts';
import { until } from './until.ts';

/** What a person, or the bot, cannot do in Teams right now, said in a sentence. */
export class Impossible extends Error {}

const PERSONAL = 'a:1';

/** Everybody's chat with Keywave: who has which, what stands in it, and word of every change. */
export class Chats {
  readonly #tenant: TenantData;
  readonly #clock: Clock;
  readonly #chats = new Map<string, Chat>();
  readonly #listeners = new Set<(person: string) => void>();
  #lastId = 0;

  constructor(tenant: TenantData, clock: Clock) {
    this.#tenant = tenant;
    this.#clock = clock;
  }

  user(person: string): SandboxUser {
    const user = this.#tenant.users.get(person);
    if (!user) throw new Impossible(`Contoso has nobody with the id ${person}.`);
    return user;
  }

  /** Teams knows people by their object id and by their MRI. */
  userCalled(idOrMri: string): SandboxUser | undefined {
    const byId = this.#tenant.users.get(idOrMri);
    if (byId || !idOrMri.startsWith('29:')) return byId;
    return this.#tenant.users.values().find((user) => user.teams?.mri === idOrMri);
  }

  /** The person's chat; the id of a pair's conversation is always the same. */
  of(person: string): Chat {
    const known = this.#chats.get(person);
    if (known) return known;
    const id = Buffer.from(this.user(person).id).toString('base64url');
    const chat = new Chat(person, `${PERSONAL}${id}`);
    this.#chats.set(person, chat);
    return chat;
  }

  /** The chat that Teams has given out this conversation id for. */
  at(conversation: string): Chat | undefined {
    const person = Buffer.from(conversation.slice(PERSONAL.length), 'base64url').toString();
    const chat = this.#chats.get(person);
    const isKnown = chat?.isOpen && chat.conversation === conversation && this.#tenant.users.has(person);
    return isKnown ? chat : undefined;
  }

  /** A new message at the end of the chat; answers its id. */
  add(chat: Chat, from: 'bot' | 'person', content: Content): string {
    const id = this.nextId();
    chat.add(from, id, this.#clock.now(), content);
    this.changed(chat.person);
    return id;
  }

  /** Ids are milliseconds as in Teams, and no two are the same. */
  nextId(): string {
    this.#lastId = Math.max(this.#lastId + 1, this.#clock.now().getTime());
    return String(this.#lastId);
  }

  view(person: string): readonly ChatMessage[] {
    return this.of(person).view();
  }

  texts(person: string): readonly string[] {
    const card = newestCard(this.view(person))?.card;
    return card ? textsOf(card) : [];
  }

  async until(
    person: string,
    isThere: (view: readonly ChatMessage[]) => boolean,
    timeoutMs: number,
  ): Promise<readonly ChatMessage[]> {
    return await until({
      look: () => this.view(person),
      isThere,
      onChange: (listener) => this.onChange((changed) => changed === person && listener()),
      timeoutMs,
      dump: () => `${this.user(person).displayName}’s chat:\n${dump(this.view(person))}`,
    });
  }

  changed(person: string): void {
    for (const listener of this.#listeners) listener(person);
  }

  onChange(listener: (person: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
