import type { Card } from '../cards/card.ts';
import type { MessageClass, Settlement } from '../core/delivery.ts';
import type { ActivityId, JourneyId, MessageKey, PersonId } from '../core/ids.ts';
import type { Journey } from '../core/journey.ts';
import type { Passkey } from '../core/passkey.ts';
import type { KnownPerson } from '../core/person.ts';
import type { Address, Answer } from './chat.ts';

/** What changes together is written together: all of `work` is kept, or nothing of it. */
export interface Store extends Stores {
  together<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
}

export interface Stores {
  readonly people: People;
  readonly chats: Chats;
  readonly journeys: Journeys;
  readonly passkeys: Passkeys;
  readonly outbox: Outbox;
}

/** What the directory said of a person, last time we asked. */
export interface People {
  of(person: PersonId): Promise<KnownPerson | undefined>;
  save(person: KnownPerson, at: Date): Promise<void>;
}

/** Where Teams lets us reach a person. */
export interface Chats {
  /** Keeps the newest address of the person; also when the bot is installed again. */
  learn(person: PersonId, address: Address, at: Date): Promise<void>;
  /** The bot was removed: nothing is sent to the person until it is installed again. */
  forget(person: PersonId, at: Date): Promise<void>;
  /** Undefined when the bot was removed or Teams refuses to deliver. */
  of(person: PersonId): Promise<Address | undefined>;
  /** People who installed the bot before this time and have no journey yet: their welcome got lost. */
  unwelcomed(before: Date): Promise<readonly PersonId[]>;
}

export interface Journeys {
  of(person: PersonId): Promise<Journey | undefined>;
  byId(id: JourneyId): Promise<Journey | undefined>;
  /** The journey of this person, begun now if there was none. */
  begin(person: PersonId, at: Date): Promise<Journey>;
  /** Saves only if the stored version is still that of `journey`; false when somebody was quicker. */
  save(journey: Journey): Promise<boolean>;
  /** How many looks are due now, counted up to `atMost`. */
  looksDue(now: Date, atMost: number): Promise<number>;
  /** Journeys whose next look is due, longest-waiting first; each is handed to one caller and is due again after ten seconds. */
  claimLooks(now: Date, atMost: number): Promise<readonly Journey[]>;
}

/** Every passkey we have seen, with what Entra said of it when we first saw it. */
export interface Passkeys {
  record(person: PersonId, passkeys: readonly Passkey[], at: Date): Promise<void>;
  of(person: PersonId): Promise<readonly (Passkey & { readonly seenAt: Date })[]>;
}

export type Message = {
  readonly key: MessageKey;
  readonly to: PersonId;
  readonly class: MessageClass;
  readonly card: Card;
};

/** A message handed to one sender for one attempt. */
export type Claim = {
  readonly key: MessageKey;
  readonly to: PersonId;
  readonly class: MessageClass;
  readonly card: Card;
  readonly address: Address;
  /** Where the message stands in the chat, when it is there already and only gets a new face. */
  readonly activity: ActivityId | undefined;
  readonly attempt: number;
  readonly revision: number;
};

/** The only way a message leaves: one row per person and message, whose state is what IT sees. */
export interface Outbox {
  /** Writes a message, or gives the one with this key a new face. The same face again changes nothing, unless Teams had refused it. */
  put(message: Message): Promise<void>;
  /** Takes as many messages as the shared rate allows now, most urgent first; the attempt is on disk before this answers. */
  claim(atMost: number): Promise<readonly Claim[]>;
  /** Writes what became of an attempt; ignored when the claim has since gone to somebody else. */
  settle(claim: Claim, settlement: Settlement): Promise<void>;
  /** Attempts whose sender vanished: one that might have been delivered becomes unconfirmed, any other waits again. */
  reap(): Promise<number>;
  /** The person pressed a button of this message, so it is in the chat, and we know where. */
  prove(person: PersonId, key: MessageKey, activity: ActivityId): Promise<void>;
}

/** What Teams told us already. Teams repeats what was not answered within seconds. */
export interface Inbound {
  /** `new` for exactly one caller; the others get the answer, or `busy` while there is none yet. */
  claim(key: string): Promise<{ kind: 'new' } | { kind: 'busy' } | { kind: 'answered'; answer: Answer }>;
  answer(key: string, answer: Answer): Promise<void>;
  /** Gives the claim back, so that a repetition is handled afresh. */
  release(key: string): Promise<void>;
}

/** A shared allowance per second, the same for all processes. */
export interface Allowance {
  /** How many of `atMost` calls may be made now. */
  take(bucket: 'graph.methods', atMost: number): Promise<number>;
  pause(bucket: 'graph.methods', forMs: number): Promise<void>;
}

/** Work to be done soon, repeated until it succeeds. Not to be asked for inside `together`. */
export interface Jobs {
  /** `locale` is what Teams speaks with the person, for those whose directory entry names no language. */
  welcome(person: PersonId, locale: string | undefined): Promise<void>;
}
