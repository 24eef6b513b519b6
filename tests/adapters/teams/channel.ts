import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type JWTPayload, SignJWT } from 'jose';
import { type TeamsApp, teamsApp } from '../../../src/adapters/teams/app.ts';
import type { TenantId } from '../../../src/core/ids.ts';
import type { Answer, BotEvent } from '../../../src/ports/chat.ts';
import type { Log } from '../../../src/ports/log.ts';

export const APP_ID = 'b07b07b0-0000-4000-8000-000000000001';
export const TENANT = 'c0ffee00-0000-4000-8000-000000000001' as TenantId;
export const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
export const PERSON = '11111111-2222-4333-8444-555555555555';

/** Teams as the bot sees it: its published keys, and activities signed with them. */
export type Channel = {
  readonly metadataUrl: string;
  readonly publicKey: KeyObject;
  readonly metadataRequests: () => number;
  token(change?: TokenChange): Promise<string>;
  close(): void;
};

export type TokenChange = {
  readonly claims?: JWTPayload;
  readonly header?: { readonly alg?: string; readonly kid?: string };
  readonly key?: KeyObject | Uint8Array;
};

export async function openChannel(): Promise<Channel> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig' };
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const { port } = server.address() as AddressInfo;
    const document =
      request.url === '/keys'
        ? {
            keys: [
              { ...jwk, endorsements: ['msteams'] },
              { ...jwk, kid: 'k-webchat', endorsements: ['webchat'] },
            ],
          }
        : { issuer: 'https://api.botframework.com', jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    metadataUrl: `http://127.0.0.1:${port}/openid`,
    publicKey,
    metadataRequests: () => requests,
    token: ({ claims, header, key } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({
        iss: 'https://api.botframework.com',
        aud: APP_ID,
        serviceurl: SERVICE_URL,
        nbf: now - 60,
        exp: now + 3600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header })
        .sign(key ?? privateKey);
    },
    close: () => server.close(),
  };
}

export function activity(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: 'activity-1',
    text: 'hello',
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: '29:ada', name: 'Ada', aadObjectId: PERSON },
    recipient: { id: `28:${APP_ID}`, name: 'Keywave' },
    conversation: { id: 'a:chat', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    ...change,
  };
}

export function press(verb: string, data: Record<string, unknown>): Record<string, unknown> {
  return activity({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: 'message-1',
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });
}

export type Bot = { readonly app: TeamsApp; readonly events: BotEvent[]; readonly lines: string[] };

/** Our side with a handler that only listens. */
export function openBot(
  channel: Channel,
  answer: (event: BotEvent) => Answer = () => ({ kind: 'nothing' }),
): Bot {
  const events: BotEvent[] = [];
  const lines: string[] = [];
  const app = teamsApp({
    appId: APP_ID,
    tenantId: TENANT,
    metadataUrl: channel.metadataUrl,
    serviceHosts: { hosts: ['smba.trafficmanager.net', '*.teams.microsoft.com'], onlyLoopback: false },
    render: (card, key) => ({ type: 'AdaptiveCard', template: card.template, key }),
    handle: async (event) => {
      events.push(event);
      return answer(event);
    },
    failureText: (reference, locale) => `${reference} ${locale ?? '-'}`,
    log: listeningLog(lines),
  });
  return { app, events, lines };
}

export function listeningLog(lines: string[] = []): Log {
  const write = (...parts: unknown[]): void => void lines.push(parts.map(String).join(' '));
  return {
    info: write,
    warn: (event, facts) => write(event, JSON.stringify(facts)),
    error: (event, error) => {
      write(event, error);
      return 'KW-ABC234';
    },
  };
}

const { error, warn } = console;

/** Runs work while the SDK's own chatter on the console is kept quiet. */
export async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  Object.assign(console, { error: () => undefined, warn: () => undefined });
  try {
    return await work();
  } finally {
    Object.assign(console, { error, warn });
  }
}

export async function receive(
  bot: Bot,
  body: unknown,
  token: string,
): Promise<{ status: number; body?: unknown }> {
  const answer = await quietly(() =>
    bot.app.receive({ headers: { authorization: `Bearer ${token}` }, body }),
  );
  assert.ok(answer.status < 500, `${answer.status}`);
  return answer;
}
