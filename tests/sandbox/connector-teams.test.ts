import assert from 'node:assert/strict';
import { Impossible } from '../../sandbox/connector/chats.ts';
import { ianaZone, localTimestamp } from '../../sandbox/connector/time-zone.ts';
import {
  ADELE,
  BOT_APP_ID,
  card,
  cardMessage,
  execute,
  type Heard,
  NESTOR,
  NOW,
  openRoom,
  type Room,
} from './connector-room.ts';

const CARD_ANSWER = 'application/vnd.microsoft.card.adaptive';

describe('Teams', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  const only = (type: string): Heard => {
    const found = room.bot.heard.filter((activity) => activity.type === type);
    assert.equal(found.length, 1, `heard: ${room.bot.heard.map((one) => one.type).join(', ')}`);
    return found[0] as Heard;
  };
  const show = async (content: object): Promise<string> => {
    const chat = room.teams.chats.of(ADELE).conversation;
    const { json } = await room.asks('POST', `/${chat}/activities`, cardMessage(content));
    return String(json['id']);
  };

  it('tells the bot of a new installation in the shapes of real Teams', async () => {
    await room.teams.install(ADELE);
    const user = room.tenant.users.get(ADELE);
    const added = only('installationUpdate');
    assert.equal(added['action'], 'add');
    assert.deepEqual(added['from'], { id: user?.teams?.mri, name: 'Adele Vance', aadObjectId: ADELE });
    assert.deepEqual(added['recipient'], { id: `28:${BOT_APP_ID}`, name: 'Keywave' });
    const conversation = {
      conversationType: 'personal',
      tenantId: room.tenant.id,
      id: room.teams.chats.of(ADELE).conversation,
    };
    assert.deepEqual(added['conversation'], conversation);
    assert.equal((added['channelData'] as { tenant: { id: string } }).tenant.id, room.tenant.id);
    assert.deepEqual([added['channelId'], added['serviceUrl']], ['msteams', room.serviceUrl]);
    assert.equal((added['entities'] as { type: string }[])[0]?.type, 'clientInfo');
    assert.equal(added['timestamp'], NOW.toISOString());
    assert.deepEqual(only('conversationUpdate')['membersAdded'], [{ id: `28:${BOT_APP_ID}` }]);
    assert.equal(room.bot.headers[0]?.authorization, 'Bearer signed-by-teams');
  });

  it('says an installation once, a removal, and a re-installation without a new conversation', async () => {
    await room.teams.install(ADELE);
    await room.teams.install(ADELE);
    const { conversation } = room.teams.chats.of(ADELE);
    await room.teams.uninstall(ADELE);
    await room.teams.uninstall(ADELE);
    await room.teams.install(ADELE);
    const deeds = room.bot.heard
      .map(({ type, action }) => (typeof action === 'string' ? action : type))
      .toSorted();
    assert.deepEqual(deeds, ['add', 'add', 'conversationUpdate', 'remove']);
    assert.equal(room.teams.chats.of(ADELE).conversation, conversation);
  });

  it('lets nobody write who has not added the bot, has blocked it or has no Teams', async () => {
    await assert.rejects(room.teams.say(ADELE, 'hi'), new Impossible('Adele has not added Keywave.'));
    await room.teams.install(ADELE);
    room.teams.block(ADELE);
    await assert.rejects(room.teams.say(ADELE, 'hi'), new Impossible('Adele has blocked Keywave.'));
    room.teams.unblock(ADELE);
    await room.teams.say(ADELE, 'hi');
    const without = room.tenant.users.values().find(({ teams }) => teams === null);
    assert.ok(without);
    await assert.rejects(room.teams.install(without.id), Impossible);
    await assert.rejects(room.teams.install('nobody'), Impossible);
  });

  it('carries a message, its edit and its deletion under one id', async () => {
    await room.teams.install(ADELE);
    const id = await room.teams.say(ADELE, 'helo <b>');
    await room.teams.edit(ADELE, id, 'hello');
    assert.deepEqual(
      room.teams.view(ADELE).map(({ text, isEdited, from }) => [from, text, isEdited]),
      [['person', 'hello', true]],
    );
    await room.teams.delete(ADELE, id);
    const [said, edited, deleted] = [only('message'), only('messageUpdate'), only('messageDelete')];
    assert.deepEqual([said.id, edited.id, deleted.id], [id, id, id]);
    assert.deepEqual([said['text'], edited['text'], deleted['text']], ['helo <b>', 'hello', undefined]);
    assert.deepEqual(said['attachments'], [{ contentType: 'text/html', content: '<p>helo &lt;b&gt;</p>' }]);
    assert.equal((edited['channelData'] as { eventType?: string }).eventType, 'editMessage');
    assert.equal((deleted['channelData'] as { eventType?: string }).eventType, 'softDeleteMessage');
    assert.equal(room.teams.view(ADELE)[0]?.isDeleted, true);
    await assert.rejects(room.teams.edit(ADELE, id, 'again'), Impossible);
  });

  it('sends a file without a word, and a reaction', async () => {
    await room.teams.install(ADELE);
    await room.teams.attach(ADELE, 'list.xlsx');
    const file = only('message');
    assert.deepEqual([file['text'], (file['attachments'] as object[]).length], [undefined, 1]);
    const id = await show(card('Hi'));
    await room.teams.react(ADELE, id);
    assert.deepEqual(only('messageReaction')['reactionsAdded'], [{ type: 'like' }]);
    assert.equal(only('messageReaction')['replyToId'], id);
  });

  describe('a press', () => {
    const choice = {
      type: 'Input.ChoiceSet',
      id: 'route',
      label: 'Route',
      value: 'phone',
      choices: [{ title: 'Phone', value: 'phone' }],
    };
    const note = { type: 'Input.Text', id: 'note', label: 'Note' };
    const answerWith = (body: unknown, status = 200) => {
      room.bot.answer = ({ type }) => (type === 'invoke' ? { status, body } : { status: 200 });
    };

    beforeEach(() => room.teams.install(ADELE));

    it('of Action.Execute becomes an invoke with data and inputs merged, and its card is shown to this person', async () => {
      const start = execute('Start', 'registration.start', { journey: 'j1', note: 'from the card' });
      const id = await show(card('Hello', choice, note, { type: 'ActionSet', actions: [start] }));
      answerWith({ statusCode: 200, type: CARD_ANSWER, value: card('Choose a way') });
      const result = await room.teams.press(ADELE, 'Start', { note: 'typed' });
      assert.equal(result.kind, 'card');
      const invoke = only('invoke');
      assert.deepEqual([invoke['name'], invoke['replyToId']], ['adaptiveCard/action', id]);
      const data = { journey: 'j1', note: 'typed', route: 'phone' };
      const action = { type: 'Action.Execute', verb: 'registration.start', data };
      assert.deepEqual(invoke['value'], { action, trigger: 'manual' });
      assert.deepEqual(room.teams.texts(ADELE), ['Choose a way']);
      assert.equal(room.teams.view(ADELE)[0]?.isLocal, true);

      const chat = room.teams.chats.of(ADELE).conversation;
      await room.asks('PUT', `/${chat}/activities/${id}`, cardMessage(card('Choose a way, for good')));
      assert.deepEqual(room.teams.texts(ADELE), ['Choose a way, for good']);
      assert.equal(room.teams.view(ADELE)[0]?.isLocal, undefined);
    });

    it('brings a short text, an error in words, or nothing', async () => {
      await show(card('Hello', { type: 'ActionSet', actions: [execute('Go', 'go')] }));
      const cases: readonly (readonly [unknown, number, object])[] = [
        [
          { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Noted' },
          200,
          { kind: 'message', text: 'Noted' },
        ],
        [
          {
            statusCode: 400,
            type: 'application/vnd.microsoft.error',
            value: { code: 'x', message: 'Not yours' },
          },
          200,
          { kind: 'error', text: 'Not yours' },
        ],
        [undefined, 200, { kind: 'nothing' }],
        [
          undefined,
          500,
          { kind: 'error', text: 'Something went wrong. Please try again. (The app answered 500.)' },
        ],
        [
          '<html>',
          200,
          { kind: 'error', text: 'Something went wrong. Please try again. (The answer was no JSON object.)' },
        ],
        [
          { statusCode: 200, type: CARD_ANSWER, value: 'no card' },
          200,
          {
            kind: 'error',
            text: 'Something went wrong. Please try again. (The answer was of an unknown type.)',
          },
        ],
        [
          { statusCode: 501 },
          200,
          { kind: 'error', text: 'Something went wrong. Please try again. (The app answered 501.)' },
        ],
      ];
      for (const [body, status, expected] of cases) {
        answerWith(body, status);
        assert.deepEqual(await room.teams.press(ADELE, 'Go'), expected);
      }
      assert.deepEqual(room.teams.texts(ADELE), ['Hello']);
    });

    it('of Action.Submit becomes a message with a value and no text', async () => {
      const id = await show(
        card('Hello', note, {
          type: 'ActionSet',
          actions: [{ type: 'Action.Submit', title: 'Send', data: { a: 1 } }],
        }),
      );
      assert.deepEqual(await room.teams.press(ADELE, 'Send', { note: 'n' }), { kind: 'nothing' });
      const message = only('message');
      assert.deepEqual(
        [message['value'], message['text'], message['replyToId']],
        [{ a: 1, note: 'n' }, undefined, id],
      );
    });

    it('finds the newest visible button: in columns, on selectable areas, below the card; not in fallbacks', async () => {
      const older = await show({ ...card('Older'), actions: [execute('Start', 'old')] });
      const area = { type: 'Container', items: [], selectAction: execute('Choose phone', 'area') };
      const nested = {
        type: 'ColumnSet',
        columns: [{ type: 'Column', items: [{ type: 'ActionSet', actions: [execute('Start', 'new')] }] }],
      };
      const hidden = {
        type: 'Container',
        isVisible: false,
        items: [{ type: 'ActionSet', actions: [execute('Secret', 'x')] }],
      };
      const newer = await show(card('Newer', nested, area, hidden));
      await room.teams.press(ADELE, 'Start');
      await room.teams.press(ADELE, 'Choose phone');
      const verbs = room.bot.heard
        .filter(({ type }) => type === 'invoke')
        .map((one) => [(one['value'] as { action: { verb: string } }).action.verb, one['replyToId']]);
      assert.deepEqual(verbs, [
        ['new', newer],
        ['area', newer],
      ]);
      assert.notEqual(older, newer);
      for (const title of ['Secret', 'Start (old)', 'Nothing like it']) {
        await assert.rejects(room.teams.press(ADELE, title), (fault: Error) => {
          assert.match(fault.message, new RegExp(`Adele cannot press “${title.replace(/[()]/g, '\\$&')}”`));
          assert.match(fault.message, /“Newer”.*\[Start\] \[Choose phone\]/);
          return true;
        });
      }
    });

    it('opens links, refuses switched-off buttons and empty required inputs, and unfolds what is hidden', async () => {
      const more = { type: 'TextBlock', id: 'more', text: 'Privacy in full', isVisible: false };
      const required = { type: 'Input.Text', id: 'why', label: 'Why', isRequired: true };
      const actions = [
        { type: 'Action.OpenUrl', title: 'Open Security info', url: 'http://localhost/security-info' },
        { ...execute('Later', 'later'), isEnabled: false },
        execute('Send', 'send'),
        { ...execute('Skip', 'skip'), associatedInputs: 'none' },
        { type: 'Action.ToggleVisibility', title: 'More', targetElements: ['more'] },
      ];
      await show(card('Hello', more, required, { type: 'ActionSet', actions }));
      assert.deepEqual(await room.teams.press(ADELE, 'Open Security info'), {
        kind: 'opened',
        url: 'http://localhost/security-info',
      });
      await assert.rejects(room.teams.press(ADELE, 'Later'), /switched off/);
      await assert.rejects(room.teams.press(ADELE, 'Send'), /Still empty: Why/);
      assert.equal((await room.teams.press(ADELE, 'Skip')).kind, 'nothing');
      assert.deepEqual(room.teams.texts(ADELE), ['Hello', 'Why']);
      await room.teams.press(ADELE, 'More');
      assert.deepEqual(room.teams.texts(ADELE), ['Hello', 'Privacy in full', 'Why']);
      await room.teams.press(ADELE, 'More');
      assert.deepEqual(room.teams.texts(ADELE), ['Hello', 'Why']);
    });
  });

  it('does not repeat what was refused, nor to a bot that is not there', async () => {
    await room.teams.install(ADELE);
    room.bot.answer = () => ({ status: 500 });
    await room.teams.say(ADELE, 'one');
    await room.bot.close();
    await room.teams.say(ADELE, 'two');
    const last = room.journal
      .entries()
      .slice(-2)
      .map(({ sentence, status }) => [sentence, status]);
    assert.deepEqual(last, [
      ['Adele writes “one”. Keywave answers 500.', 500],
      ['Adele writes “two”. Keywave cannot be reached.', 503],
    ]);
  });

  it('gets along with a bot whose address is not known yet', async () => {
    const lost = await openRoom({ endpoint: '' });
    await lost.teams.install(ADELE);
    assert.deepEqual(new Set(lost.journal.entries().map(({ status }) => status)), new Set([503]));
    await lost.close();
  });

  it('with the fault “twice” says everything twice, with the same id', async () => {
    room.faults.turnOn('teams-twice');
    await room.teams.install(ADELE);
    const id = await room.teams.say(ADELE, 'hi');
    const types = room.bot.heard.map(({ type }) => type).toSorted();
    assert.deepEqual(types, [
      'conversationUpdate',
      'conversationUpdate',
      'installationUpdate',
      'installationUpdate',
      'message',
      'message',
    ]);
    assert.deepEqual(
      room.bot.heard.filter(({ type }) => type === 'message').map((one) => one.id),
      [id, id],
    );
    assert.ok(room.journal.entries().some(({ fault }) => fault === 'teams-twice'));
  });

  it('gives everybody a chat of their own, and every message an id of its own', async () => {
    await Promise.all([room.teams.install(ADELE), room.teams.install(NESTOR)]);
    const ids = await Promise.all(
      [1, 2, 3].map((n) => room.teams.say(n === 2 ? NESTOR : ADELE, `message ${n}`)),
    );
    assert.equal(new Set(ids).size, 3);
    assert.equal(room.teams.view(ADELE).length, 2);
    assert.equal(room.teams.view(NESTOR).length, 1);
  });

  it('lets a test wait for what a person will see, and shows what is there instead', async () => {
    await room.teams.install(ADELE);
    const seen = room.teams.until(ADELE, () => room.teams.texts(ADELE).includes('Your passkey is ready'));
    await show(card('Your passkey is ready'));
    assert.equal((await seen).length, 1);
    await show(card('Something else', { type: 'ActionSet', actions: [execute('Go', 'go')] }));
    await assert.rejects(
      room.teams.until(ADELE, (view) => view.length === 9, { timeoutMs: 20 }),
      (fault: Error) => {
        assert.match(
          fault.message,
          /Not seen within 20 ms[^]*Adele Vance’s chat:[^]*bot: card “Something else”: Something else \[Go\]/,
        );
        return true;
      },
    );
    await assert.rejects(
      room.teams.until(ADELE, () => {
        throw new Error('oops');
      }),
      /condition itself failed/,
    );
  });

  it('reads every kind of text on a card', async () => {
    await room.teams.install(ADELE);
    const rows = [
      { type: 'TableRow', cells: [{ type: 'TableCell', items: [{ type: 'TextBlock', text: 'cell' }] }] },
    ];
    await show(
      card(
        'Heading',
        { type: 'FactSet', facts: [{ title: 'Why', value: 'Codes stop' }] },
        { type: 'RichTextBlock', inlines: ['plain', { type: 'TextRun', text: 'run' }] },
        { type: 'Badge', text: 'Done', fallback: { type: 'TextBlock', text: 'not this' } },
        { type: 'Table', rows },
        { type: 'TextBlock', text: 'hidden', isVisible: false },
        { type: 'Input.ChoiceSet', id: 'c', label: 'Which', choices: [{ title: 'One', value: '1' }] },
      ),
    );
    assert.deepEqual(
      room.teams.texts(ADELE).toSorted(),
      ['Heading', 'Why', 'Codes stop', 'plain', 'run', 'Done', 'cell', 'Which', 'One'].toSorted(),
    );
  });

  it('writes local time as Teams does', () => {
    const summer = new Date('2026-07-01T12:00:00Z');
    assert.equal(
      localTimestamp(summer, ianaZone('W. Europe Standard Time')),
      '2026-07-01T14:00:00.000+02:00',
    );
    assert.equal(localTimestamp(NOW, ianaZone('Pacific Standard Time')), '2026-11-23T01:00:00.000-08:00');
    assert.equal(localTimestamp(NOW, ianaZone('India Standard Time')), '2026-11-23T14:30:00.000+05:30');
    assert.equal(localTimestamp(NOW, ianaZone('Nowhere')), '2026-11-23T09:00:00.000+00:00');
    assert.equal(ianaZone(null), 'UTC');
  });

  it('knows the zone of everybody at Contoso', () => {
    for (const { timeZone, displayName } of room.tenant.users.values()) {
      if (timeZone !== null && timeZone !== 'UTC')
        assert.notEqual(ianaZone(timeZone), 'UTC', `${displayName}: ${timeZone}`);
    }
  });

  describe('without an answer in time', () => {
    beforeEach(async () => {
      await room.close();
      room = await openRoom({ answerWithinMs: 500 });
      await room.teams.install(ADELE);
    });

    it('a press is an error for the person, while Teams repeats it with the same id', async () => {
      await show(card('Hello', { type: 'ActionSet', actions: [execute('Go', 'go')] }));
      room.bot.answer = () => 'silence';
      const result = await room.teams.press(ADELE, 'Go');
      assert.deepEqual(result, { kind: 'error', text: 'Unable to reach app. Please try again.' });
      await room.teams.settled();
      const invokes = room.bot.heard.filter(({ type }) => type === 'invoke');
      assert.equal(invokes.length, 3);
      assert.equal(new Set(invokes.map(({ id }) => id)).size, 1);
    });

    it('a message is repeated, but no longer once it is answered', async () => {
      let tries = 0;
      room.bot.answer = () => ((tries += 1) < 2 ? 'silence' : { status: 200 });
      const id = await room.teams.say(ADELE, 'Anybody there?');
      assert.deepEqual(
        room.bot.heard.filter(({ type }) => type === 'message').map((one) => one.id),
        [id, id],
      );
      const sentences = room.journal
        .entries()
        .slice(-2)
        .map(({ sentence, status }) => [sentence, status]);
      assert.deepEqual(sentences, [
        ['Adele writes “Anybody there?”. No answer in time.', 504],
        ['Adele writes “Anybody there?”. Teams repeats itself.', 200],
      ]);
    });
  });
});
