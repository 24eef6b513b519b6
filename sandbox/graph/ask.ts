import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { SandboxGroup, SandboxUser, TenantData } from '../tenant/model.ts';
import { type Answer, type Json, notFound } from './answer.ts';
import type { AuditLog } from './audit-log.ts';
import type { Query } from './query.ts';

export type Version = 'v1.0' | 'beta';

/** Who asks: an app for itself, or an app for a signed-in person. */
export type Caller = {
  readonly kind: 'application' | 'delegated';
  readonly permissions: readonly string[];
  readonly appId: string;
  /** The signed-in person of a delegated call. */
  readonly userId?: string;
};

/** What Graph needs of Teams: the sandbox's Connector answers it. */
export type TeamsSide = {
  /** The app as the organisation's catalogue lists it; `externalId` is the manifest's id. */
  readonly app: { readonly catalogId: string; readonly externalId: string; readonly displayName: string };
  isInstalled(userId: string): boolean;
  /** The conversation id of the person's chat with the bot. */
  chatOf(userId: string): string | undefined;
  onInstall(userId: string): void | Promise<void>;
  onUninstall(userId: string): void | Promise<void>;
  /** Somebody gets a notification in the activity feed. */
  onActivity?(userId: string, notification: Json): void;
};

export type World = {
  readonly data: TenantData;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly teams: TeamsSide;
  readonly audit: AuditLog;
};

/** One request to one operation. */
export type Ask = {
  readonly world: World;
  readonly caller: Caller;
  readonly version: Version;
  /** As it came, below the version: what a nextLink repeats. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The parsed JSON, or undefined without a body. */
  readonly body: unknown;
};

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export type Route = {
  /** Its path's variables stand in braces; the permissions table knows it by the same name. */
  readonly operation: `${Method} /${string}`;
  /** Begins the journal's sentence, in the present tense: "Asks whether {user} has a passkey yet". */
  readonly asks: string;
  /** Ends it after a success: "Not yet: 0 found." */
  readonly tells?: (body: Json) => string;
  /** Beta alone, or v1.0 alone; both by default. */
  readonly only?: Version;
  readonly answer: (ask: Ask) => Answer | Promise<Answer>;
};

const GRAPH = 'https://graph.microsoft.com';

/** Graph's own address, whatever host the sandbox listens on: clients check the host of links they follow. */
export const linkTo = (ask: Pick<Ask, 'version' | 'path'>, query: URLSearchParams): string =>
  `${GRAPH}/${ask.version}${ask.path}?${query.toString().replaceAll('%24', '$')}`;

export const contextOf = (ask: Pick<Ask, 'version'>, what: string): string =>
  `${GRAPH}/${ask.version}/$metadata#${what}`;

/** The person by object id or sign-in name; deleted ones are not there any more. */
export function findUser(data: TenantData, idOrName: string): SandboxUser | undefined {
  const found = data.users.get(idOrName) ?? byName(data, idOrName);
  return found?.deletedDateTime === null ? found : undefined;
}

function byName(data: TenantData, name: string): SandboxUser | undefined {
  if (!name.includes('@')) return undefined;
  const wanted = name.toLowerCase();
  return data.users.values().find((user) => user.userPrincipalName.toLowerCase() === wanted);
}

/** Answers for the person named in the path, or 404. */
export const ofUser =
  (answer: (ask: Ask, user: SandboxUser) => Answer | Promise<Answer>) =>
  (ask: Ask): Answer | Promise<Answer> => {
    const user = findUser(ask.world.data, ask.params['user'] ?? '');
    return user ? answer(ask, user) : notFound(ask.params['user'] ?? '');
  };

/** Answers for the group named in the path, or 404. */
export const ofGroup =
  (answer: (ask: Ask, group: SandboxGroup) => Answer | Promise<Answer>) =>
  (ask: Ask): Answer | Promise<Answer> => {
    const group = ask.world.data.groups.get(ask.params['group'] ?? '');
    return group ? answer(ask, group) : notFound(ask.params['group'] ?? '');
  };
