import type { Language } from './language.ts';
import type { PersonId } from './ids.ts';

/** An employee as the directory knows them. */
export type Person = {
  readonly id: PersonId;
  readonly displayName: string;
  readonly firstName: string;
  readonly preferredLanguage?: string;
  readonly isGuest: boolean;
  readonly isEnabled: boolean;
};

/** What we keep of a person between two conversations. */
export type KnownPerson = Person & { readonly language: Language };
