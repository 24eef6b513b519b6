import { type Answer, badRequest, created, isRecord, type Json, noContent, notFound, ok } from './answer.ts';
import { type Ask, contextOf, type Route } from './ask.ts';
import { collection } from './collection.ts';

const MEMBERS = new Set(
  (
    '@odata.type changeType clientState encryptionCertificate encryptionCertificateId expirationDateTime ' +
    'includeResourceData latestSupportedTlsVersion lifecycleNotificationUrl notificationQueryOptions ' +
    'notificationUrl notificationUrlAppId resource'
  ).split(' '),
);
const REQUIRED = ['changeType', 'notificationUrl', 'resource', 'expirationDateTime'];
const CHANGEABLE = new Set(['@odata.type', 'expirationDateTime', 'notificationUrl']);
/** Users and groups: 29 days at most. */
const LONGEST_MS = 41_760 * 60_000;

/** Subscriptions are kept, renewed and forgotten; nothing is ever notified. */
export function subscriptionRoutes(): readonly Route[] {
  const kept = new Map<string, Json>();
  return [
    {
      operation: 'GET /subscriptions',
      asks: 'Lists the subscriptions to changes',
      answer: (ask) =>
        collection(ask, { name: 'subscriptions', items: [...kept.values()], json: (each) => each }),
    },
    {
      operation: 'POST /subscriptions',
      asks: 'Subscribes to changes',
      answer: (ask) => subscribe(ask, kept),
    },
    {
      operation: 'PATCH /subscriptions/{subscription}',
      asks: 'Renews a subscription',
      answer: (ask) => renew(ask, kept),
    },
    {
      operation: 'DELETE /subscriptions/{subscription}',
      asks: 'Ends a subscription',
      answer: (ask) => (kept.delete(idOf(ask)) ? noContent() : notFound(idOf(ask))),
    },
  ];
}

const idOf = (ask: Ask): string => ask.params['subscription'] ?? '';

function subscribe(ask: Ask, kept: Map<string, Json>): Answer {
  if (!isRecord(ask.body)) return badRequest('A JSON object is expected.', 'InvalidRequest');
  const { body } = ask;
  const stranger = Object.keys(body).find((name) => !MEMBERS.has(name));
  const missing = REQUIRED.find((name) => typeof body[name] !== 'string');
  if (stranger !== undefined)
    return badRequest(`The property '${stranger}' does not exist.`, 'InvalidRequest');
  if (missing !== undefined) return badRequest(`'${missing}' is required.`, 'InvalidRequest');
  if (!isSoon(ask, body['expirationDateTime']))
    return badRequest('Subscription expiration is out of range.', 'InvalidRequest');
  const subscription = {
    ...body,
    id: crypto.randomUUID(),
    applicationId: ask.caller.appId,
    creatorId: ask.caller.appId,
  };
  kept.set(subscription.id, subscription);
  return created({ '@odata.context': contextOf(ask, 'subscriptions/$entity'), ...subscription });
}

function renew(ask: Ask, kept: Map<string, Json>): Answer {
  const subscription = kept.get(idOf(ask));
  if (!subscription) return notFound(idOf(ask));
  if (!isRecord(ask.body) || Object.keys(ask.body).some((name) => !CHANGEABLE.has(name))) {
    return badRequest('Only the expiration and the address can be changed.', 'InvalidRequest');
  }
  const renewed = { ...subscription, ...ask.body };
  if (!isSoon(ask, ask.body['expirationDateTime']))
    return badRequest('Subscription expiration is out of range.', 'InvalidRequest');
  kept.set(idOf(ask), renewed);
  return ok({ '@odata.context': contextOf(ask, 'subscriptions/$entity'), ...renewed });
}

function isSoon(ask: Ask, instant: unknown): boolean {
  const ms = Date.parse(String(instant)) - ask.world.clock.now().getTime();
  return ms > 0 && ms <= LONGEST_MS;
}
