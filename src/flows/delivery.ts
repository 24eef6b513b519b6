import { settle } from '../core/delivery.ts';
import type { Ports } from '../ports/ports.ts';
import type { Claim } from '../ports/store.ts';

type Needs = Pick<Ports, 'store' | 'chat' | 'chance' | 'log'>;

const AT_ONCE = 10;

/** Timer: sends what the shared rate allows now; answers how many messages it tried. */
export async function sendDue(needs: Needs): Promise<number> {
  const claims = await needs.store.outbox.claim(AT_ONCE);
  await Promise.all(claims.map((claim) => sendOne(needs, claim)));
  return claims.length;
}

/** Timer: attempts whose sender vanished are settled, so that no message stays "sending" for ever. */
export async function reapLost(needs: Needs): Promise<void> {
  const lost = await needs.store.outbox.reap();
  if (lost > 0) needs.log.warn('attempts reaped', { lost });
}

async function sendOne(needs: Needs, claim: Claim): Promise<void> {
  const { address, activity, key, card } = claim;
  const outcome =
    activity === undefined
      ? await needs.chat.post(address, { key, card })
      : await needs.chat.replace(address, activity, { key, card });

  const attempt = { class: claim.class, number: claim.attempt, isReplacing: activity !== undefined };
  const settlement = settle(outcome, attempt, needs.chance());
  await needs.store.outbox.settle(claim, settlement);
  needs.log.info('message attempted', {
    message: key,
    attempt: claim.attempt,
    outcome: outcome.kind,
    state: settlement.state,
  });
}
