import { sql } from 'kysely';
import type { PersonId } from '../../core/ids.ts';
import type { Address } from '../../ports/chat.ts';
import type { Chats } from '../../ports/store.ts';
import type { Scope } from './scope.ts';

export function openChats(scope: Scope): Chats {
  const { db, tenant } = scope;
  return {
    learn: (person, address, at) => learn(scope, person, address, at),

    async forget(person, at) {
      await db
        .updateTable('chat')
        .set({ removed_at: at })
        .where('tenant_id', '=', tenant)
        .where('person_id', '=', person)
        .where('learned_at', '<=', at)
        .execute();
    },

    async of(person) {
      const row = await db
        .selectFrom('chat')
        .select(['conversation_id', 'service_url'])
        .where('tenant_id', '=', tenant)
        .where('person_id', '=', person)
        .where('removed_at', 'is', null)
        .where('unreachable_why', 'is', null)
        .executeTakeFirst();
      return row && { conversation: row.conversation_id, serviceUrl: row.service_url };
    },

    unwelcomed: (before) => unwelcomed(scope, before),
  };
}

/** Whoever speaks to us can be reached: an earlier removal or refusal is over, unless it happened after this was said. */
async function learn({ db, tenant }: Scope, person: PersonId, address: Address, at: Date): Promise<void> {
  const learned = {
    conversation_id: address.conversation,
    service_url: address.serviceUrl,
    learned_at: at,
    removed_at: null,
    unreachable_why: null,
  };
  await db
    .insertInto('chat')
    .values({ tenant_id: tenant, person_id: person, installed_at: at, ...learned })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'person_id'])
        .doUpdateSet({
          ...learned,
          installed_at: sql<Date>`case when chat.removed_at is null then chat.installed_at else excluded.installed_at end`,
        })
        .where('chat.learned_at', '<=', at)
        .where((row) => row.or([row('chat.removed_at', 'is', null), row('chat.removed_at', '<=', at)])),
    )
    .execute();
}

/** Guests have no journey but are told once what this is about, so a first message counts as a welcome too. */
async function unwelcomed({ db, tenant }: Scope, before: Date): Promise<readonly PersonId[]> {
  const rows = await db
    .selectFrom('chat')
    .select('person_id')
    .where('tenant_id', '=', tenant)
    .where('installed_at', '<', before)
    .where('removed_at', 'is', null)
    .where('unreachable_why', 'is', null)
    .where((chat) =>
      chat.not(
        chat.exists(
          chat
            .selectFrom('journey')
            .select('journey.id')
            .whereRef('journey.tenant_id', '=', 'chat.tenant_id')
            .whereRef('journey.person_id', '=', 'chat.person_id'),
        ),
      ),
    )
    .where((chat) =>
      chat.not(
        chat.exists(
          chat
            .selectFrom('message')
            .select('message.key')
            .whereRef('message.tenant_id', '=', 'chat.tenant_id')
            .whereRef('message.person_id', '=', 'chat.person_id')
            .where('message.class', '=', 'walk-through'),
        ),
      ),
    )
    .orderBy('installed_at')
    .execute();
  return rows.map((row) => row.person_id);
}
