import assert from 'node:assert/strict';
import { ADELE, card, cardMessage, createBody, NESTOR, openRoom, type Room } from './connector-room.ts';

const HELLO = { type: 'message', text: 'Hello' };

describe('the Connector', () => {
  let room: Room;
  let chat: string;

  beforeEach(async () => {
    room = await openRoom();
    await room.teams.install(ADELE);
    chat = room.teams.chats.of(ADELE).conversation;
  });
  afterEach(() => room.close());

  const post = (body: unknown = HELLO) => room.asks('POST', `/${chat}/activities`, body);
  const codeOf = (answer: { json: Record<string, unknown> }) =>
    (answer.json['error'] as { code?: string } | undefined)?.code;

  it('opens the one chat of a pair, by object id and by MRI', async () => {
    const first = await room.asks('POST', '', createBody(ADELE));
    const again = await room.asks('POST', '', createBody(room.tenant.users.get(ADELE)?.teams?.mri ?? ''));
    assert.equal(first.status, 201);
    assert.deepEqual(again.json, first.json);
    assert.deepEqual(first.json, { id: chat });
  });

  it('posts the first message together with the chat', async () => {
    const answer = await room.asks('POST', '', { ...createBody(ADELE), activity: HELLO });
    assert.equal(answer.status, 201);
    assert.equal(room.teams.view(ADELE)[0]?.id, answer.json['activityId']);
  });

  it('delivers, replaces and takes back a card', async () => {
    const { status, json } = await post(cardMessage(card('Make your sign-in simpler')));
    assert.equal(status, 201);
    const id = String(json['id']);
    assert.deepEqual(room.teams.texts(ADELE), ['Make your sign-in simpler']);

    const put = await room.asks(
      'PUT',
      `/${chat}/activities/${id}`,
      cardMessage(card('Your passkey is ready')),
    );
    assert.deepEqual([put.status, put.json], [200, { id }]);
    assert.deepEqual(room.teams.texts(ADELE), ['Your passkey is ready']);
    assert.equal(room.teams.view(ADELE).length, 1);
    assert.equal(room.teams.view(ADELE)[0]?.isEdited, true);

    assert.equal((await room.asks('DELETE', `/${chat}/activities/${id}`)).status, 200);
    const [gone] = room.teams.view(ADELE);
    assert.deepEqual([gone?.isDeleted, gone?.card, gone?.text], [true, undefined, undefined]);
    assert.equal((await room.asks('PUT', `/${chat}/activities/${id}`, HELLO)).status, 404);
  });

  it('takes a reply to an activity, a typing sign, and an encoded conversation id', async () => {
    assert.equal((await room.asks('POST', `/${chat}/activities/123`, HELLO)).status, 201);
    assert.equal(
      (await room.asks('POST', `/${encodeURIComponent(chat)}/activities`, { type: 'typing' })).status,
      201,
    );
    assert.deepEqual(
      room.teams.view(ADELE).map((message) => message.text),
      ['Hello'],
    );
  });

  it('names the one member of a chat', async () => {
    const user = room.tenant.users.get(ADELE);
    const members = await room.asks('GET', `/${chat}/members`);
    assert.equal((members.json as unknown as { aadObjectId: string }[])[0]?.aadObjectId, ADELE);
    const paged = await room.asks('GET', `/${chat}/pagedmembers?pageSize=50`);
    assert.deepEqual(paged.json['members'], members.json);
    const one = await room.asks('GET', `/${chat}/members/${encodeURIComponent(user?.teams?.mri ?? '')}`);
    assert.equal(one.json['userPrincipalName'], user?.userPrincipalName);
    assert.equal((await room.asks('GET', `/${chat}/members/${ADELE}`)).status, 200);
    const stranger = await room.asks('GET', `/${chat}/members/${NESTOR}`);
    assert.deepEqual([stranger.status, codeOf(stranger)], [404, 'MemberNotFoundInConversation']);
  });

  describe('refuses', () => {
    it('whoever has no valid token, before anything else', async () => {
      for (const token of ['', 'bad']) {
        const answer = await room.asks('POST', '/nowhere/activities', HELLO, token);
        assert.equal(answer.status, 401);
        assert.deepEqual(answer.json, { message: 'Authorization has been denied for this request.' });
      }
      assert.equal(room.teams.view(ADELE).length, 0);
    });

    it('a person who has not installed the app', async () => {
      const answer = await room.asks('POST', '', createBody(NESTOR));
      assert.deepEqual([answer.status, codeOf(answer)], [403, 'ForbiddenOperationException']);
    });

    it('a person who is not in the tenant', async () => {
      const answer = await room.asks('POST', '', createBody('00000000-0000-4000-8000-00000000dead'));
      assert.deepEqual([answer.status, codeOf(answer)], [404, 'MemberNotFoundInConversation']);
    });

    it('a group, nobody and nonsense', async () => {
      const { members } = createBody(ADELE) as { members: object[] };
      for (const body of [
        { members: [...members, ...members] },
        { members: [] },
        { members, isGroup: true },
        { members: [1] },
      ]) {
        const answer = await room.asks('POST', '', body);
        assert.deepEqual([answer.status, codeOf(answer)], [400, 'BadArgument']);
      }
      for (const body of ['', '{', '[]']) assert.equal((await room.asks('POST', '', body)).status, 400);
    });

    it('messages to a person who has removed the app, until it is back', async () => {
      await room.teams.uninstall(ADELE);
      const removed = await post();
      assert.deepEqual([removed.status, codeOf(removed)], [403, 'BotNotInConversationRoster']);
      assert.equal((await room.asks('GET', `/${chat}/members`)).status, 403);
      await room.teams.install(ADELE);
      assert.equal((await post()).status, 201);
    });

    it('messages to a person who has blocked the app, in both of Microsoft’s ways', async () => {
      room.teams.block(ADELE);
      const writes = await post();
      assert.equal(writes.status, 403);
      assert.equal(writes.json['errorCode'], 209);
      const inner = JSON.parse(String(writes.json['message'])) as Record<string, unknown>;
      assert.equal(inner['subCode'], 'MessageWritesBlocked');
      assert.equal(writes.text.length, 196, 'the length in Microsoft’s example');

      room.teams.block(ADELE, 'conversation');
      const blocked = await post();
      assert.deepEqual([blocked.status, codeOf(blocked)], [403, 'ConversationBlockedByUser']);
      room.teams.unblock(ADELE);
      assert.equal((await post()).status, 201);
    });

    it('everything once an administrator has switched the bot off', async () => {
      room.teams.isDisabledByAdmin = true;
      for (const answer of [await post(), await room.asks('POST', '', createBody(ADELE))]) {
        assert.deepEqual([answer.status, codeOf(answer)], [403, 'BotDisabledByAdmin']);
      }
    });

    it('chats and messages that do not exist', async () => {
      const never = room.teams.chats.of(NESTOR).conversation;
      for (const conversation of ['a:1nowhere', never, '%E0%A4%A', '19:x@thread.v2']) {
        const answer = await room.asks('POST', `/${conversation}/activities`, HELLO);
        assert.deepEqual([answer.status, codeOf(answer)], [404, 'ConversationNotFound'], conversation);
      }
      const said = await room.teams.say(ADELE, 'mine');
      for (const activity of ['1', said]) {
        const put = await room.asks('PUT', `/${chat}/activities/${activity}`, HELLO);
        assert.deepEqual([put.status, codeOf(put)], [404, 'ActivityNotFoundInConversation']);
        assert.equal((await room.asks('DELETE', `/${chat}/activities/${activity}`)).status, 404);
      }
    });

    it('what is no message', async () => {
      const noCard = {
        type: 'message',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
      };
      for (const body of [
        '{',
        {},
        { type: 'message' },
        { type: 'event' },
        noCard,
        { type: 'message', attachments: 'x' },
      ]) {
        const answer = await post(body);
        assert.deepEqual([answer.status, codeOf(answer)], [400, 'BadSyntax'], JSON.stringify(body));
      }
      assert.equal(room.teams.view(ADELE).length, 0);
    });

    it('what is not an operation', async () => {
      for (const [method, path] of [
        ['GET', ''],
        ['PUT', `/${chat}/activities`],
        ['POST', `/${chat}/members`],
        ['GET', `/${chat}`],
      ] as const) {
        const answer = await room.asks(method, path, method === 'GET' ? undefined : {});
        assert.deepEqual([answer.status, codeOf(answer)], [404, 'NotFound'], `${method} ${path}`);
      }
    });

    it('messages over 100 KB in UTF-16, not counting base64 pictures', async () => {
      const big = await post({ type: 'message', text: 'x'.repeat(51 * 1024) });
      assert.deepEqual([big.status, codeOf(big)], [413, 'MessageSizeTooBig']);
      const fits = await post({ type: 'message', text: 'x'.repeat(50 * 1024 - 100) });
      assert.equal(fits.status, 201);
      const url = `data:image/png;base64,${'A'.repeat(60 * 1024)}`;
      const picture = await post(cardMessage(card('Picture', { type: 'Image', url })));
      assert.equal(picture.status, 201);
      const id = String(fits.json['id']);
      const put = await room.asks('PUT', `/${chat}/activities/${id}`, {
        type: 'message',
        text: 'x'.repeat(51 * 1024),
      });
      assert.equal(put.status, 413);
    });
  });

  describe('with a fault', () => {
    it('throttles with a time to wait', async () => {
      room.faults.turnOn('teams-throttled', 1);
      const answer = await post();
      assert.deepEqual(
        [answer.status, codeOf(answer), answer.headers.get('retry-after')],
        [429, 'Throttled', '2'],
      );
      assert.equal((await post()).status, 201);
    });

    it('is down: 502, nothing delivered', async () => {
      room.faults.turnOn('teams-down', 1);
      const answer = await post();
      assert.deepEqual([answer.status, answer.text], [502, 'Bad Gateway']);
      assert.equal(room.teams.view(ADELE).length, 0);
    });

    it('conflicts: 412, nothing delivered', async () => {
      room.faults.turnOn('teams-conflict', 1);
      const answer = await post();
      assert.deepEqual([answer.status, codeOf(answer)], [412, 'PreconditionFailed']);
      assert.equal(room.teams.view(ADELE).length, 0);
    });

    it('is unclear: 502, and delivered', async () => {
      room.faults.turnOn('teams-unclear', 1);
      assert.equal((await post()).status, 502);
      assert.equal(room.teams.view(ADELE).length, 1);
    });

    it('drops the connection, and has delivered', async () => {
      room.faults.turnOn('teams-reset', 1);
      await assert.rejects(post());
      assert.equal(room.teams.view(ADELE).length, 1);
      assert.equal((await post()).status, 201);
    });

    it('lets ambiguous faults strike only what changes something', async () => {
      room.faults.turnOn('teams-unclear', 1);
      assert.equal((await room.asks('GET', `/${chat}/members`)).status, 200);
      assert.equal((await room.asks('POST', '/a:1nowhere/activities', HELLO)).status, 404);
      assert.equal(room.faults.isOn('teams-unclear'), true);
    });

    it('says in the journal which fault it was', async () => {
      room.faults.turnOn('teams-reset', 1);
      await assert.rejects(post());
      const entry = room.journal.entries().at(-1);
      assert.deepEqual([entry?.fault, entry?.status, entry?.about], ['teams-reset', 0, ADELE]);
      assert.equal(entry?.sentence, 'Sends Adele a message: “Hello”. Done, and Teams drops the connection.');
    });
  });

  it('tells in plain sentences what was asked, of whom', async () => {
    const { json } = await post(cardMessage(card('Watching for your passkey')));
    const id = String(json['id']);
    await room.asks('PUT', `/${chat}/activities/${id}`, cardMessage(card('Your passkey is ready')));
    await room.asks('DELETE', `/${chat}/activities/${id}`);
    await room.asks('POST', '', createBody(ADELE));
    await room.asks('GET', `/${chat}/members`);
    await room.asks('POST', '', createBody(NESTOR));
    await room.asks('POST', '/a:1x/activities', HELLO);
    assert.deepEqual(
      room.journal
        .entries()
        .slice(-7)
        .map(({ sentence, status }) => [sentence, status]),
      [
        ['Sends Adele a card: “Watching for your passkey”.', 201],
        ['Updates Adele’s card in place: “Your passkey is ready”.', 200],
        ['Takes back a message to Adele.', 200],
        ['Opens the chat with Adele.', 201],
        ['Asks who is in the chat with Adele.', 200],
        ['Opens the chat with Nestor. Refused: Keywave is not installed.', 403],
        ['Sends somebody unknown a message: “Hello”. Refused: no such chat.', 404],
      ],
    );
    const last = room.journal.entries().at(-1);
    assert.deepEqual(
      [last?.from, last?.to, last?.call],
      ['Keywave', 'Teams', 'POST /v3/conversations/…/activities'],
    );
  });

  it('hands every exchange to whoever wants to check it', async () => {
    await post();
    const [exchange] = room.exchanges;
    assert.equal(exchange?.method, 'POST');
    assert.equal(exchange.path, `/v3/conversations/${chat}/activities`);
    assert.deepEqual([exchange.status, JSON.parse(exchange.requestBody)], [201, HELLO]);
  });

  it('knows no deleted user any more', async () => {
    room.tenant.users.delete(ADELE);
    assert.equal((await post()).status, 404);
  });
});

