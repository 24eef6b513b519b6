import type { KnownPerson } from '../../core/person.ts';
import type { People } from '../../ports/store.ts';
import type { Scope } from './scope.ts';

export function openPeople({ db, tenant }: Scope): People {
  return {
    async of(person) {
      const row = await db
        .selectFrom('person')
        .selectAll()
        .where('tenant_id', '=', tenant)
        .where('id', '=', person)
        .executeTakeFirst();
      return (
        row && {
          id: row.id,
          displayName: row.display_name,
          firstName: row.first_name,
          ...(row.preferred_language !== null && { preferredLanguage: row.preferred_language }),
          language: row.language,
          isGuest: row.is_guest,
          isEnabled: row.is_enabled,
        }
      );
    },

    async save(person, at) {
      const facts = factsOf(person, at);
      await db
        .insertInto('person')
        .values({ tenant_id: tenant, id: person.id, ...facts })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'id'])
            .doUpdateSet(facts)
            // What was read later is newer, whichever is written first.
            .where('person.saved_at', '<=', at),
        )
        .execute();
    },
  };
}

function factsOf(person: KnownPerson, at: Date) {
  return {
    display_name: person.displayName,
    first_name: person.firstName,
    preferred_language: person.preferredLanguage ?? null,
    language: person.language,
    is_guest: person.isGuest,
    is_enabled: person.isEnabled,
    saved_at: at,
  };
}
