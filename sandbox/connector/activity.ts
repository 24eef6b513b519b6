import { randomUUID } from 'node:crypto';
import type { SandboxUser } from '../tenant/model.ts';
import type { CardPart } from './card-reading.ts';
import { ianaZone, localTimestamp } from './time-zone.ts';

/** What Teams posts to the bot. */
export type Activity = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string };

/** What all activities of one chat have in common. */
export type Frame = {
  readonly tenantId: string;
  readonly botId: string;
  readonly serviceUrl: string;
  readonly conversation: string;
  readonly user: SandboxUser;
  readonly at: Date;
};

/** One press, as the client that drew the card reports it. */
export type Press = {
  readonly activityId: string;
  readonly action: {
    readonly type: 'Action.Execute' | 'Action.Submit';
    readonly id?: string;
    readonly verb?: string;
    readonly data?: unknown;
  };
  readonly inputs?: CardPart;
};

/** What a person types; Teams adds the same words as HTML. */
export function message(frame: Frame, id: string, text: string): Activity {
  return { ...base(frame, 'message', id), text, textFormat: 'plain', attachments: [formatted(text)] };
}

/** A message without a single word of text. */
export function file(frame: Frame, id: string, fileName: string): Activity {
  const content = { uniqueId: randomUUID(), fileType: fileName.split('.').at(-1) };
  const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: fileName, content };
  return { ...base(frame, 'message', id), attachments: [file] };
}

/** An edited message keeps its id: whoever throws away repeats by id alone loses the edit. */
export function edit(frame: Frame, id: string, text: string): Activity {
  const common = base(frame, 'messageUpdate', id);
  return {
    ...common,
    text,
    textFormat: 'plain',
    attachments: [formatted(text)],
    channelData: { ...common.channelData, eventType: 'editMessage' },
  };
}

/** The bot learns which message went, not what it said. */
export function deletion(frame: Frame, id: string): Activity {
  const common = base(frame, 'messageDelete', id);
  return { ...common, channelData: { ...common.channelData, eventType: 'softDeleteMessage' } };
}

/** A thumb on one of the bot’s messages. */
export function reaction(frame: Frame, replyToId: string, reaction: string): Activity {
  return { ...base(frame, 'messageReaction', eventId()), replyToId, reactionsAdded: [{ type: reaction }] };
}

/** The app came to a person, or left. */
export function installation(frame: Frame, action: 'add' | 'remove'): Activity {
  const common = base(frame, 'installationUpdate', eventId());
  return { ...common, action, channelData: { ...common.channelData, source: { name: 'message' } } };
}

/** The other half of a first installation: the bot is a member of a new chat. */
export function botAdded(frame: Frame): Activity {
  return { ...base(frame, 'conversationUpdate', eventId()), membersAdded: [{ id: frame.botId }] };
}

/** A press on Action.Execute: the bot’s answer comes back in the same exchange. */
export function execute(frame: Frame, press: Press): Activity {
  const common = base(frame, 'invoke', eventId());
  return {
    ...common,
    name: 'adaptiveCard/action',
    replyToId: press.activityId,
    value: { action: { ...press.action, data: withInputs(press) }, trigger: 'manual' },
    channelData: {
      ...common.channelData,
      source: { name: 'message' },
      legacy: { replyToId: press.activityId },
    },
  };
}

/** A press on Action.Submit: a message with a value and without a word. */
export function submit(frame: Frame, id: string, press: Press): Activity {
  const common = base(frame, 'message', id);
  const { activityId: replyToId } = press;
  const channelData = { ...common.channelData, legacy: { replyToId } };
  return { ...common, replyToId, value: withInputs(press), channelData };
}

/** Inputs win over the button's own data, as in every Adaptive Cards client. */
function withInputs({ action: { data }, inputs = {} }: Press): unknown {
  if (typeof data === 'object' && data !== null) return { ...data, ...inputs };
  return data === undefined ? { ...inputs } : data;
}

function base(frame: Frame, type: string, id: string) {
  const { user, at } = frame;
  const zone = ianaZone(user.timeZone);
  const locale = user.teams?.locale ?? 'en-US';
  return {
    type,
    id,
    channelId: 'msteams',
    serviceUrl: frame.serviceUrl,
    timestamp: at.toISOString(),
    localTimestamp: localTimestamp(at, zone),
    localTimezone: zone,
    locale,
    from: { id: user.teams?.mri ?? `29:${user.id}`, name: user.displayName, aadObjectId: user.id },
    recipient: { id: frame.botId, name: 'Keywave' },
    conversation: { conversationType: 'personal', tenantId: frame.tenantId, id: frame.conversation },
    entities: [{ type: 'clientInfo', locale, country: user.usageLocation, platform: 'Web', timezone: zone }],
    channelData: { tenant: { id: frame.tenantId } },
  };
}

/** Teams' editor sends the same words again as HTML: an attachment that is no file. */
function formatted(text: string): CardPart {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return { contentType: 'text/html', content: `<p>${escaped}</p>` };
}

function eventId(): string {
  return `f:${randomUUID()}`;
}
