import type { SandboxUser } from '../tenant/model.ts';
import { type Answer, accepted, badRequest, isRecord, type Json, ok, refuse } from './answer.ts';
import { type Ask, contextOf, ofUser, type Route } from './ask.ts';
import { pick } from './collection.ts';

/** What Exchange knows: hours, zone, absence; and mail. */
export const mailboxRoutes: readonly Route[] = [
  {
    operation: 'GET /users/{user}/mailboxSettings',
    asks: "Asks for {user}'s time zone and working hours",
    answer: ofUser(mailboxSettings),
  },
  { operation: 'POST /users/{user}/sendMail', asks: 'Sends a mail from {user}', answer: ofUser(sendMail) },
];

function mailboxSettings(ask: Ask, user: SandboxUser): Answer {
  if (user.timeZone === null) return noMailbox();
  const { language, ...rest } = settingsOf(user, user.timeZone);
  const json = { ...rest, ...(language ? { language } : {}) };
  return ok({
    '@odata.context': contextOf(ask, `users('${user.id}')/mailboxSettings`),
    ...pick(json, ask.query.select),
  });
}

function settingsOf(user: SandboxUser, timeZone: string): Json {
  const { from, to, status } = user.automaticReplies;
  const hours = user.workingHours;
  return {
    automaticRepliesSetting: {
      status,
      externalAudience: 'all',
      internalReplyMessage: '',
      externalReplyMessage: '',
      ...(from === undefined ? {} : { scheduledStartDateTime: utc(from) }),
      ...(to === undefined ? {} : { scheduledEndDateTime: utc(to) }),
    },
    dateFormat: 'yyyy-MM-dd',
    timeFormat: 'HH:mm',
    timeZone,
    userPurpose: user.role === 'shared' ? 'shared' : 'user',
    language:
      user.preferredLanguage === null
        ? null
        : { locale: user.preferredLanguage, displayName: user.preferredLanguage },
    workingHours: hours && {
      daysOfWeek: hours.days,
      startTime: clockTime(hours.start),
      endTime: clockTime(hours.end),
      timeZone: { name: timeZone },
    },
  };
}

const utc = (instant: string): Json => ({ dateTime: instant.replace(/Z$/, ''), timeZone: 'UTC' });

/** "08:00" as Exchange writes it: "08:00:00.0000000". */
const clockTime = (time: string): string => `${time.length === 5 ? `${time}:00` : time.slice(0, 8)}.0000000`;

function sendMail(ask: Ask, user: SandboxUser): Answer {
  if (user.timeZone === null) return noMailbox();
  if (!isRecord(ask.body)) return badRequest('A message is expected.', 'ErrorInvalidRequest');
  // Graph takes the parameters' names in any case.
  const message = Object.entries(ask.body).find(([name]) => name.toLowerCase() === 'message')?.[1];
  const recipients = isRecord(message) ? message['toRecipients'] : undefined;
  if (!Array.isArray(recipients) || recipients.length === 0) {
    return badRequest('At least one recipient is not valid.', 'ErrorInvalidRecipients');
  }
  return accepted();
}

const noMailbox = (): Answer =>
  refuse(
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  );
