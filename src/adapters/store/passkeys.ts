import type { PersonId } from '../../core/ids.ts';
import type { Passkey } from '../../core/passkey.ts';
import type { Passkeys } from '../../ports/store.ts';
import type { Scope } from './scope.ts';

export function openPasskeys(scope: Scope): Passkeys {
  const { db, tenant } = scope;
  return {
    record: (person, passkeys, at) => record(scope, person, { passkeys, at }),

    async of(person) {
      const rows = await db
        .selectFrom('passkey')
        .selectAll()
        .where('tenant_id', '=', tenant)
        .where('person_id', '=', person)
        .orderBy('seen_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at,
        ...(row.aaguid !== null && { aaguid: row.aaguid }),
        ...(row.model !== null && { model: row.model }),
        type: row.type,
        attestation: row.attestation,
        seenAt: row.seen_at,
      }));
    },
  };
}

type Sighting = { readonly passkeys: readonly Passkey[]; readonly at: Date };

/** What is known already stays as it was first seen. */
async function record({ db, tenant }: Scope, person: PersonId, { passkeys, at }: Sighting): Promise<void> {
  if (passkeys.length === 0) return;
  await db
    .insertInto('passkey')
    .values(
      passkeys.map((passkey) => ({
        tenant_id: tenant,
        person_id: person,
        id: passkey.id,
        name: passkey.name,
        created_at: passkey.createdAt,
        aaguid: passkey.aaguid ?? null,
        model: passkey.model ?? null,
        type: passkey.type,
        attestation: passkey.attestation,
        seen_at: at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id', 'id']).doNothing())
    .execute();
}
