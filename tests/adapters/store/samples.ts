import { sql, type RawBuilder } from 'kysely';
import type { Card } from '../../../src/cards/card.ts';
import type { MessageClass } from '../../../src/core/delivery.ts';
import type { ActivityId, ConversationId, MessageKey, PasskeyId, PersonId } from '../../../src/core/ids.ts';
import type { Passkey } from '../../../src/core/passkey.ts';
import type { KnownPerson } from '../../../src/core/person.ts';
import type { Address } from '../../../src/ports/chat.ts';
import type { Message } from '../../../src/ports/store.ts';
import type { Database } from '../../../src/adapters/store/database.ts';

export const ADA = 'ada' as PersonId;
export const LEE = 'lee' as PersonId;

export const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 21, 9, minutes));

export const key = (name: string): MessageKey => name as MessageKey;
export const activity = (name: string): ActivityId => name as ActivityId;

export function address(name: string): Address {
  return { conversation: `chat-${name}` as ConversationId, serviceUrl: 'https://smba.example/emea/' };
}

export function card(face: number | string): Card {
  return { template: 'registration-welcome', language: 'en', data: { face } };
}

export function message(
  name: string,
  to: PersonId = ADA,
  kind: MessageClass = 'walk-through',
  face = 1,
): Message {
  return { key: key(name), to, class: kind, card: card(face) };
}

export function person(id: PersonId): KnownPerson {
  return {
    id,
    displayName: 'Adele Vance',
    firstName: 'Adele',
    preferredLanguage: 'de-AT',
    language: 'de',
    isGuest: false,
    isEnabled: true,
  };
}

export const PASSKEY: Passkey = {
  id: 'passkey-1' as PasskeyId,
  name: 'iPhone',
  createdAt: at(3),
  aaguid: '90a3ccdf-635c-4729-a248-9b709135078f',
  model: 'Microsoft Authenticator',
  type: 'device-bound',
  attestation: 'attested',
};

export type TestClock = { readonly sql: RawBuilder<Date>; advance(milliseconds: number): Promise<void> };

/** A database clock that stands still until a test moves it. */
export async function testClock({ db }: Database, tenant: string): Promise<TestClock> {
  await sql`create table if not exists test_clock (tenant_id text primary key, at timestamptz not null)`.execute(
    db,
  );
  await sql`insert into test_clock values (${tenant}, '2026-11-21T09:00:00Z')`.execute(db);
  return {
    sql: sql<Date>`(select test_clock.at from test_clock where test_clock.tenant_id = ${tenant})`,
    advance: async (milliseconds) => {
      await sql`update test_clock set at = at + ${milliseconds}::float8 * interval '1 millisecond'
        where tenant_id = ${tenant}`.execute(db);
    },
  };
}
