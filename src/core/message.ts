import type { JourneyId, MessageKey, PersonId } from './ids.ts';

/** The one message of a journey; a new `sending` is a new message further down in the chat. */
export function journeyMessage(journey: { readonly id: JourneyId; readonly sending: number }): MessageKey {
  return `journey:${journey.id}:${journey.sending}` as MessageKey;
}

/** What a guest is told, once. */
export function guestMessage(person: PersonId): MessageKey {
  return `guest:${person}` as MessageKey;
}

/** The answer to something a person wrote or did; the same event has the same answer, however often Teams repeats it. */
export function replyMessage(event: { readonly key: string }): MessageKey {
  return `reply:${event.key}` as MessageKey;
}
