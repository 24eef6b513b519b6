import type { CardAction } from '../cards/actions.ts';
import type { Card } from '../cards/card.ts';
import type { SendOutcome } from '../core/delivery.ts';
import type { ActivityId, ConversationId, MessageKey, PersonId } from '../core/ids.ts';

/** Where in Teams a message goes. */
export type Address = { readonly conversation: ConversationId; readonly serviceUrl: string };

/** A card with the name of the message it belongs to; every button carries that name back. */
export type Face = { readonly key: MessageKey; readonly card: Card };

/** One attempt each, never a retry: only the outbox decides whether to try again. */
export interface Chat {
  post(to: Address, face: Face): Promise<SendOutcome>;
  replace(to: Address, activity: ActivityId, face: Face): Promise<SendOutcome>;
}

/** Who speaks to us, as the signed activity says. */
export type Sender = {
  readonly person: PersonId;
  readonly name: string;
  readonly address: Address;
  readonly scope: 'personal' | 'shared';
  readonly locale?: string;
};

/** What Teams can say to us, already cleared of SDK shapes. `key` is the same when Teams says it twice. */
export type BotEvent = { readonly key: string; readonly by: Sender } & (
  | { readonly kind: 'installed' }
  | { readonly kind: 'uninstalled' }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'attached' }
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'deleted' }
  | {
      readonly kind: 'pressed';
      readonly action: CardAction | 'unknown';
      /** The message the button was on, as the card says; a hint only. */
      readonly message?: MessageKey;
      readonly activity?: ActivityId;
    }
  | { readonly kind: 'other'; readonly what: string }
);

/** What goes back to Teams in the same breath. Messages leave through the outbox instead. */
export type Answer =
  | { readonly kind: 'card'; readonly card: Card; readonly key: MessageKey }
  /** A sentence beside the card that was pressed; the card stays as it is. */
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'nothing' };
