import type { Company } from '../core/company.ts';
import type { Chat } from './chat.ts';
import type { Directory } from './directory.ts';
import type { Log } from './log.ts';
import type { Allowance, Inbound, Jobs, Store } from './store.ts';

/** All that the flows can reach of the outside world; each flow names the part it needs. */
export interface Ports {
  readonly chat: Chat;
  readonly directory: Directory;
  readonly store: Store;
  readonly inbound: Inbound;
  readonly allowance: Allowance;
  readonly jobs: Jobs;
  readonly company: Company;
  readonly now: () => Date;
  /** A number from 0 up to 1, to spread what would otherwise happen all at once. */
  readonly chance: () => number;
  readonly log: Log;
}
