import { sql, type RawBuilder } from 'kysely';
import type { Allowance } from '../../ports/store.ts';
import { atomically, type Bucket, type Scope } from './scope.ts';

export function openAllowance(scope: Scope): Allowance {
  return {
    take: (bucket, atMost) => atomically(scope, (tx) => takeTokens({ ...scope, db: tx }, bucket, atMost)),
    pause: (bucket, forMs) => pauseBucket(scope, bucket, forMs),
  };
}

/** How many tokens there are now, without taking one; costs no write. */
export async function tokensLeft(scope: Scope, bucket: Bucket): Promise<number> {
  const read = await sql<{ tokens: number }>`
    select floor(tokens)::int as tokens from (${refilled(scope, bucket)}) as refilled`.execute(scope.db);
  return read.rows[0]?.tokens ?? scope.rates[bucket].burst;
}

/** Takes up to `atMost` tokens. The row stays locked until the transaction ends, so no two processes take the same. */
export async function takeTokens(scope: Scope, bucket: Bucket, atMost: number): Promise<number> {
  if (atMost <= 0) return 0;
  if (!(await lock(scope, bucket))) {
    await add(scope, bucket);
    await lock(scope, bucket);
  }
  const taken = await sql<{ granted: number }>`
    update allowance
    set tokens = refilled.tokens - least(${atMost}::int, floor(refilled.tokens)::int), changed_at = refilled.at
    from (${refilled(scope, bucket)}) as refilled
    where tenant_id = ${scope.tenant} and bucket = ${bucket} and refilled.tokens >= 1
    returning least(${atMost}::int, floor(refilled.tokens)::int) as granted`.execute(scope.db);
  return taken.rows[0]?.granted ?? 0;
}

/** Nobody takes from the bucket for so long; a pause that lasts longer already stays. */
export async function pauseBucket(scope: Scope, bucket: Bucket, forMs: number): Promise<void> {
  const until = sql<Date>`${scope.clock} + ${forMs}::float8 * interval '1 millisecond'`;
  await sql`
    insert into allowance (tenant_id, bucket, tokens, changed_at, pause_until)
    values (${scope.tenant}, ${bucket}, ${scope.rates[bucket].burst}, ${scope.clock}, ${until})
    on conflict (tenant_id, bucket) do update
    set pause_until = greatest(allowance.pause_until, excluded.pause_until)`.execute(scope.db);
}

/** The bucket as it is now: what has flowed in since the last change, or nothing during a pause. */
function refilled({ tenant, clock, rates }: Scope, bucket: Bucket): RawBuilder<unknown> {
  const { perSecond, burst } = rates[bucket];
  return sql`
    select at, case when pause_until > at then 0 else
      least(${burst}::float8, tokens + greatest(0, extract(epoch from at - changed_at)) * ${perSecond}::float8) end as tokens
    from allowance, (select ${clock} as at) as clock
    where tenant_id = ${tenant} and bucket = ${bucket}`;
}

async function lock({ db, tenant }: Scope, bucket: Bucket): Promise<boolean> {
  const row = await db
    .selectFrom('allowance')
    .select('bucket')
    .where('tenant_id', '=', tenant)
    .where('bucket', '=', bucket)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

async function add({ db, tenant, clock, rates }: Scope, bucket: Bucket): Promise<void> {
  await db
    .insertInto('allowance')
    .values({ tenant_id: tenant, bucket, tokens: rates[bucket].burst, changed_at: clock })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'bucket']).doNothing())
    .execute();
}
