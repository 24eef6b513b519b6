import { Clock } from './clock.ts';
import { type ConnectorDeps, connectorService } from './connector/service.ts';
import { Teams } from './connector/teams.ts';
import { deskService } from './desk/service.ts';
import { type Keys, makeKeys } from './entra/keys.ts';
import { Challenges } from './entra/security-info/challenges.ts';
import { securityInfoService } from './entra/security-info/service.ts';
import { entraService } from './entra/service.ts';
import { stepUpFor } from './entra/step-up.ts';
import { Tokens } from './entra/tokens.ts';
import { Faults } from './faults.ts';
import { type GraphDeps, graphService } from './graph/service.ts';
import { graphClaims, teamsSideOf } from './graph-sides.ts';
import { Journal } from './journal.ts';
import { openServer, type SandboxServer } from './server.ts';
import { keywave } from './tenant/apps.ts';
import { contoso } from './tenant/contoso.ts';
import type { TenantData } from './tenant/model.ts';

export type SandboxOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  readonly clock?: Clock;
  /** True when that clock was made frozen: the desk then says so. */
  readonly isFrozen?: boolean;
  /** The app as Entra knows it; `endpoint` may be set later, it is read at every message. */
  readonly bot: { readonly appId: string; readonly secret: string; endpoint: string };
  /** The id in the app's manifest; the bot's own by default. */
  readonly manifestId?: string;
  readonly data?: TenantData;
  /** Made anew by default, which takes a moment; tests may share a pair. */
  readonly keys?: Keys;
  /** False leaves the app alone until somebody installs it. */
  readonly looksForApp?: boolean;
  readonly onGraphExchange?: GraphDeps['onExchange'];
  readonly onConnectorExchange?: ConnectorDeps['onExchange'];
};

/** Contoso in a box: a Microsoft 365 tenant that speaks the real protocols on loopback. */
export type Sandbox = {
  /** Where programs reach it: http://127.0.0.1:<port> */
  readonly url: string;
  /** Where people reach it: passkeys need the name localhost. */
  readonly pageUrl: string;
  readonly port: number;
  readonly bot: SandboxOptions['bot'];
  readonly data: TenantData;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly teams: Teams;
  readonly tokens: Tokens;
  close(): Promise<void>;
};

/** Opens the tenant with all its services. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { bot, clock = new Clock() } = options;
  const data = options.data ?? contoso(clock.now());
  if (!data.apps.has(bot.appId)) data.apps.set(bot.appId, keywave(bot.appId, bot.secret));
  const keys = options.keys ?? (await makeKeys());
  const server = await openServer(options.port);
  const [faults, journal, closing] = [new Faults(), new Journal(clock), new AbortController()];
  const tokens = new Tokens({ tenantId: data.id, botAppId: bot.appId }, keys, clock);
  const serviceUrl = `${server.url}/connector/`;
  const signForBot = async () => await tokens.inbound(serviceUrl);
  const teams = new Teams({ tenant: data, clock, faults, journal, bot, serviceUrl, signForBot });
  const sandbox: Sandbox = {
    ...{ bot, data, clock, faults, journal, teams, tokens },
    url: server.url,
    pageUrl: `http://localhost:${server.port}/desk/`,
    port: server.port,
    close: async () => {
      closing.abort();
      await server.close();
    },
  };
  server.mount('/entra', entraService({ data, clock, faults, journal, keys, tokens, url: server.url }));
  mountServices(server, sandbox, options, closing.signal);
  return sandbox;
}

function mountServices(
  server: SandboxServer,
  sandbox: Sandbox,
  options: SandboxOptions,
  closing: AbortSignal,
): void {
  const { data, clock, faults, journal, teams, tokens, bot, port } = sandbox;
  const verify = async (token: string) => graphClaims(await tokens.readGraph(token));
  const verifyBotToken = async (token: string) =>
    (await tokens.readConnector(token))?.['appid'] === bot.appId;
  const { onGraphExchange, onConnectorExchange } = options;
  server.mount(
    '/graph',
    graphService({
      ...{ data, clock, faults, journal, verify },
      teams: teamsSideOf(teams, options.manifestId ?? bot.appId),
      ...(onGraphExchange ? { onExchange: onGraphExchange } : {}),
    }),
  );
  server.mount(
    '/connector',
    connectorService({
      ...{ teams, faults, journal, verifyBotToken },
      ...(onConnectorExchange ? { onExchange: onConnectorExchange } : {}),
    }),
  );
  const origins = [`http://localhost:${port}`];
  const challenges = new Challenges(clock);
  server.mount('/security-info', securityInfoService({ data, clock, journal, challenges, origins }, port));
  server.mount(
    '/desk',
    deskService({
      ...{ tenant: data, clock, faults, journal, teams, bot, closing },
      isFrozen: options.isFrozen ?? false,
      looksForApp: options.looksForApp ?? true,
      ssoToken: async (person, claims) => await ssoToken(sandbox, person, claims),
    }),
  );
  server.mount('/', ({ path }) =>
    path === '/' ? { status: 302, headers: { location: '/desk/' } } : { status: 404, body: NOTHING },
  );
}

const NOTHING = { error: { code: 'notFound', message: 'Nothing lives here. The desk is at /desk/.' } };

/** What Teams hands to the app's tab when this person has it open. */
async function ssoToken(
  { data, tokens }: Sandbox,
  person: string,
  claims: readonly string[],
): Promise<string> {
  const user = data.users.get(person);
  if (!user) throw new Error(`Nobody at ${data.displayName} has the id ${person}.`);
  return await tokens.sso(user, stepUpFor(user, claims));
}
