import type { SandboxUser } from '../tenant/model.ts';
import { type Answer, badRequest, created, isRecord, type Json, notFound, refuse } from './answer.ts';
import { type Ask, contextOf, findUser, ofUser, type Route, type World } from './ask.ts';
import { collection, entity, found } from './collection.ts';
import { chatJson } from './teams-apps.ts';

type Chat = { readonly json: Json; readonly memberIds: readonly string[] };

/** Chats: the bot's own, and those made through Graph. */
export function chatRoutes(world: World): readonly Route[] {
  const made = new Map<string, Chat>();
  const all = (ask: Ask): Chat[] => [
    ...made.values(),
    ...world.data.users.values().flatMap((user) => {
      const id = world.teams.isInstalled(user.id) ? world.teams.chatOf(user.id) : undefined;
      return id === undefined ? [] : [{ json: chatJson(ask, id), memberIds: [user.id] }];
    }),
  ];
  const listed = (ask: Ask, userId: string): Answer => {
    const items = all(ask).filter((chat) => chat.memberIds.includes(userId));
    return collection(ask, { name: 'chats', items, json: (chat) => chat.json, pageSize: 20, maxTop: 50 });
  };
  const ofChat = (answer: (ask: Ask, chat: Chat) => Answer) => (ask: Ask) => {
    const chat = all(ask).find(({ json }) => json['id'] === ask.params['chat']);
    return chat ? answer(ask, chat) : notFound(ask.params['chat'] ?? '');
  };
  return [
    { operation: 'GET /chats', asks: 'Lists chats', tells: found, answer: (ask) => ofSignedIn(ask, listed) },
    {
      operation: 'GET /users/{user}/chats',
      asks: "Lists {user}'s chats",
      tells: found,
      answer: ofUser((ask, user) => listed(ask, user.id)),
    },
    { operation: 'POST /chats', asks: 'Starts a chat', answer: (ask) => start(ask, made) },
    {
      operation: 'GET /chats/{chat}',
      asks: 'Looks a chat up',
      answer: ofChat((ask, chat) => entity(ask, 'chats', chat.json)),
    },
    {
      operation: 'GET /chats/{chat}/members',
      asks: 'Asks who is in a chat',
      tells: found,
      answer: ofChat((ask, chat) =>
        collection(ask, {
          name: 'chats/members',
          items: membersOf(ask, chat),
          json: (user) => memberJson(ask, user),
        }),
      ),
    },
    { operation: 'POST /chats/{chat}/messages', asks: 'Writes a message into a chat', answer: ofChat(write) },
  ];
}

const ofSignedIn = (ask: Ask, answer: (ask: Ask, userId: string) => Answer): Answer =>
  ask.caller.userId === undefined
    ? refuse(412, 'PreconditionFailed', 'Requested API is not supported in application-only context.')
    : answer(ask, ask.caller.userId);

const membersOf = (ask: Ask, chat: Chat): SandboxUser[] =>
  chat.memberIds.flatMap((id) => findUser(ask.world.data, id) ?? []);

const memberJson = (ask: Ask, user: SandboxUser): Json => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  id: Buffer.from(`member ${user.id}`).toString('base64url'),
  roles: ['owner'],
  displayName: user.displayName,
  userId: user.id,
  email: user.mail,
  tenantId: ask.world.data.id,
});

const BOUND_USER = /users(?:\/|\(')([^'/)]+)/;

function start(ask: Ask, made: Map<string, Chat>): Answer {
  if (!isRecord(ask.body)) return badRequest('A JSON object is expected.', 'BadRequest');
  const { chatType, members, topic = null } = ask.body;
  if (!Array.isArray(members) || members.length < 2 || (chatType !== 'oneOnOne' && chatType !== 'group')) {
    return badRequest('A chat needs its type and two members at least.', 'BadRequest');
  }
  const memberIds = members.map((member) =>
    isRecord(member) ? (BOUND_USER.exec(String(member['user@odata.bind']))?.[1] ?? '') : '',
  );
  const users = memberIds.map((id) => findUser(ask.world.data, id));
  if (users.includes(undefined)) return notFound('members');
  const id = `19:${crypto.randomUUID()}@thread.v2`;
  const json = {
    ...chatJson(ask, id),
    chatType,
    topic,
    createdDateTime: ask.world.clock.now().toISOString(),
  };
  made.set(id, { json, memberIds: users.flatMap((user) => user?.id ?? []) });
  return created({ '@odata.context': contextOf(ask, 'chats/$entity'), ...json });
}

function write(ask: Ask, chat: Chat): Answer {
  const message = isRecord(ask.body) ? ask.body['body'] : undefined;
  if (!isRecord(message) || typeof message['content'] !== 'string')
    return badRequest('A body is required.', 'BadRequest');
  const now = ask.world.clock.now();
  return created({
    '@odata.context': contextOf(ask, 'chats/messages/$entity'),
    id: String(now.getTime()),
    chatId: chat.json['id'],
    createdDateTime: now.toISOString(),
    lastModifiedDateTime: now.toISOString(),
    messageType: 'message',
    importance: 'normal',
    locale: 'en-us',
    body: { contentType: message['contentType'] ?? 'text', content: message['content'] },
  });
}
