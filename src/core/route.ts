import { aaguidsOf, letsIn, type PasskeyProfile, type PasskeyType } from './passkey.ts';

/** One way of getting a passkey. */
export const ROUTES = ['authenticator', 'security-key', 'windows-pc', 'mac', 'synced'] as const;
export type Route = (typeof ROUTES)[number];

export type Device = {
  readonly name: string;
  readonly system: 'ios' | 'android' | 'windows' | 'macos' | 'other';
  readonly version: string;
};

/** What is known about a person when routes are chosen. A list that could not be read is `undefined`. */
export type RouteFacts = {
  readonly profiles: readonly PasskeyProfile[];
  readonly devices?: readonly Device[] | undefined;
  readonly hasAuthenticatorApp: boolean;
  readonly hasWindowsHello: boolean;
};

/** Why a route stands where it stands; each has words for the employee. */
export type RouteReason =
  | 'app-already-there'
  | 'phone-always-with-you'
  | 'works-everywhere'
  | 'same-desk'
  | 'kept-in-your-account';

export type OfferedRoute = { readonly route: Route; readonly reason: RouteReason };

// Floors that Microsoft names for each kind of passkey.
// https://learn.microsoft.com/entra/identity/authentication/concept-fido2-compatibility
const FLOOR = {
  authenticator: { ios: 17, android: 14 },
  synced: { ios: 16, android: 9 },
  'windows-pc': { windows: 10 },
  mac: { macos: 13 },
} as const;

/** The two or three routes that can work for this person, best first; empty when the policy allows none. */
export function offerRoutes(facts: RouteFacts): readonly OfferedRoute[] {
  return candidates(facts)
    .filter(({ route }) => isPossible(route, facts))
    .slice(0, 3);
}

function candidates(facts: RouteFacts): readonly OfferedRoute[] {
  const authenticator: OfferedRoute = {
    route: 'authenticator',
    reason: facts.hasAuthenticatorApp ? 'app-already-there' : 'phone-always-with-you',
  };
  return [
    authenticator,
    { route: 'windows-pc', reason: 'same-desk' },
    { route: 'mac', reason: 'kept-in-your-account' },
    { route: 'security-key', reason: 'works-everywhere' },
    { route: 'synced', reason: 'kept-in-your-account' },
  ];
}

function isPossible(route: Route, facts: RouteFacts): boolean {
  return isPermitted(route, facts.profiles) && hasDeviceFor(route, facts);
}

function isPermitted(route: Route, profiles: readonly PasskeyProfile[]): boolean {
  const { type, models, isAttested } = NATURE[route];
  return profiles.some(
    (profile) =>
      profile.isSelfService &&
      profile.types.includes(type) &&
      (isAttested || !profile.attestationRequired) &&
      (models ? models.some((aaguid) => letsIn(profile.models, aaguid)) : letsInSomeKey(profile)),
  );
}

type Nature = {
  readonly type: PasskeyType;
  readonly isAttested: boolean;
  /** The models a route can end in; undefined when there are too many makers to list. */
  readonly models: readonly string[] | undefined;
};

const NATURE: Readonly<Record<Route, Nature>> = {
  authenticator: {
    type: 'device-bound',
    isAttested: true,
    models: aaguidsOf('authenticator-ios', 'authenticator-android'),
  },
  'security-key': { type: 'device-bound', isAttested: true, models: undefined },
  'windows-pc': { type: 'device-bound', isAttested: false, models: aaguidsOf('windows') },
  mac: { type: 'synced', isAttested: false, models: aaguidsOf('icloud') },
  synced: { type: 'synced', isAttested: false, models: aaguidsOf('icloud', 'google') },
};

/** A list of permitted models leaves room for a hardware key when it names a model that is no app and no computer. */
function letsInSomeKey(profile: PasskeyProfile): boolean {
  if (profile.models.kind !== 'only') return true;
  const software = new Set<string>(
    aaguidsOf('authenticator-ios', 'authenticator-android', 'windows', 'icloud', 'google'),
  );
  return profile.models.aaguids.some((aaguid) => !software.has(aaguid.toLowerCase()));
}

function hasDeviceFor(route: Route, { devices = [], hasWindowsHello }: RouteFacts): boolean {
  switch (route) {
    case 'security-key':
      return true;
    case 'authenticator':
      // Private phones are not in Intune, so an empty list says nothing; only an old managed phone speaks against it.
      return !devices.some(isPhone) || hasRecent(devices, FLOOR.authenticator);
    case 'synced':
      return hasRecent(devices, FLOOR.synced);
    case 'mac':
      return hasRecent(devices, FLOOR.mac);
    case 'windows-pc':
      // Entra refuses a Windows passkey where Windows Hello already holds the account.
      return !hasWindowsHello && hasRecent(devices, FLOOR['windows-pc']);
  }
}

function isPhone(device: Device): boolean {
  return device.system === 'ios' || device.system === 'android';
}

type Floors = Partial<Record<Device['system'], number>>;

function hasRecent(devices: readonly Device[], floors: Floors): boolean {
  return devices.some(({ system, version }) => Number.parseInt(version, 10) >= (floors[system] ?? Infinity));
}
