import type { Teams } from '../connector/teams.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Journal } from '../journal.ts';
import type { TenantData } from '../tenant/model.ts';

/** What the desk needs of the rest of the sandbox. */
export type DeskDeps = {
  readonly tenant: TenantData;
  readonly clock: Clock;
  /** True when the clock was opened frozen. */
  readonly isFrozen?: boolean;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly teams: Teams;
  /** The app's messaging endpoint; its /healthz tells whether the app is up. Read anew each time. */
  readonly bot: { readonly endpoint: string };
  /** The single sign-on token that Teams hands to the app's tab; `claims` are what a step-up asks for. */
  readonly ssoToken: (person: string, claims: readonly string[]) => Promise<string>;
  /** Ends the event streams and the look-out for the app. */
  readonly closing?: AbortSignal;
  /** False leaves the app alone: nobody looks whether it is up, and nobody installs it by himself. */
  readonly looksForApp?: boolean;
};
