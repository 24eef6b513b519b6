import { FAULTS, type FaultName, type Faults } from '../faults.ts';
import type { AppState } from './app-lookout.ts';
import type { DeskDeps } from './deps.ts';
import type { DeskPerson } from './person.ts';

/** Contoso sits in Berlin. The app is told the same when it starts, so cards and desk speak of the same hour. */
const TIME_ZONE = 'Europe/Berlin';

/** The tenant’s time. */
export type Tick = { readonly now: string; readonly frozen: boolean };
/** One switch on the desk. */
export type DeskFault = { readonly name: FaultName; readonly title: string; readonly on: boolean };

/** All that the page needs to begin. */
export type DeskState = Tick & {
  readonly tenant: { readonly name: string; readonly id: string; readonly timeZone: string };
  readonly app: AppState;
  readonly faults: readonly DeskFault[];
  readonly people: readonly DeskPerson[];
  readonly journalCount: number;
};

/** Puts together what the page begins with. */
export function deskState(deps: DeskDeps, app: AppState, people: readonly DeskPerson[]): DeskState {
  const { tenant, faults, journal } = deps;
  return {
    ...tick(deps),
    tenant: { name: tenant.displayName, id: tenant.id, timeZone: TIME_ZONE },
    app,
    faults: faultsNow(faults),
    people,
    journalCount: journal.count,
  };
}

/** The time as it is sent. */
export function tick({ clock, isFrozen = false }: Pick<DeskDeps, 'clock' | 'isFrozen'>): Tick {
  return { now: clock.now().toISOString(), frozen: isFrozen };
}

/** All switches, on and off. */
export function faultsNow(faults: Faults): readonly DeskFault[] {
  return Object.entries(FAULTS).map(([name, title]) => {
    const fault = name as FaultName;
    return { name: fault, title, on: faults.isOn(fault) };
  });
}

/** True for a name that stands in FAULTS. */
export function isFaultName(name: unknown): name is FaultName {
  return typeof name === 'string' && Object.hasOwn(FAULTS, name);
}
