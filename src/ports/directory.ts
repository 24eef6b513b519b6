import type { PersonId } from '../core/ids.ts';
import type { Passkey, PasskeyProfile } from '../core/passkey.ts';
import type { Person } from '../core/person.ts';
import type { Device } from '../core/route.ts';

/** Something that a missing permission or licence may keep from us; then the feature is off and says so. */
export type Readable<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'withheld'; readonly why: 'no-permission' | 'no-licence' };

export type SignInMethods = {
  readonly hasAuthenticatorApp: Readable<boolean>;
  readonly hasWindowsHello: Readable<boolean>;
};

/** Microsoft Graph, as far as we need it. A fault throws; a person that is not there is `undefined`. */
export interface Directory {
  person(person: PersonId): Promise<Person | undefined>;
  passkeysOf(person: PersonId): Promise<readonly Passkey[]>;
  devicesOf(person: PersonId): Promise<Readable<readonly Device[]>>;
  signInMethodsOf(person: PersonId): Promise<SignInMethods>;
  /** The passkey profiles that hold for this person; none when the policy leaves the person out. */
  profilesOf(person: PersonId): Promise<Readable<readonly PasskeyProfile[]>>;
}
