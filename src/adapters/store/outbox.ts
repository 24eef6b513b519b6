import { sql } from 'kysely';
import { MESSAGE_CLASSES } from '../../core/delivery.ts';
import type { ActivityId, MessageKey, PersonId } from '../../core/ids.ts';
import type { Message, Outbox } from '../../ports/store.ts';
import { fingerprint } from './fingerprint.ts';
import { claimMessages } from './outbox-claim.ts';
import { reapAttempts, settleAttempt } from './outbox-settle.ts';
import { atomically, type Scope } from './scope.ts';
import { StoreError } from './store-error.ts';

export function openOutbox(scope: Scope): Outbox {
  return {
    put: (message) => put(scope, message),
    claim: (atMost) => claimMessages(scope, atMost),
    settle: (claim, settlement) =>
      atomically(scope, (tx) => settleAttempt({ ...scope, db: tx }, claim, settlement)),
    reap: () => reapAttempts(scope),
    prove: (person, key, activity) => prove(scope, { person, key, activity }),
  };
}

async function put({ db, tenant, clock }: Scope, message: Message): Promise<void> {
  const face = {
    class: message.class,
    urgency: MESSAGE_CLASSES.indexOf(message.class),
    card: JSON.stringify(message.card),
    card_hash: fingerprint(message.card),
  };
  const written = await sql<{ person_id: PersonId }>`
    insert into message (tenant_id, key, person_id, class, urgency, card, card_hash, revision, state, next_at, created_at, changed_at)
    values (${tenant}, ${message.key}, ${message.to}, ${face.class}, ${face.urgency}, ${face.card}, ${face.card_hash},
      1, 'waiting', ${clock}, ${clock}, ${clock})
    on conflict (tenant_id, key) do update set
      class = excluded.class, urgency = excluded.urgency, card = excluded.card, card_hash = excluded.card_hash,
      revision = message.revision + 1, changed_at = excluded.changed_at,
      state = ${STATE_WITH_NEW_FACE},
      attempt = case when ${IS_SENT_AGAIN} then 0 else message.attempt end,
      next_at = case when ${IS_SENT_AGAIN} then excluded.next_at else message.next_at end,
      why = case when ${IS_SENT_AGAIN} then null else message.why end
    where message.person_id = excluded.person_id
      and (message.card_hash <> excluded.card_hash or message.state = 'unreachable')
    returning person_id`.execute(db);
  if (written.rows.length === 0) await refuseForeignKey({ db, tenant }, message);
}

/**
 * Settled states from which a new face goes out: as a PUT where the message is in the chat, else as a first sending of
 * what certainly never arrived. An unproven delivery waits for its proof; who is being sent or waits already goes on so.
 * A refused message goes out again even with the same face, for whoever installs the bot anew.
 */
const IS_SENT_AGAIN = sql`(message.state in ('delivered', 'failed', 'unreachable')
  or (message.state = 'unconfirmed' and message.activity_id is not null))`;

const STATE_WITH_NEW_FACE = sql`case when ${IS_SENT_AGAIN} then 'waiting' else message.state end`;

async function refuseForeignKey(
  { db, tenant }: Pick<Scope, 'db' | 'tenant'>,
  message: Message,
): Promise<void> {
  const row = await db
    .selectFrom('message')
    .select('person_id')
    .where('tenant_id', '=', tenant)
    .where('key', '=', message.key)
    .executeTakeFirst();
  if (row === undefined || row.person_id === message.to) return;
  throw new StoreError('foreign-key-of-message', `The message ${message.key} belongs to another person.`);
}

type Proof = { readonly person: PersonId; readonly key: MessageKey; readonly activity: ActivityId };

/**
 * The message is in the chat, so the next face replaces it. Where an earlier attempt may have shown an older face, the
 * newest one is sent once more: replacing twice does no harm.
 */
async function prove({ db, tenant, clock }: Scope, { person, key, activity }: Proof): Promise<void> {
  const isOutdated = sql`revision > claimed_revision or (revision > 1 and attempt > 1)`;
  await sql`
    update message set
      activity_id = ${activity}, owner = null, lease_until = null, why = null,
      changed_at = ${clock}, next_at = ${clock},
      state = case when state = 'cancelled' then state when ${isOutdated} then 'waiting' else 'delivered' end
    where tenant_id = ${tenant} and key = ${key} and person_id = ${person}
      and activity_id is null and claimed_revision is not null`.execute(db);
}
