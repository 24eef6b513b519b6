import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { TenantId } from '../../core/ids.ts';
import type { Allowance, Store, Stores } from '../../ports/store.ts';
import { openAllowance } from './allowance.ts';
import { openChats } from './chats.ts';
import type { Database } from './database.ts';
import { openInbound, type SweptInbound } from './inbound.ts';
import { openJourneys } from './journeys.ts';
import { openOutbox } from './outbox.ts';
import { openPasskeys } from './passkeys.ts';
import { openPeople } from './people.ts';
import { readiness, type Readiness } from './readiness.ts';
import type { Scope } from './scope.ts';

export type StoreSettings = {
  readonly rates: Scope['rates'];
  /** The name under which this process claims work; no other process may bear it. */
  readonly owner: string;
  /** SQL for the present moment; a test puts a table of its own here. */
  readonly clock: RawBuilder<Date>;
};

/** Teams lets 50 a second through for all of an app; ten are left for answers. Graph's safe budget is 5 in 10 seconds. */
const RATES: Scope['rates'] = {
  'teams.send': { perSecond: 40, burst: 5 },
  'graph.methods': { perSecond: 0.5, burst: 5 },
};

/** All that is kept of one company. */
export type OpenStore = {
  readonly store: Store;
  readonly inbound: SweptInbound;
  readonly allowance: Allowance;
  /** Whether the database answers, has our schema and is ours alone. */
  readonly ready: () => Promise<Readiness>;
};

/** The stores of one company in a database that has been migrated. */
export function openStore(
  database: Database,
  tenant: TenantId,
  settings: Partial<StoreSettings> = {},
): OpenStore {
  const scope: Scope = {
    db: database.db,
    tenant,
    owner: settings.owner ?? randomUUID(),
    clock: settings.clock ?? sql<Date>`clock_timestamp()`,
    rates: settings.rates ?? RATES,
  };
  return {
    store: {
      ...storesOf(scope),
      together: (work) => scope.db.transaction().execute((db) => work(storesOf({ ...scope, db }))),
    },
    inbound: openInbound(scope),
    allowance: openAllowance(scope),
    ready: () => readiness(database, tenant),
  };
}

function storesOf(scope: Scope): Stores {
  return {
    people: openPeople(scope),
    chats: openChats(scope),
    journeys: openJourneys(scope),
    passkeys: openPasskeys(scope),
    outbox: openOutbox(scope),
  };
}
