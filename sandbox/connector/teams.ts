import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Journal } from '../journal.ts';
import type { TenantData } from '../tenant/model.ts';
import * as activity from './activity.ts';
import { type BotAnswer, BotLine } from './bot-line.ts';
import type { CardPart } from './card-reading.ts';
import type { Block, Chat, ChatMessage } from './chat.ts';
import { pressable } from './chat-reading.ts';
import { Chats, Impossible } from './chats.ts';
import { afterSubmit, type PressResult, readPressResult } from './press-result.ts';

/** What everybody’s Teams is made of. */
export type TeamsDeps = {
  readonly tenant: TenantData;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  /** `endpoint` is read at every post: the app may only know its port after the sandbox is up. */
  readonly bot: { readonly appId: string; readonly endpoint: string };
  /** Where the bot reaches the Connector: http://127.0.0.1:<port>/connector/ */
  readonly serviceUrl: string;
  /** The JWT that comes with each activity; its `serviceurl` claim is the one above. */
  readonly signForBot: () => Promise<string>;
  /** 15 s, as in Teams, unless a test is in a hurry. */
  readonly answerWithinMs?: number;
};

/** Everybody's Teams: what people see of Keywave and what they can do there. People are named by their object id. */
export class Teams {
  /** An administrator has switched the app off for the whole company. */
  isDisabledByAdmin = false;
  readonly chats: Chats;
  readonly #deps: TeamsDeps;
  readonly #line: BotLine;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(deps: TeamsDeps) {
    this.#deps = deps;
    this.chats = new Chats(deps.tenant, deps.clock);
    this.#line = new BotLine(deps);
  }

  get tenantId(): string {
    return this.#deps.tenant.id;
  }

  /** Adds Keywave. The bot hears of it by installationUpdate, and for a new chat by conversationUpdate at the same time. */
  async install(person: string): Promise<void> {
    const chat = this.chats.of(person);
    if (!this.chats.user(person).teams) throw new Impossible(`${this.#nameOf(chat)} has no Teams.`);
    if (chat.standing === 'installed') return;
    const isNew = chat.standing === 'never';
    chat.standing = 'installed';
    chat.isOpen = true;
    this.chats.changed(person);
    const frame = this.#frame(chat);
    await Promise.all([
      isNew && this.#tell(chat, activity.botAdded(frame), 'now has Keywave in the chat.'),
      this.#tell(chat, activity.installation(frame, 'add'), 'adds Keywave.'),
    ]);
  }

  async uninstall(person: string): Promise<void> {
    const chat = this.chats.of(person);
    if (chat.standing !== 'installed') return;
    chat.standing = 'removed';
    this.chats.changed(person);
    await this.#tell(chat, activity.installation(this.#frame(chat), 'remove'), 'removes Keywave.');
  }

  /** Teams does not tell the bot; it finds out by a 403. */
  block(person: string, how: Exclude<Block, 'none'> = 'writes'): void {
    this.chats.of(person).block = how;
    this.chats.changed(person);
  }

  unblock(person: string): void {
    this.chats.of(person).block = 'none';
    this.chats.changed(person);
  }

  isInstalled(person: string): boolean {
    return this.chats.of(person).standing === 'installed';
  }

  isBlocked(person: string): boolean {
    return this.chats.of(person).block !== 'none';
  }

  /** Answers the message's id once the bot has heard it, or Teams has given up telling. So do the others below. */
  async say(person: string, text: string): Promise<string> {
    const chat = this.#writable(person);
    const id = this.chats.add(chat, 'person', { text });
    await this.#tell(chat, activity.message(this.#frame(chat), id, text), `writes “${text}”.`);
    return id;
  }

  async attach(person: string, fileName = 'screenshot.png'): Promise<string> {
    const chat = this.#writable(person);
    const id = this.chats.add(chat, 'person', { text: fileName });
    await this.#tell(chat, activity.file(this.#frame(chat), id, fileName), `sends the file ${fileName}.`);
    return id;
  }

  async edit(person: string, id: string, text: string): Promise<void> {
    const chat = this.#writable(person);
    if (!chat.replace('person', id, { text })) throw new Impossible('That message cannot be changed.');
    this.chats.changed(person);
    await this.#tell(chat, activity.edit(this.#frame(chat), id, text), `changes a message to “${text}”.`);
  }

  async delete(person: string, id: string): Promise<void> {
    const chat = this.#writable(person);
    if (!chat.remove('person', id)) throw new Impossible('That message cannot be deleted.');
    this.chats.changed(person);
    await this.#tell(chat, activity.deletion(this.#frame(chat), id), 'deletes a message.');
  }

  async react(person: string, id: string, reaction = 'like'): Promise<void> {
    const chat = this.#writable(person);
    await this.#tell(chat, activity.reaction(this.#frame(chat), id, reaction), `reacts with “${reaction}”.`);
  }

  /** Presses the newest visible button of that title; what the card's inputs hold goes along, `typed` on top. */
  async press(person: string, title: string, typed: CardPart = {}): Promise<PressResult> {
    const chat = this.#writable(person);
    const found = pressable(this.view(person), title, typed);
    switch (found.kind) {
      case 'not-found':
        throw new Impossible(`${this.#nameOf(chat)} cannot press “${title}”. ${found.why}`);
      case 'link':
        return { kind: 'opened', url: found.url };
      case 'toggle':
        chat.showLocally(found.activityId, found.card);
        this.chats.changed(person);
        return { kind: 'nothing' };
      case 'press':
        return await this.pressOn(person, found.press, title);
    }
  }

  /** A press as the client reports it. Without an answer in time the person sees an error, while Teams goes on repeating. */
  async pressOn(
    person: string,
    press: activity.Press,
    title = press.action.verb ?? 'a button',
  ): Promise<PressResult> {
    const chat = this.#writable(person);
    const frame = this.#frame(chat);
    const isExecute = press.action.type === 'Action.Execute';
    const said = isExecute
      ? activity.execute(frame, press)
      : activity.submit(frame, this.chats.nextId(), press);
    const answer = await this.#say(chat, said, `presses “${title}”.`).first;
    const result = isExecute ? readPressResult(answer) : afterSubmit(answer);
    if (result.kind !== 'card') return result;
    chat.showLocally(press.activityId, result.card);
    this.chats.changed(person);
    return result;
  }

  /** The chat as this person sees it, newest last. */
  view(person: string): readonly ChatMessage[] {
    return this.chats.view(person);
  }

  /** The visible texts of the newest card. */
  texts(person: string): readonly string[] {
    return this.chats.texts(person);
  }

  /** Waits, without sleeping, until the chat looks as wished; the failure shows what it looks like instead. */
  async until(
    person: string,
    isThere: (view: readonly ChatMessage[]) => boolean,
    { timeoutMs = 5000 }: { readonly timeoutMs?: number } = {},
  ): Promise<readonly ChatMessage[]> {
    return await this.chats.until(person, isThere, timeoutMs);
  }

  /** Calls back with the person whose chat or app has changed; the answer ends it. */
  onChange(listener: (person: string) => void): () => void {
    return this.chats.onChange(listener);
  }

  /** Resolves once nothing is on its way to the bot any more, repeats included. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #tell(chat: Chat, said: activity.Activity, deed: string): Promise<void> {
    await this.#say(chat, said, deed).last;
  }

  #say(
    chat: Chat,
    said: activity.Activity,
    deed: string,
  ): { first: Promise<BotAnswer>; last: Promise<BotAnswer> } {
    const answers = this.#line.say({
      activity: said,
      sentence: `${this.#nameOf(chat)} ${deed}`,
      about: chat.person,
    });
    const done = answers.last.finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
    return answers;
  }

  #writable(person: string): Chat {
    const chat = this.chats.of(person);
    if (chat.standing !== 'installed') throw new Impossible(`${this.#nameOf(chat)} has not added Keywave.`);
    if (chat.block !== 'none') throw new Impossible(`${this.#nameOf(chat)} has blocked Keywave.`);
    return chat;
  }

  #frame(chat: Chat): activity.Frame {
    const { tenant, bot, serviceUrl, clock } = this.#deps;
    return {
      tenantId: tenant.id,
      botId: `28:${bot.appId}`,
      serviceUrl,
      conversation: chat.conversation,
      user: this.chats.user(chat.person),
      at: clock.now(),
    };
  }

  #nameOf(chat: Chat): string {
    const { givenName, displayName } = this.chats.user(chat.person);
    return givenName || displayName;
  }
}
