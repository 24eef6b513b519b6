import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { Clock } from '../../sandbox/clock.ts';
import type { Exchange } from '../../sandbox/graph/exchange.ts';
import { openSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import { BOT_APP_ID, BOT_SECRET } from '../../sandbox/tenant/apps.ts';
import type { SandboxPasskey, SandboxUser } from '../../sandbox/tenant/model.ts';
import { GRAPH_PERMISSIONS } from '../../src/adapters/graph/permissions.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { readConfig } from '../../src/config.ts';
import { startApp, type App, type World as AppWorld } from '../../src/main.ts';
import { GraphSlice, sliceMissing } from '../contract/graph-slice.ts';
import { registerPasskey } from './people.ts';

/** The real app and the sandbox, in this process, with one clock that only the story moves. */
export type World = {
  readonly sandbox: Sandbox;
  readonly app: App;
  /** Every line the app has logged. */
  readonly log: readonly string[];
  /** Resolves when the app logs the next line like this. */
  readonly logs: (line: RegExp) => Promise<void>;
  /** What went between the app and Graph; `close` holds all of it against Microsoft's metadata. */
  readonly exchanges: readonly Exchange[];
  /** Somebody of Contoso, by full name. */
  readonly person: (name: string) => SandboxUser;
  /** Lets time pass; what was due meanwhile happens soon after, so wait for what people then see. */
  readonly letsPass: (milliseconds: number) => void;
  readonly registers: (person: SandboxUser, passkey?: Partial<SandboxPasskey>) => SandboxPasskey;
  readonly close: () => Promise<void>;
};

/** The environment in which the app runs against this sandbox. */
export function environment(
  sandbox: { url: string; data: { id: string } },
  port = 0,
): Record<string, string> {
  return {
    KEYWAVE_MODE: 'sandbox',
    KEYWAVE_SANDBOX_URL: sandbox.url,
    BOT_ID: BOT_APP_ID,
    BOT_TYPE: 'SingleTenant',
    BOT_TENANT_ID: sandbox.data.id,
    SECRET_BOT_PASSWORD: BOT_SECRET,
    PORT: String(port),
    KEYWAVE_METHOD_CHECKS_PER_10S: '1000',
    KEYWAVE_COMPANY_NAME: 'Contoso',
    KEYWAVE_TIME_ZONE: 'Europe/Berlin',
    KEYWAVE_DEADLINE: '2027-02-01',
    KEYWAVE_HELPDESK_NAME: 'IT helpdesk',
    KEYWAVE_HELPDESK_EMAIL: 'lee.gu@contoso.example',
    KEYWAVE_HELPDESK_PHONE: '+49 30 901820',
  };
}

export async function openWorld(
  options: Partial<SandboxOptions> = {},
  settings: { readonly env?: Record<string, string>; readonly world?: AppWorld } = {},
): Promise<World> {
  const exchanges: Exchange[] = [];
  const clock = new Clock({ at: new Date('2026-11-23T09:24:00Z'), frozen: true });
  const sandbox = await openSandbox({
    port: 0,
    clock,
    isFrozen: true,
    looksForApp: false,
    bot: { appId: BOT_APP_ID, secret: BOT_SECRET, endpoint: 'http://127.0.0.1:9/' },
    onGraphExchange: (exchange) => exchanges.push(exchange),
    ...options,
  });
  grantExactly(
    sandbox,
    GRAPH_PERMISSIONS.map(({ name }) => name),
  );
  const read = readConfig({ ...environment(sandbox), ...settings.env });
  if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
  const log: string[] = [];
  const lines = new PassThrough();
  lines.on('data', (line: Buffer) => log.push(line.toString()));
  const app = await startApp(read.config, {
    place: { kind: 'memory' },
    clock: { now: () => sandbox.clock.now(), close: () => undefined },
    logging: openLog({ level: 'info', to: lines }),
    ...settings.world,
  });
  sandbox.bot.endpoint = `${app.url}/api/messages`;
  return {
    sandbox,
    app,
    log,
    logs: (wanted) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const hear = (line: Buffer): void => {
        if (wanted.test(line.toString())) resolve(undefined);
      };
      lines.on('data', hear);
      return promise.then(() => void lines.off('data', hear));
    },
    exchanges,
    person: (name) => personNamed(sandbox, name),
    letsPass: (milliseconds) => sandbox.clock.advance(milliseconds),
    registers: (person, passkey) => registerPasskey(sandbox, person, passkey),
    close: async () => {
      await app.stop();
      await sandbox.close();
      assert.deepEqual(problemsOf(exchanges), []);
    },
  };
}

/** Consents to these application permissions and no others. */
function grantExactly(sandbox: Sandbox, permissions: readonly string[]): void {
  const app = sandbox.data.apps.get(BOT_APP_ID);
  assert.ok(app);
  app.roles = [...permissions];
}

const slice = sliceMissing() === undefined ? new GraphSlice() : undefined;

function problemsOf(exchanges: readonly Exchange[]): readonly string[] {
  if (!slice) return [];
  return exchanges.flatMap(({ method, url, requestBody, status, responseBody }) => [
    ...slice.validateRequest(method, url, requestBody),
    ...slice.validateResponse(method, url, status, responseBody),
  ]);
}

function personNamed(sandbox: Sandbox, name: string): SandboxUser {
  for (const user of sandbox.data.users.values()) if (user.displayName === name) return user;
  throw new Error(`nobody at Contoso is called ${name}`);
}
