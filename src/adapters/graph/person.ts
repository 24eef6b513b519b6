import type { PersonId } from '../../core/ids.ts';
import type { Person } from '../../core/person.ts';
import { requiredText, textIn, type Json } from './json.ts';

const CALL = 'users/{id}';

/** The fields of a user that a person is made of. */
export const PERSON_FIELDS =
  'id,displayName,givenName,userPrincipalName,preferredLanguage,accountEnabled,userType';

export function personFrom(user: Json): Person {
  const signInName = textIn(user['userPrincipalName']);
  const displayName = requiredText(user['displayName'] ?? user['givenName'] ?? signInName, CALL);
  const preferredLanguage = textIn(user['preferredLanguage']);
  return {
    id: requiredText(user['id'], CALL) as PersonId,
    displayName,
    firstName: textIn(user['givenName']) ?? displayName.split(' ')[0] ?? displayName,
    ...(preferredLanguage !== undefined && { preferredLanguage }),
    isGuest: isGuest(user['userType'], signInName),
    isEnabled: user['accountEnabled'] !== false,
  };
}

/** An account of another company stays a guest for Entra, even where it was given the type "Member". */
function isGuest(userType: unknown, signInName: string | undefined): boolean {
  return userType === 'Guest' || (signInName?.includes('#EXT#') ?? false);
}
