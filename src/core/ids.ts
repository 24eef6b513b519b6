declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The Entra id of the company's tenant. */
export type TenantId = Branded<'TenantId'>;
/** The Entra object id of a person. */
export type PersonId = Branded<'PersonId'>;
export type GroupId = Branded<'GroupId'>;
export type JourneyId = Branded<'JourneyId'>;
/** Entra's id of one passkey. */
export type PasskeyId = Branded<'PasskeyId'>;
/** Our name of one message to one person: the same input always makes the same key. */
export type MessageKey = Branded<'MessageKey'>;
/** Teams' id of a chat. */
export type ConversationId = Branded<'ConversationId'>;
/** Teams' id of one message in a chat. */
export type ActivityId = Branded<'ActivityId'>;
