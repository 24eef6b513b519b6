import { sql } from 'kysely';
import type { Inbound } from '../../ports/store.ts';
import type { Scope } from './scope.ts';

/** Whoever has not answered by then is dead: Teams itself waits 15 seconds at most. */
const BUSY_SECONDS = 60;

/** Teams repeats within minutes; a week is for whoever looks into what happened. */
const KEPT_DAYS = 7;

export type SweptInbound = Inbound & {
  /** Removes what is older than a week. */
  sweep(): Promise<void>;
};

export function openInbound(scope: Scope): SweptInbound {
  const { db, tenant, clock } = scope;
  return {
    claim: (key) => claim(scope, key),

    async answer(key, answer) {
      await db
        .updateTable('inbound')
        .set({ answer: JSON.stringify(answer) })
        .where('tenant_id', '=', tenant)
        .where('key', '=', key)
        .execute();
    },

    async release(key) {
      await db
        .deleteFrom('inbound')
        .where('tenant_id', '=', tenant)
        .where('key', '=', key)
        .where('answer', 'is', null)
        .execute();
    },

    async sweep() {
      await db
        .deleteFrom('inbound')
        .where('tenant_id', '=', tenant)
        .where('claimed_at', '<', sql<Date>`${clock} - ${KEPT_DAYS} * interval '1 day'`)
        .execute();
    },
  };
}

async function claim({ db, tenant, clock }: Scope, key: string): ReturnType<Inbound['claim']> {
  const claimed = await db
    .insertInto('inbound')
    .values({ tenant_id: tenant, key, claimed_at: clock })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'key'])
        .doUpdateSet({ claimed_at: clock })
        .where('inbound.answer', 'is', null)
        .where('inbound.claimed_at', '<', sql<Date>`${clock} - ${BUSY_SECONDS} * interval '1 second'`),
    )
    .returning('key')
    .executeTakeFirst();
  if (claimed) return { kind: 'new' };
  const row = await db
    .selectFrom('inbound')
    .select('answer')
    .where('tenant_id', '=', tenant)
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.answer ? { kind: 'answered', answer: row.answer } : { kind: 'busy' };
}
