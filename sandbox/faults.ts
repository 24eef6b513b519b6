/** What can be made to go wrong. Each is a switch on the desk and a function for tests. */
export const FAULTS = {
  'graph-throttled': 'Graph says “too busy” (429, Retry-After 2 s)',
  'graph-throttled-silent': 'Graph says “too busy” without a time to wait',
  'graph-down': 'Graph answers 503',
  'graph-hangs': 'Graph does not answer at all',
  'graph-slow-replication': 'A new passkey shows in Graph only after 60 s',
  'teams-throttled': 'Teams says “too busy” (429, Retry-After 2 s)',
  'teams-down': 'Teams answers 502 and has not delivered',
  'teams-unclear': 'Teams delivers and still answers 502',
  'teams-conflict': 'Teams answers 412',
  'teams-reset': 'Teams delivers and drops the connection',
  'teams-twice': 'Teams repeats every message to the bot',
  'entra-down': 'Entra gives out no tokens (503)',
} as const;

export type FaultName = keyof typeof FAULTS;

/** Which faults are on; one may be limited to the next so-many calls. */
export class Faults {
  readonly #on = new Map<FaultName, number>();
  readonly #listeners = new Set<() => void>();

  turnOn(fault: FaultName, times = Number.POSITIVE_INFINITY): void {
    this.#on.set(fault, times);
    this.#changed();
  }

  turnOff(fault: FaultName): void {
    this.#on.delete(fault);
    this.#changed();
  }

  turnAllOff(): void {
    this.#on.clear();
    this.#changed();
  }

  isOn(fault: FaultName): boolean {
    return this.#on.has(fault);
  }

  /** True when the fault strikes this call; counts it. */
  strikes(fault: FaultName): boolean {
    const left = this.#on.get(fault);
    if (left === undefined) return false;
    if (left <= 1) this.turnOff(fault);
    else this.#on.set(fault, left - 1);
    return true;
  }

  on(): readonly FaultName[] {
    return [...this.#on.keys()];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
