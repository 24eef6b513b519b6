import type { SandboxUser } from '../tenant/model.ts';
import { type CardPart, isPart, textIn } from './card-reading.ts';
import type { Chat } from './chat.ts';
import { contentOf, isTooBig } from './message-body.ts';
import type { Operation } from './operation.ts';
import { type Outcome, REFUSALS } from './refusals.ts';
import type { Teams } from './teams.ts';

/** One request of the bot with everything looked up that can be looked up. */
export type BotRequest = {
  readonly operation: Operation;
  readonly raw: Buffer;
  /** The body, when it is a JSON object. */
  readonly body: CardPart | undefined;
  /** The chat it is about, when there is one. */
  readonly chat: Chat | undefined;
};

/** Finds the chat that a request is about: by its conversation id, or by the one person whom it names. */
export function chatFor(teams: Teams, operation: Operation, body: CardPart | undefined): Chat | undefined {
  if (operation.kind !== 'create') return teams.chats.at(operation.conversation);
  const member = memberIn(body);
  const user = member === undefined ? undefined : teams.chats.userCalled(member);
  return user && teams.chats.of(user.id);
}

/** Does what the bot asks, or says why not. */
export function perform(teams: Teams, request: BotRequest): Outcome {
  const { operation, chat } = request;
  if (operation.kind === 'create') return create(teams, request);
  if (!chat) return REFUSALS.noConversation;
  const refusal = standingRefusal(teams, chat);
  if (refusal) return refusal;
  if (isWrite(operation)) return blockRefusal(chat) ?? write(teams, chat, { ...request, operation });
  if (operation.kind === 'member') return member(teams, chat, operation.member);
  const members = [memberOf(teams, chat)];
  return ok(operation.kind === 'members' ? members : { members });
}

type Write = Extract<Operation, { readonly kind: 'post' | 'replace' | 'delete' }>;

function isWrite(operation: Operation): operation is Write {
  return operation.kind === 'post' || operation.kind === 'replace' || operation.kind === 'delete';
}

function create(teams: Teams, { raw, body, chat }: BotRequest): Outcome {
  if (!body) return REFUSALS.badSyntax;
  if (memberIn(body) === undefined) return REFUSALS.notPersonal;
  if (!chat) return REFUSALS.noMember;
  if (teams.isDisabledByAdmin) return REFUSALS.disabledByAdmin;
  if (chat.standing !== 'installed') return REFUSALS.notInstalled;
  chat.isOpen = true;
  const first = body['activity'];
  if (!isPart(first)) return ok({ id: chat.conversation }, 201);
  const posted = blockRefusal(chat) ?? post(teams, chat, raw, first);
  if (posted.result.status !== 201 || !isPart(posted.result.body)) return posted;
  return ok({ id: chat.conversation, activityId: posted.result.body['id'] }, 201);
}

function write(teams: Teams, chat: Chat, request: BotRequest & { readonly operation: Write }): Outcome {
  const { operation, body, raw } = request;
  if (operation.kind === 'delete') {
    if (!chat.remove('bot', operation.activity)) return REFUSALS.noActivity;
    teams.chats.changed(chat.person);
    return { result: { status: 200 } };
  }
  if (!body) return REFUSALS.badSyntax;
  return operation.kind === 'post'
    ? post(teams, chat, raw, body)
    : replace(teams, chat, operation.activity, request);
}

function post(teams: Teams, chat: Chat, raw: Buffer, activity: CardPart): Outcome {
  if (isTooBig(raw)) return REFUSALS.tooBig;
  const content = contentOf(activity);
  if (!content) return REFUSALS.badSyntax;
  if (content === 'nothing') return ok({ id: teams.chats.nextId() }, 201);
  return ok({ id: teams.chats.add(chat, 'bot', content) }, 201);
}

function replace(teams: Teams, chat: Chat, activity: string, { raw, body }: BotRequest): Outcome {
  if (isTooBig(raw)) return REFUSALS.tooBig;
  const content = body && contentOf(body);
  if (!content || content === 'nothing') return REFUSALS.badSyntax;
  if (!chat.replace('bot', activity, content)) return REFUSALS.noActivity;
  teams.chats.changed(chat.person);
  return ok({ id: activity });
}

function standingRefusal(teams: Teams, chat: Chat): Outcome | undefined {
  if (teams.isDisabledByAdmin) return REFUSALS.disabledByAdmin;
  return chat.standing === 'installed' ? undefined : REFUSALS.notInRoster;
}

function blockRefusal(chat: Chat): Outcome | undefined {
  if (chat.block === 'none') return undefined;
  return chat.block === 'writes' ? REFUSALS.writesBlocked : REFUSALS.blockedByUser;
}

/** The one person of a personal chat; undefined for a group, nobody or nonsense. */
function memberIn(body: CardPart | undefined): string | undefined {
  const members = body?.['members'];
  if (!Array.isArray(members) || members.length !== 1 || body?.['isGroup'] === true) return undefined;
  const [member] = members as unknown[];
  return isPart(member) ? textIn(member, 'id') : undefined;
}

function member(teams: Teams, chat: Chat, asked: string): Outcome {
  const isThere = teams.chats.userCalled(asked)?.id === chat.person;
  return isThere ? ok(memberOf(teams, chat)) : REFUSALS.noMember;
}

function memberOf(teams: Teams, chat: Chat): CardPart {
  const user: SandboxUser = teams.chats.user(chat.person);
  return {
    id: user.teams?.mri,
    aadObjectId: user.id,
    objectId: user.id,
    name: user.displayName,
    givenName: user.givenName,
    surname: user.surname,
    email: user.mail,
    userPrincipalName: user.userPrincipalName,
    tenantId: teams.tenantId,
    userRole: 'user',
  };
}

function ok(body: unknown, status = 200): Outcome {
  return { result: { status, body } };
}
