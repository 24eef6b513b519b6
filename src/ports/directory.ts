import type { GroupId, PersonId } from '../core/ids.ts';
import type { Passkey, PasskeyPolicy } from '../core/passkey.ts';
import type { Person } from '../core/person.ts';
import type { Device } from '../core/route.ts';

/** Something that a missing permission or licence may keep from us; then the feature is off and says so. */
export type Readable<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'withheld'; readonly why: 'no-permission' | 'no-licence' };

export type SignInMethods = { readonly hasAuthenticatorApp: boolean; readonly hasWindowsHello: boolean };

/** Microsoft Graph, as far as we need it. A fault throws; a person that is not there is `undefined`. */
export interface Directory {
  person(person: PersonId): Promise<Person | undefined>;
  passkeysOf(person: PersonId): Promise<readonly Passkey[]>;
  devicesOf(person: PersonId): Promise<Readable<readonly Device[]>>;
  signInMethodsOf(person: PersonId): Promise<Readable<SignInMethods>>;
  passkeyPolicy(): Promise<Readable<PasskeyPolicy>>;
  /** Which of these groups the person is in, directly or through other groups. */
  groupsAmong(person: PersonId, groups: readonly GroupId[]): Promise<ReadonlySet<GroupId>>;
}
