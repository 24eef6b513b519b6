import type { SandboxUser } from '../tenant/model.ts';
import { accepted, type Answer, badRequest, isRecord, type Json, noContent, refuse } from './answer.ts';
import { type Ask, findUser, ofUser, type Route } from './ask.ts';

/** Notifications in Teams' activity feed. */
export const notificationRoutes: readonly Route[] = [
  {
    operation: 'POST /users/{user}/teamwork/sendActivityNotification',
    asks: "Puts a notification into {user}'s activity feed",
    answer: ofUser(notifyOne),
  },
  {
    operation: 'POST /teamwork/sendActivityNotificationToRecipients',
    asks: "Puts a notification into several people's activity feeds",
    answer: notifyMany,
  },
];

function notifyOne(ask: Ask, user: SandboxUser): Answer {
  const why = complaint(ask.body);
  if (why !== undefined) return badRequest(why, 'BadRequest');
  if (!ask.world.teams.isInstalled(user.id)) return notInstalled();
  ask.world.teams.onActivity?.(user.id, ask.body as Json);
  return noContent();
}

const PEOPLE_AT_ONCE = 100;

function notifyMany(ask: Ask): Answer {
  const why = complaint(ask.body);
  if (why !== undefined || !isRecord(ask.body)) return badRequest(why ?? '', 'BadRequest');
  const ids = recipientsOf(ask.body['recipients']);
  if (ids.length === 0 || ids.length > PEOPLE_AT_ONCE) {
    return badRequest('Between 1 and 100 recipients are expected.', 'BadRequest');
  }
  for (const id of ids) {
    const user = findUser(ask.world.data, id);
    if (user && ask.world.teams.isInstalled(user.id)) ask.world.teams.onActivity?.(user.id, ask.body);
  }
  return accepted();
}

const recipientsOf = (recipients: unknown): string[] =>
  Array.isArray(recipients) ? recipients.map((one) => (isRecord(one) ? String(one['userId']) : '')) : [];

function complaint(body: unknown): string | undefined {
  if (!isRecord(body)) return 'A JSON object is expected.';
  const { topic, activityType, previewText } = body;
  if (!isRecord(topic) || typeof topic['value'] !== 'string') return 'topic is required.';
  if (topic['source'] === 'text' && typeof topic['webUrl'] !== 'string') return 'topic.webUrl is required.';
  if (typeof activityType !== 'string' || activityType === '') return 'activityType is required.';
  return isRecord(previewText) && typeof previewText['content'] === 'string'
    ? undefined
    : 'previewText is required.';
}

const notInstalled = (): Answer =>
  refuse(403, 'Forbidden', 'The application is not installed for the recipient of the notification.');
