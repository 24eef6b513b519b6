import type { Card } from '../../cards/card.ts';
import type { SendOutcome } from '../../core/delivery.ts';
import type { ActivityId, MessageKey } from '../../core/ids.ts';
import type { Secret } from '../../core/secret.ts';
import type { Address, Chat, Face } from '../../ports/chat.ts';
import type { Log } from '../../ports/log.ts';
import { member, text } from './fields.ts';
import { outcomeOf, outcomeOfFailure } from './send-outcome.ts';
import { type ServiceHosts, trustedServiceUrl } from './service-url.ts';

export type ChatSettings = {
  readonly serviceHosts: ServiceHosts;
  /** A token for this scope; `refused` is the one that was just turned down. */
  readonly tokens: (scope: string, refused?: Secret) => Promise<Secret>;
  readonly render: (card: Card, key?: MessageKey) => unknown;
  readonly log: Log;
  readonly timeoutMs?: number;
};

const SCOPE = 'https://api.botframework.com/.default';
const TIMEOUT_MS = 10_000;

type Attempt = {
  readonly method: 'POST' | 'PUT';
  readonly to: Address;
  readonly activity?: ActivityId;
  readonly face: Face;
};

/** Teams' Bot Connector, without the SDK's client: that one sends a message up to four times when Teams hesitates. */
export function connectorChat(settings: ChatSettings): Chat {
  let refused: Secret | undefined;

  async function send(attempt: Attempt): Promise<SendOutcome> {
    const serviceUrl = trustedServiceUrl(attempt.to.serviceUrl, settings.serviceHosts);
    if (serviceUrl === undefined) {
      settings.log.warn('message held back: its service url is not one of ours', { key: attempt.face.key });
      return { kind: 'refused', why: 'not-accepted' };
    }
    const body = bodyOf(attempt.face, settings);
    if (body === undefined) return { kind: 'refused', why: 'not-accepted' };
    const token = await settings.tokens(SCOPE, refused).catch((error: unknown) => {
      settings.log.error('no token for Teams', error);
      return undefined;
    });
    if (!token) return { kind: 'not-sent', detail: 'no token' };

    const response = await request(urlOf(serviceUrl, attempt), attempt.method, token, body);
    // Only the next attempt may use a new token: each attempt is one request.
    refused = response.kind === 'answer' && response.status === 401 ? token : undefined;
    return response.kind === 'answer'
      ? outcomeOf(response, attempt.activity)
      : outcomeOfFailure(response.error);
  }

  async function request(url: string, method: string, token: Secret, body: string) {
    try {
      const bytes = new TextEncoder().encode(body);
      const response = await fetch(url, {
        method,
        // A stream can be sent only once: fetch would send text again by itself after a 421.
        body: new Blob([bytes]).stream(),
        duplex: 'half',
        headers: {
          authorization: `Bearer ${token.reveal()}`,
          'content-type': 'application/json; charset=utf-8',
          'content-length': String(bytes.length),
        },
        redirect: 'error',
        signal: AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS),
      });
      const { status, headers } = response;
      return { kind: 'answer' as const, status, headers, body: await response.text() };
    } catch (error) {
      return { kind: 'failure' as const, error };
    }
  }

  return {
    post: (to, face) => send({ method: 'POST', to, face }),
    replace: (to, activity, face) => send({ method: 'PUT', to, activity, face }),
  };
}

/** A card that cannot be drawn today cannot be drawn tomorrow: trying again would never end. */
function bodyOf({ card, key }: Face, { render, log }: ChatSettings): string | undefined {
  try {
    return JSON.stringify(activityOf(render(card, key)));
  } catch (error) {
    log.error('card cannot be drawn', error, { key, template: card.template });
    return undefined;
  }
}

function urlOf(serviceUrl: string, { to, activity }: Attempt): string {
  const activities = `${serviceUrl}v3/conversations/${encodeURIComponent(to.conversation)}/activities`;
  return activity === undefined ? activities : `${activities}/${encodeURIComponent(activity)}`;
}

function activityOf(content: unknown): unknown {
  const summary = summaryOf(content);
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
    // What the notification shows instead of "sent a card".
    ...(summary !== undefined && { summary }),
  };
}

function summaryOf(card: unknown): string | undefined {
  const body = member(card, 'body');
  const texts = Array.isArray(body) ? body.map((element) => member(element, 'text')) : [];
  return [member(card, 'speak'), member(card, 'fallbackText'), ...texts]
    .map((candidate) => text(candidate, 1000))
    .find((candidate) => candidate !== undefined)
    ?.slice(0, 200);
}
