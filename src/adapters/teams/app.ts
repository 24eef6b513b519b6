import { Application } from '@microsoft/teams-ai';
import { type Activity, INVOKE_RESPONSE_KEY, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { Card } from '../../cards/card.ts';
import type { MessageKey, TenantId } from '../../core/ids.ts';
import type { Answer, BotEvent } from '../../ports/chat.ts';
import type { Log, Reference } from '../../ports/log.ts';
import { Door } from './door.ts';
import { member, text } from './fields.ts';
import { eventOf } from './inbound.ts';
import { type ServiceHosts, trustedServiceUrl } from './service-url.ts';

export type TeamsAppSettings = {
  readonly appId: string;
  readonly tenantId: TenantId;
  readonly metadataUrl: string;
  readonly serviceHosts: ServiceHosts;
  readonly render: (card: Card, key?: MessageKey) => unknown;
  readonly handle: (event: BotEvent) => Promise<Answer>;
  /** The sentence for somebody whose press failed; the cause is in the log under the reference. */
  readonly failureText: (reference: Reference, locale: string | undefined) => string;
  readonly log: Log;
};

export type TeamsRequest = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parsed JSON, whatever it is. */
  readonly body: unknown;
};

export type TeamsResponse = { readonly status: number; readonly body?: unknown };
export type TeamsApp = { receive(request: TeamsRequest): Promise<TeamsResponse> };

/** What Teams posts to us: checked at the door, routed by kind, answered in the same breath. Never rejects. */
export function teamsApp(settings: TeamsAppSettings): TeamsApp {
  const door = new Door(settings);
  const application = routes(settings, door);
  return {
    async receive({ headers, body }) {
      const call = readCall(body);
      if (call.kind === 'refused') return { status: call.status };

      const caller = await door
        .authenticate(call.activity, authorizationIn(headers))
        .catch((error: unknown) => {
          settings.log.warn('activity refused', { why: 'not authenticated', detail: messageOf(error) });
          return undefined;
        });
      if (!caller) return { status: 401 };

      const serviceUrl = trustedServiceUrl(call.activity.serviceUrl, settings.serviceHosts);
      if (serviceUrl === undefined) return forbid(settings.log, 'service url');
      if (!isOurTenant(body, settings.tenantId)) return forbid(settings.log, 'foreign tenant');

      const event = eventOf(body, serviceUrl);
      const response = await door
        .turn(caller, call.activity, async (context) => {
          context.turnState.set(EVENT, event);
          await application.run(context);
        })
        .catch((error: unknown) => {
          // The turn and its failure answer both failed. Teams would only repeat what we cannot do.
          settings.log.error('turn lost', error);
          return undefined;
        });
      return {
        status: response?.status ?? 200,
        ...(response?.body !== undefined && { body: response.body as unknown }),
      };
    },
  };
}

const EVENT = Symbol('event');

/** teams-ai tells the kinds of activities apart. Its own `actionExecute` shows one person's card to all, so presses are ours. */
function routes(settings: TeamsAppSettings, door: Door): Application {
  const application = new Application({
    adapter: door,
    // Both would work on what we clean ourselves, or send past the outbox.
    removeRecipientMention: false,
    startTypingTimer: false,
  });
  const tell = async (context: TurnContext): Promise<void> => {
    const event = eventIn(context);
    if (event) await settings.handle(event);
  };
  for (const kind of [
    'installationUpdate',
    'conversationUpdate',
    'message',
    'messageUpdate',
    'messageDelete',
    'messageReaction',
  ]) {
    application.activity(kind, tell);
  }
  application.addRoute(
    async ({ activity }) => activity.type === 'invoke',
    async (context) => {
      const event = eventIn(context);
      const answer = event?.kind === 'pressed' ? await settings.handle(event) : undefined;
      respond(context, answer ? answerBody(answer, settings.render) : {});
    },
    true,
  );
  application.error(async (context, error) => onTurnError(settings, context, error));
  return application;
}

/** What the handler itself could not catch. The person gets a reference, the log the cause. */
function onTurnError(settings: TeamsAppSettings, context: TurnContext, error: unknown): void {
  const event = eventIn(context);
  const reference = settings.log.error('turn failed', error, {
    kind: event?.kind,
    type: context.activity.type,
  });
  if (context.activity.type === 'invoke')
    respond(context, said(settings.failureText(reference, event?.by.locale)));
}

function eventIn(context: TurnContext): BotEvent | undefined {
  const event = context.turnState.get<BotEvent | 'ignored'>(EVENT);
  return event === 'ignored' ? undefined : event;
}

function respond(context: TurnContext, body: unknown): void {
  const value: InvokeResponse = { status: 200, body };
  context.turnState.set(INVOKE_RESPONSE_KEY, { type: 'invokeResponse', value });
}

// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
function answerBody(answer: Answer, render: TeamsAppSettings['render']): unknown {
  switch (answer.kind) {
    case 'card':
      return {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: render(answer.card, answer.key),
      };
    case 'message':
      return said(answer.text);
    case 'nothing':
      return said('');
  }
}

function said(value: string): unknown {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}

type Call =
  | { readonly kind: 'call'; readonly activity: Activity }
  | { readonly kind: 'refused'; readonly status: 400 | 401 };

/** The few fields the SDK works with, each of the type it expects: it trips over anything else, or obeys it (`deliveryMode`). */
function readCall(body: unknown): Call {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { kind: 'refused', status: 400 };
  const type = text(member(body, 'type'), 100);
  if (type === undefined) return { kind: 'refused', status: 400 };
  const serviceUrl = text(member(body, 'serviceUrl'), 500);
  // The SDK compares the address with the token's only if there is one, and knows channels that we do not serve.
  if (serviceUrl === undefined || member(body, 'channelId') !== 'msteams')
    return { kind: 'refused', status: 401 };
  const id = (...path: string[]) => ({ id: text(member(body, ...path), 500) ?? 'unknown' });
  const activity = {
    type,
    serviceUrl,
    channelId: 'msteams',
    ...id('id'),
    name: text(member(body, 'name'), 100),
    from: id('from', 'id'),
    recipient: id('recipient', 'id'),
    conversation: id('conversation', 'id'),
  };
  return { kind: 'call', activity: activity as Activity };
}

/** Teams vouches for the tenant that an activity comes from; the SDK lets every tenant in. */
function isOurTenant(body: unknown, tenantId: TenantId): boolean {
  const named = [
    member(body, 'conversation', 'tenantId'),
    member(body, 'channelData', 'tenant', 'id'),
  ].filter((tenant) => tenant !== undefined);
  return (
    named.length > 0 &&
    named.every((tenant) => typeof tenant === 'string' && tenant.toLowerCase() === tenantId.toLowerCase())
  );
}

function forbid(log: Log, why: string): TeamsResponse {
  log.warn('activity refused', { why });
  return { status: 403 };
}

function authorizationIn(headers: TeamsRequest['headers']): string {
  const value = headers['authorization'];
  return typeof value === 'string' ? value : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
