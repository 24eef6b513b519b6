import { sql } from 'kysely';
import type { Card } from '../../cards/card.ts';
import type { MessageClass } from '../../core/delivery.ts';
import type { ActivityId, ConversationId, MessageKey, PersonId } from '../../core/ids.ts';
import type { Claim } from '../../ports/store.ts';
import { takeTokens, tokensLeft } from './allowance.ts';
import { atomically, type Scope } from './scope.ts';

/** Twice what a sender needs: its own request gives up after ten seconds. */
const LEASE_SECONDS = 20;

/** Teams allows seven a second to one chat; a person reads none of two that come at once. */
const CHAT_GAP_SECONDS = 1;

/**
 * Takes as many messages as there are tokens; committed before this answers, so that a crash later in the attempt leaves a
 * trace. Without work or tokens nothing is written.
 */
export async function claimMessages(scope: Scope, atMost: number): Promise<readonly Claim[]> {
  const room = Math.min(atMost, await tokensLeft(scope, 'teams.send'));
  if (room <= 0) return [];
  return atomically(scope, async (db) => {
    const inside = { ...scope, db };
    const due = await lockDue(inside, room);
    const granted = await takeTokens(inside, 'teams.send', due.length);
    const taken = due.slice(0, granted);
    if (taken.length > 0) await mark(inside, taken);
    return taken.map(claimOf);
  });
}

type Due = {
  readonly key: MessageKey;
  readonly person_id: PersonId;
  readonly class: MessageClass;
  readonly card: Card;
  readonly activity_id: ActivityId | null;
  readonly attempt: number;
  readonly revision: number;
  readonly conversation_id: ConversationId;
  readonly service_url: string;
};

/**
 * Most urgent first, of each person only the first, and none of a person to whom something is on its way. The lock on the
 * chat makes that hold between processes: whoever comes second finds its time moved on.
 */
async function lockDue({ db, tenant, clock }: Scope, atMost: number): Promise<readonly Due[]> {
  const due = await sql<Due>`
    select m.key, m.person_id, m.class, m.card, m.activity_id, m.attempt, m.revision, c.conversation_id, c.service_url
    from message m
    join chat c on c.tenant_id = m.tenant_id and c.person_id = m.person_id
    where m.tenant_id = ${tenant} and m.state = 'waiting' and m.next_at <= ${clock}
      and c.removed_at is null and c.unreachable_why is null
      and (c.next_send_at is null or c.next_send_at <= ${clock})
      and not exists (
        select from message other
        where other.tenant_id = m.tenant_id and other.person_id = m.person_id
          and (other.state = 'sending'
            or (other.state = 'waiting' and other.next_at <= ${clock}
              and (other.urgency, other.id) < (m.urgency, m.id))))
    order by m.urgency, m.id
    limit ${atMost}
    for update of m, c skip locked`.execute(db);
  return due.rows;
}

async function mark({ db, tenant, owner, clock }: Scope, taken: readonly Due[]): Promise<void> {
  await db
    .updateTable('message')
    .set({
      state: 'sending',
      owner,
      attempt: sql<number>`attempt + 1`,
      claimed_revision: sql<number>`revision`,
      lease_until: sql<Date>`${clock} + ${LEASE_SECONDS} * interval '1 second'`,
      changed_at: clock,
    })
    .where('tenant_id', '=', tenant)
    .where(
      'key',
      'in',
      taken.map(({ key }) => key),
    )
    .execute();
  await db
    .updateTable('chat')
    .set({ next_send_at: sql<Date>`${clock} + ${CHAT_GAP_SECONDS} * interval '1 second'` })
    .where('tenant_id', '=', tenant)
    .where(
      'person_id',
      'in',
      taken.map((row) => row.person_id),
    )
    .execute();
}

function claimOf(row: Due): Claim {
  return {
    key: row.key,
    to: row.person_id,
    class: row.class,
    card: row.card,
    address: { conversation: row.conversation_id, serviceUrl: row.service_url },
    activity: row.activity_id ?? undefined,
    attempt: row.attempt + 1,
    revision: row.revision,
  };
}
