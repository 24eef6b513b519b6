import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Journal } from '../journal.ts';
import type { TenantData } from '../tenant/model.ts';
import type { Keys } from './keys.ts';
import type { Tokens } from './tokens.ts';

/** What Entra works on. */
export type EntraDeps = {
  readonly data: TenantData;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly keys: Keys;
  readonly tokens: Tokens;
  /** Where the sandbox is reached, e.g. http://127.0.0.1:3979 */
  readonly url: string;
};
