import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventOf } from '../../../src/adapters/teams/inbound.ts';
import { activity, PERSON, press, SERVICE_URL } from './channel.ts';

const event = (change: Record<string, unknown> = {}) => {
  const read = eventOf(activity(change), SERVICE_URL);
  return read === 'ignored' ? assert.fail('ignored') : read;
};

describe('inbound', () => {
  it('reads who speaks from the signed fields', () => {
    const { by, key } = event({
      locale: 'de-DE',
      from: { id: '29:ada', name: 'Ada', aadObjectId: PERSON.toUpperCase() },
    });
    assert.deepEqual(by, {
      person: PERSON,
      name: 'Ada',
      address: { conversation: 'a:chat', serviceUrl: SERVICE_URL },
      scope: 'personal',
      locale: 'de-DE',
    });
    assert.match(key, /^[\w-]{43}$/);
  });

  it("finds the locale in the client's own words when the activity has none", () => {
    assert.equal(event({ entities: [{ type: 'clientInfo', locale: 'ar-EG' }] }).by.locale, 'ar-EG');
    assert.equal(event({ locale: '<b>', entities: {} }).by.locale, undefined);
  });

  it('counts everything as shared that is not plainly personal', () => {
    for (const conversationType of ['channel', 'groupChat', undefined, 'Personal', 5]) {
      assert.equal(event({ conversation: { id: 'c', conversationType } }).by.scope, 'shared');
    }
  });

  it('is the same key for the same activity, another for another person, chat or activity', () => {
    const keys = [
      event(),
      event(),
      event({ id: '2' }),
      event({ type: 'messageUpdate', timestamp: '2026-11-23T09:00:00Z' }),
      event({ type: 'messageUpdate', timestamp: '2026-11-23T09:00:01Z' }),
      event({ type: 'messageDelete' }),
      event({ conversation: { id: 'b' } }),
      event({ from: { aadObjectId: PERSON.replace('1', '2') } }),
    ].map(({ key }) => key);
    assert.equal(new Set(keys).size, 7);
    assert.notEqual(event({ id: undefined, text: 'one' }).key, event({ id: undefined, text: 'two' }).key);
  });

  const kinds: readonly [what: string, change: Record<string, unknown>, expected: Record<string, unknown>][] =
    [
      ['added', { type: 'installationUpdate', action: 'add' }, { kind: 'installed' }],
      ['added by an upgrade', { type: 'installationUpdate', action: 'add-upgrade' }, { kind: 'installed' }],
      ['removed', { type: 'installationUpdate', action: 'remove' }, { kind: 'uninstalled' }],
      [
        'removed by an upgrade',
        { type: 'installationUpdate', action: 'remove-upgrade' },
        { kind: 'uninstalled' },
      ],
      [
        'an installation of an unknown kind',
        { type: 'installationUpdate', action: 'x' },
        { kind: 'other', what: 'installationUpdate' },
      ],
      [
        'the bot joined',
        { type: 'conversationUpdate', membersAdded: [{ id: 'x' }, { id: 'bot' }], recipient: { id: 'bot' } },
        { kind: 'installed' },
      ],
      [
        'the bot left',
        { type: 'conversationUpdate', membersRemoved: [{ id: 'bot' }], recipient: { id: 'bot' } },
        { kind: 'uninstalled' },
      ],
      [
        'somebody else joined',
        { type: 'conversationUpdate', membersAdded: [{ id: 'x' }], recipient: { id: 'bot' } },
        { kind: 'other', what: 'conversationUpdate' },
      ],
      ['words', { text: '  hello ' }, { kind: 'said', text: 'hello' }],
      ['words with a mention', { text: '<at>Keywave</at> help&nbsp;me' }, { kind: 'said', text: 'help me' }],
      [
        'words with a mention that has an id',
        { text: '<at id="0">Keywave</at>\u0000 help' },
        { kind: 'said', text: 'help' },
      ],
      [
        'words and their HTML',
        { text: 'hi', attachments: [{ contentType: 'text/html', content: '<p>hi</p>' }] },
        { kind: 'said', text: 'hi' },
      ],
      [
        'words and a file',
        { text: 'see', attachments: [{ contentType: 'image/png' }] },
        { kind: 'said', text: 'see' },
      ],
      ['a file', { text: '', attachments: [{ contentType: 'image/png' }] }, { kind: 'attached' }],
      ['nothing', { text: undefined }, { kind: 'said', text: '' }],
      ['an edited message', { type: 'messageUpdate', text: 'help' }, { kind: 'edited', text: 'help' }],
      ['a deleted message', { type: 'messageDelete' }, { kind: 'deleted' }],
      ['a reaction', { type: 'messageReaction' }, { kind: 'other', what: 'messageReaction' }],
      ['an unknown kind', { type: 'x\u0007' }, { kind: 'other', what: 'nameless' }],
      [
        'a press that nobody offers',
        { ...press('x', {}), replyToId: undefined },
        { kind: 'pressed', action: 'unknown' },
      ],
      [
        'a press with ids that the database could not even look for',
        press('registration.start', { journey: 'x\u0000', message: '\u0000' }),
        { kind: 'pressed', action: 'unknown', activity: 'message-1' },
      ],
      [
        'a press without anything',
        { type: 'invoke', name: 'adaptiveCard/action' },
        { kind: 'pressed', action: 'unknown' },
      ],
    ];
  for (const [what, change, expected] of kinds) {
    it(`understands: ${what}`, () => {
      const { key, by, ...rest } = event(change);
      assert.equal(by.person, PERSON);
      assert.match(key, /^[\w-]{43}$/);
      assert.deepEqual(rest, expected);
    });
  }

  it('never takes more than 4000 characters of what somebody says, and does not linger over it', () => {
    const started = performance.now();
    for (const text of ['<at', '<at ', '<at>', '<at x>y', '</at>', '&nbsp;']) {
      const read = event({ text: text.repeat(40_000) });
      assert.ok(read.kind === 'said' && read.text.length <= 4000);
    }
    assert.ok(performance.now() - started < 1000);
  });

  it('acts for nobody but whom the signed part names, whatever a card sends back', () => {
    const read = event(
      press('registration.check', {
        journey: 'j',
        person: 'victim',
        userId: 'victim',
        from: { aadObjectId: 'victim' },
      }),
    );
    assert.equal(read.by.person, PERSON);
    assert.ok(!JSON.stringify(read).includes('victim'));
  });

  it('is total: any JSON becomes an event of the right shape or is ignored', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const kind = fc.constantFrom(
      'message',
      'invoke',
      'installationUpdate',
      'conversationUpdate',
      'messageUpdate',
      'messageDelete',
      'messageReaction',
      'typing',
    );
    const mutated = fc.record(
      {
        type: fc.oneof(kind, json),
        name: fc.oneof(fc.constant('adaptiveCard/action'), json),
        value: json,
        text: json,
        entities: json,
        attachments: json,
        conversation: json,
        from: json,
        recipient: json,
        membersAdded: json,
        replyToId: json,
        id: json,
        locale: json,
      },
      { requiredKeys: [] },
    );
    const known = ['installed', 'uninstalled', 'said', 'attached', 'edited', 'deleted', 'pressed', 'other'];
    fc.assert(
      fc.property(
        fc.oneof(
          json,
          mutated,
          mutated.map((change) => activity(change as Record<string, unknown>)),
        ),
        (any) => {
          const read = eventOf(any, SERVICE_URL);
          if (read === 'ignored') return;
          assert.ok(known.includes(read.kind));
          assert.match(read.by.person, /^[0-9a-f-]{36}$/);
          assert.equal(read.key.length, 43);
          assert.equal(read.by.address.serviceUrl, SERVICE_URL);
          if (read.kind === 'said' || read.kind === 'edited')
            assert.ok(read.text.length <= 4000 && read.text.isWellFormed());
        },
      ),
      { numRuns: 2000 },
    );
    assert.equal(eventOf(JSON.parse('{"__proto__":{"from":{"aadObjectId":"x"}}}'), SERVICE_URL), 'ignored');
  });
});
