import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { JourneyId, PersonId } from '../../core/ids.ts';
import type { Journey } from '../../core/journey.ts';
import type { Journeys } from '../../ports/store.ts';
import type { Schema } from './schema.ts';
import { atomically, type Scope } from './scope.ts';
import { readOffered, readStep } from './stored-journey.ts';

// Long enough for a look that Microsoft answers slowly, short enough that a killed process is not missed.
const LOOK_SECONDS = 10;

export function openJourneys(scope: Scope): Journeys {
  const { db, tenant } = scope;
  return {
    of: (person) => ofPerson(scope, person),

    async byId(id) {
      const row = await db
        .selectFrom('journey')
        .selectAll()
        .where('tenant_id', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && journeyOf(row);
    },

    async begin(person, at) {
      const begun: Journey = {
        id: randomUUID() as string as JourneyId,
        person,
        step: { kind: 'invited' },
        invitedAt: at,
        offered: [],
        sending: 0,
        version: 1,
      };
      await db
        .insertInto('journey')
        .values({ tenant_id: tenant, id: begun.id, person_id: person, version: 1, ...factsOf(begun) })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id']).doNothing())
        .execute();
      return (await ofPerson(scope, person)) ?? begun;
    },

    save: (journey) => save(scope, journey),
    looksDue: (now, atMost) => looksDue(scope, now, atMost),
    claimLooks: (now, atMost) => claimLooks(scope, now, atMost),
  };
}

async function ofPerson({ db, tenant }: Scope, person: PersonId): Promise<Journey | undefined> {
  const row = await db
    .selectFrom('journey')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row && journeyOf(row);
}

async function save({ db, tenant }: Scope, journey: Journey): Promise<boolean> {
  const facts = factsOf(journey);
  const result = await db
    .updateTable('journey')
    .set({
      ...facts,
      version: journey.version + 1,
      // A new time for the next look ends the claim on the last one.
      looking_until: sql<Date | null>`case when next_look_at is not distinct from ${facts.next_look_at}::timestamptz then looking_until end`,
    })
    .where('tenant_id', '=', tenant)
    .where('id', '=', journey.id)
    .where('version', '=', journey.version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

async function looksDue(scope: Scope, now: Date, atMost: number): Promise<number> {
  const due = scope.db
    .selectFrom('journey')
    .select('id')
    .where('tenant_id', '=', scope.tenant)
    .where('next_look_at', '<=', now)
    .where(isUnclaimed(scope))
    .limit(atMost);
  const found = await scope.db
    .selectFrom(due.as('due'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirst();
  return found?.count ?? 0;
}

async function claimLooks(scope: Scope, now: Date, atMost: number): Promise<readonly Journey[]> {
  if (atMost <= 0) return [];
  return atomically(scope, async (tx) => {
    const due = await tx
      .selectFrom('journey')
      .selectAll()
      .where('tenant_id', '=', scope.tenant)
      .where('next_look_at', '<=', now)
      .where(isUnclaimed(scope))
      .orderBy('next_look_at')
      .limit(atMost)
      .forUpdate()
      .skipLocked()
      .execute();
    if (due.length === 0) return [];
    await tx
      .updateTable('journey')
      .set({ looking_until: sql<Date>`${scope.clock} + ${LOOK_SECONDS} * interval '1 second'` })
      .where('tenant_id', '=', scope.tenant)
      .where(
        'id',
        'in',
        due.map((row) => row.id),
      )
      .execute();
    return due.map(journeyOf);
  });
}

function isUnclaimed({ clock }: Scope) {
  return sql<boolean>`(looking_until is null or looking_until <= ${clock})`;
}

function factsOf(journey: Journey) {
  return {
    step: JSON.stringify(journey.step),
    offered: JSON.stringify(journey.offered),
    invited_at: journey.invitedAt,
    started_at: journey.startedAt ?? null,
    watched_since: journey.watch?.since ?? null,
    next_look_at: journey.watch?.nextLookAt ?? null,
    sending: journey.sending,
  };
}

function journeyOf(row: Selectable<Schema['journey']>): Journey {
  const { watched_since: since, next_look_at: nextLookAt } = row;
  return {
    id: row.id,
    person: row.person_id,
    step: readStep(row.step),
    invitedAt: row.invited_at,
    ...(row.started_at !== null && { startedAt: row.started_at }),
    offered: readOffered(row.offered),
    ...(since !== null && nextLookAt !== null && { watch: { since, nextLookAt } }),
    sending: row.sending,
    version: row.version,
  };
}
