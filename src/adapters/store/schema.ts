import type { ColumnType, Generated } from 'kysely';
import type { Card } from '../../cards/card.ts';
import type { MessageClass } from '../../core/delivery.ts';
import type {
  ActivityId,
  ConversationId,
  JourneyId,
  MessageKey,
  PasskeyId,
  PersonId,
  TenantId,
} from '../../core/ids.ts';
import type { Language } from '../../core/language.ts';
import type { Passkey } from '../../core/passkey.ts';
import type { Answer } from '../../ports/chat.ts';

/** The tables of migrations/, as kysely sees them. Instants without a parameter are set by the database's clock. */
export type Schema = {
  person: PersonTable;
  chat: ChatTable;
  journey: JourneyTable;
  passkey: PasskeyTable;
  message: MessageTable;
  inbound: InboundTable;
  allowance: AllowanceTable;
  probe: ProbeTable;
  migration: MigrationTable;
};

/** Goes in as JSON text, comes out parsed. */
type Json<Value> = ColumnType<Value, string, string>;

type PersonTable = {
  tenant_id: TenantId;
  id: PersonId;
  display_name: string;
  first_name: string;
  preferred_language: string | null;
  language: Language;
  is_guest: boolean;
  is_enabled: boolean;
  saved_at: Date;
};

type ChatTable = {
  tenant_id: TenantId;
  person_id: PersonId;
  conversation_id: ConversationId;
  service_url: string;
  installed_at: Date;
  learned_at: Date;
  removed_at: Date | null;
  unreachable_why: string | null;
  next_send_at: Date | null;
};

type JourneyTable = {
  tenant_id: TenantId;
  id: JourneyId;
  person_id: PersonId;
  step: Json<unknown>;
  offered: Json<unknown>;
  invited_at: Date;
  started_at: Date | null;
  watched_since: Date | null;
  next_look_at: Date | null;
  looking_until: Date | null;
  sending: number;
  version: number;
};

type PasskeyTable = {
  tenant_id: TenantId;
  person_id: PersonId;
  id: PasskeyId;
  name: string;
  created_at: Date;
  aaguid: string | null;
  model: string | null;
  type: Passkey['type'];
  attestation: Passkey['attestation'];
  seen_at: Date;
};

/** Where a message stands; what IT sees of it. */
export type MessageState =
  | 'waiting'
  | 'sending'
  | 'delivered'
  | 'unconfirmed'
  | 'unreachable'
  | 'failed'
  | 'cancelled';

type MessageTable = {
  tenant_id: TenantId;
  key: MessageKey;
  id: Generated<string>;
  person_id: PersonId;
  class: MessageClass;
  urgency: number;
  card: Json<Card>;
  card_hash: string;
  revision: number;
  state: MessageState;
  attempt: Generated<number>;
  next_at: Generated<Date>;
  owner: string | null;
  lease_until: Date | null;
  claimed_revision: number | null;
  activity_id: ActivityId | null;
  why: string | null;
  created_at: Generated<Date>;
  changed_at: Generated<Date>;
};

type InboundTable = {
  tenant_id: TenantId;
  key: string;
  claimed_at: Generated<Date>;
  answer: ColumnType<Answer | null, string | null, string | null>;
};

type AllowanceTable = {
  tenant_id: TenantId;
  bucket: string;
  tokens: number;
  changed_at: Generated<Date>;
  pause_until: Date | null;
};

type ProbeTable = { tenant_id: TenantId; written_at: Generated<Date> };

type MigrationTable = { name: string; hash: string; applied_at: Generated<Date> };
