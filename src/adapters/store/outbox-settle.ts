import { sql, type RawBuilder } from 'kysely';
import type { Settlement } from '../../core/delivery.ts';
import type { Claim } from '../../ports/store.ts';
import { pauseBucket } from './allowance.ts';
import type { Scope } from './scope.ts';

/** Writes what became of an attempt, if it is still ours. */
export async function settleAttempt(scope: Scope, claim: Claim, settlement: Settlement): Promise<void> {
  // Teams' wish holds for everyone, also when this attempt has gone to somebody else meanwhile.
  if (settlement.state === 'waiting' && settlement.pauseEveryoneMs !== undefined) {
    await pauseBucket(scope, 'teams.send', settlement.pauseEveryoneMs);
  }
  // The chat before the message, the order in which flows write them; the other way round two could wait for each other.
  if (settlement.state === 'unreachable') await lockChat(scope, claim);
  const isOurs = await write(scope, claim, settlement);
  if (isOurs && settlement.state === 'unreachable') await markUnreachable(scope, claim, settlement.why);
}

async function write(scope: Scope, claim: Claim, settlement: Settlement): Promise<boolean> {
  const { db, tenant, owner, clock } = scope;
  const result = await sql`
    update message set owner = null, lease_until = null, changed_at = ${clock}, ${outcome(scope, settlement)}
    where tenant_id = ${tenant} and key = ${claim.key} and state = 'sending'
      and owner = ${owner} and attempt = ${claim.attempt} and claimed_revision = ${claim.revision}`.execute(
    db,
  );
  return result.numAffectedRows === 1n;
}

/** A face that came meanwhile goes out next, with its tries counted anew; only an unproven delivery keeps it back. */
function outcome({ clock }: Scope, settlement: Settlement): RawBuilder<unknown> {
  switch (settlement.state) {
    case 'delivered':
      return sql`activity_id = ${settlement.activity}, why = null, ${unlessNewer('delivered', clock)}`;
    case 'failed':
    case 'unreachable':
      return sql`why = ${settlement.why}, ${unlessNewer(settlement.state, clock)}`;
    case 'unconfirmed':
      return sql`why = ${settlement.why}, state = 'unconfirmed'`;
    case 'waiting':
      return sql`state = 'waiting', next_at = ${clock} + ${settlement.afterMs}::float8 * interval '1 millisecond'`;
  }
}

function unlessNewer(
  state: 'delivered' | 'failed' | 'unreachable',
  clock: Scope['clock'],
): RawBuilder<unknown> {
  return sql`
    state = case when revision > claimed_revision then 'waiting' else ${state} end,
    attempt = case when revision > claimed_revision then 0 else attempt end,
    next_at = ${clock}`;
}

async function lockChat({ db, tenant }: Scope, claim: Claim): Promise<void> {
  await db
    .selectFrom('chat')
    .select('person_id')
    .where('tenant_id', '=', tenant)
    .where('person_id', '=', claim.to)
    .forUpdate()
    .execute();
}

/** Only the chat that refused: the person may have installed the bot in another one meanwhile. */
async function markUnreachable({ db, tenant }: Scope, claim: Claim, why: string): Promise<void> {
  await db
    .updateTable('chat')
    .set({ unreachable_why: why })
    .where('tenant_id', '=', tenant)
    .where('person_id', '=', claim.to)
    .where('conversation_id', '=', claim.address.conversation)
    .execute();
}

/**
 * Attempts past their lease: their sender is gone. Replacing a face twice and a second security notice do no harm, so these
 * wait again; anything else might be in the chat already and is not sent on a guess.
 */
export async function reapAttempts({ db, tenant, clock }: Scope): Promise<number> {
  const result = await sql`
    update message set
      owner = null, lease_until = null, next_at = ${clock}, changed_at = ${clock},
      why = 'the sender vanished during the attempt',
      state = case when activity_id is not null or class = 'security' then 'waiting' else 'unconfirmed' end
    where tenant_id = ${tenant} and state = 'sending' and lease_until <= ${clock}`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}
