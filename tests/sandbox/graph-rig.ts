import { Clock } from '../../sandbox/clock.ts';
import { Faults } from '../../sandbox/faults.ts';
import type { TeamsSide } from '../../sandbox/graph/ask.ts';
import type { Exchange } from '../../sandbox/graph/exchange.ts';
import { GRANTS } from '../../sandbox/graph/permissions.ts';
import { type GraphClaims, graphService } from '../../sandbox/graph/service.ts';
import { Journal } from '../../sandbox/journal.ts';
import { openServer } from '../../sandbox/server.ts';
import { contoso } from '../../sandbox/tenant/contoso.ts';
import type { SandboxMethod, SandboxUser, TenantData } from '../../sandbox/tenant/model.ts';

export const NOW = new Date('2026-11-21T09:00:00Z');
const APP = 'b07b07b0-0000-4000-8000-000000000001';

/** An app that may do everything that apps may do. */
const EVERY_ROLE: readonly string[] = [...new Set(GRANTS.flatMap((grant) => grant.application))];
const EVERY_SCOPE: readonly string[] = [...new Set(GRANTS.flatMap((grant) => grant.delegated))];

export type Reply = { readonly status: number; readonly headers: Headers; readonly body: unknown };

type Options = {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
};

/** A sandbox Graph over real HTTP, with a frozen clock and a monotonic one under the test's hand. */
export type GraphRig = {
  readonly data: TenantData;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly exchanges: Exchange[];
  readonly installed: Set<string>;
  /** Makes a token and answers its text. */
  token(claims: Partial<GraphClaims>): string;
  /** A token of somebody signed in, with every scope. */
  signedIn(user: SandboxUser): string;
  call(method: string, path: string, options?: Options): Promise<Reply>;
  value(path: string, options?: Options): Promise<Record<string, unknown>[]>;
  user(name: string): SandboxUser;
  advanceMonotonic(ms: number): void;
  readonly url: string;
  close(): Promise<void>;
};

export async function openGraph(
  tenant: TenantData = contoso(NOW),
  switches: { methodsThrottle?: () => boolean } = {},
): Promise<GraphRig> {
  const clock = new Clock({ at: NOW, frozen: true });
  const [faults, journal] = [new Faults(), new Journal(clock)];
  const exchanges: Exchange[] = [];
  const installed = new Set<string>();
  const tokens = new Map<string, GraphClaims>();
  let monotonicMs = 0;
  const server = await openServer(0);
  server.mount(
    '/graph',
    graphService({
      data: tenant,
      clock,
      faults,
      journal,
      teams: teamsOf(installed),
      verify: async (token) => tokens.get(token),
      monotonicMs: () => monotonicMs,
      onExchange: (exchange) => void exchanges.push(exchange),
      ...switches,
    }),
  );
  const token = (claims: Partial<GraphClaims>): string => {
    const text = `token-${tokens.size}`;
    tokens.set(text, { roles: [], scp: [], tid: tenant.id, appid: APP, ...claims });
    return text;
  };
  const everything = token({ roles: EVERY_ROLE });
  const call = async (method: string, path: string, options: Options = {}): Promise<Reply> => {
    const answer = await fetch(`${server.url}/graph${path}`, {
      method,
      headers: {
        authorization: `Bearer ${options.token ?? everything}`,
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    return { status: answer.status, headers: answer.headers, body: await bodyOf(answer) };
  };
  return {
    data: tenant,
    clock,
    faults,
    journal,
    exchanges,
    installed,
    token,
    signedIn: (user) => token({ scp: EVERY_SCOPE, oid: user.id }),
    call,
    value: async (path, options) => {
      const { status, body } = await call('GET', path, options);
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      return (body as { value: Record<string, unknown>[] }).value;
    },
    user: (name) => {
      const found = tenant.users.values().find((user) => user.displayName === name);
      if (!found) throw new Error(`Nobody is called ${name}.`);
      return found;
    },
    advanceMonotonic: (ms) => {
      monotonicMs += ms;
    },
    url: server.url,
    close: async () => await server.close(),
  };
}

function teamsOf(installed: Set<string>): TeamsSide {
  return {
    app: { catalogId: '4b5c6d7e-1111-4222-8333-944455566677', externalId: APP, displayName: 'Keywave' },
    isInstalled: (userId) => installed.has(userId),
    chatOf: (userId) => (installed.has(userId) ? `19:${userId}_${APP}@unq.gbl.spaces` : undefined),
    onInstall: (userId) => void installed.add(userId),
    onUninstall: (userId) => void installed.delete(userId),
  };
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === '') return undefined;
  return answer.headers.get('content-type')?.startsWith('application/json') === true
    ? JSON.parse(text)
    : text;
}

/** A passkey as Security info leaves it. */
export const passkey = (createdDateTime: string, id = 'kQ3m1v8uVx0yR2hT_7sLQg2'): SandboxMethod => ({
  kind: 'passkey',
  id,
  createdDateTime,
  displayName: 'YubiKey on keyring',
  aaGuid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
  model: 'YubiKey 5 NFC',
  attestationLevel: 'attested',
  passkeyType: 'deviceBound',
  attestationCertificates: [],
});

export const errorCode = ({ body }: Reply): string => (body as { error: { code: string } }).error.code;