describe('the Connector’s limits', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom({ unlimited: false });
    for (const person of room.tenant.users.values()) if (person.teams) await room.teams.install(person.id);
  });
  afterEach(() => room.close());

  it('take the eighth message within a second no more, and say how long to wait', async () => {
    const chat = room.teams.chats.of(ADELE).conversation;
    const post = () => room.asks('POST', `/${chat}/activities`, HELLO);
    for (let n = 0; n < 7; n += 1) assert.equal((await post()).status, 201);
    const eighth = await post();
    assert.deepEqual([eighth.status, eighth.headers.get('retry-after')], [429, '1']);
    assert.deepEqual(eighth.json, { error: { code: 'Throttled', message: 'Too many requests.' } });
    room.time.ms += 1000;
    assert.equal((await post()).status, 201);
    assert.equal((await post()).status, 429, '8 within two seconds');
  });

  it('take 50 requests of the app within a second', async () => {
    const chats = [...room.tenant.users.values()]
      .filter(({ teams }) => teams)
      .map(({ id }) => room.teams.chats.of(id).conversation);
    assert.ok(chats.length > 25);
    const answers: number[] = [];
    for (let n = 0; n < 51; n += 1) {
      const chat = chats[n % chats.length] ?? '';
      answers.push((await room.asks('POST', `/${chat}/activities`, HELLO)).status);
    }
    assert.deepEqual([answers.filter((status) => status === 201).length, answers.at(-1)], [50, 429]);
    room.time.ms += 1000;
    assert.equal((await room.asks('POST', `/${chats[0] ?? ''}/activities`, HELLO)).status, 201);
  });
});
