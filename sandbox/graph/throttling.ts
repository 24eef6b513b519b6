/** How many calls Microsoft documents for an area: https://learn.microsoft.com/graph/throttling-limits */
type Limit = {
  readonly name: string;
  readonly covers: (method: string, path: string) => boolean;
  readonly calls: number;
  readonly perMs: number;
  /** All apps of the tenant share it. */
  readonly isShared?: boolean;
  /** Two areas never say how long to wait. */
  readonly isSilent?: boolean;
};

export type Turn = { readonly kind: 'free' } | { readonly kind: 'busy'; readonly retryAfterS?: number };

const starts = (pattern: RegExp) => (_method: string, path: string) => pattern.test(path);

const LIMITS: readonly Limit[] = [
  { name: 'reports', covers: starts(/^\/(reports|auditlogs)\//i), calls: 5, perMs: 10_000 },
  {
    name: 'identity protection and Conditional Access',
    covers: starts(/^\/(identityprotection\/|identity\/conditionalaccess\/policies)/i),
    calls: 1,
    perMs: 1000,
    isShared: true,
    isSilent: true,
  },
  { name: 'notifications', covers: starts(/\/sendactivitynotification$/i), calls: 5, perMs: 1000 },
  {
    name: 'notifications to many',
    covers: starts(/sendactivitynotificationtorecipients$/i),
    calls: 2,
    perMs: 1000,
  },
  {
    name: 'app removal',
    covers: (method, path) => method === 'DELETE' && /\/installedapps\//i.test(path),
    calls: 15,
    perMs: 1000,
  },
  { name: 'apps', covers: starts(/\/(installedapps|appcatalogs)/i), calls: 30, perMs: 1000 },
  { name: 'chats', covers: starts(/\/chats/i), calls: 30, perMs: 1000 },
  { name: 'security', covers: starts(/^\/security\//i), calls: 150, perMs: 60_000 },
  { name: 'writing', covers: (method) => method !== 'GET', calls: 3000, perMs: 150_000 },
  { name: 'everything', covers: () => true, calls: 5000, perMs: 10_000 },
];

/** The documents leave open whether the reports' limit binds these too; the switch says that it does. */
const isMethodCall = (path: string): boolean => /^\/(users\/[^/]+|me)\/authentication\//i.test(path);

/** Counts calls against the documented limits; refused calls count too, as in life. */
export class Throttling {
  readonly #now: () => number;
  readonly #bindsMethods: () => boolean;
  readonly #calls = new Map<string, number[]>();

  constructor(now: () => number, bindsMethods: () => boolean) {
    this.#now = now;
    this.#bindsMethods = bindsMethods;
  }

  take(method: string, path: string, appId: string): Turn {
    const isMethods = this.#bindsMethods() && isMethodCall(path);
    const limit = LIMITS.find((each) => (isMethods && each.name === 'reports') || each.covers(method, path));
    if (!limit) return { kind: 'free' };
    const now = this.#now();
    const key = limit.isShared === true ? limit.name : `${limit.name} of ${appId}`;
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - limit.perMs);
    recent.push(now);
    this.#calls.set(key, recent);
    if (recent.length <= limit.calls) return { kind: 'free' };
    if (limit.isSilent === true) return { kind: 'busy' };
    const frees = (recent[recent.length - limit.calls] ?? now) + limit.perMs;
    return { kind: 'busy', retryAfterS: Math.max(1, Math.ceil((frees - now) / 1000)) };
  }
}
