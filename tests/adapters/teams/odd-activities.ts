import fc from 'fast-check';
import { activity, PERSON, press, SERVICE_URL, TENANT } from './channel.ts';

const json = fc.jsonValue({ maxDepth: 1 });
const odd = <Value>(value: Value) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: json });
const change = fc.record(
  {
    type: odd('message'),
    id: odd('1'),
    text: fc.oneof(fc.string(), fc.string({ unit: 'binary' }), json),
    from: fc.oneof(fc.record({ id: odd('29:x'), aadObjectId: odd(PERSON), name: json }), json),
    conversation: fc.oneof(
      fc.record({ id: odd('a:1'), tenantId: odd(TENANT), conversationType: odd('personal') }),
      json,
    ),
    channelData: fc.oneof(fc.record({ tenant: fc.record({ id: odd(TENANT) }), eventType: json }), json),
    recipient: json,
    value: json,
    entities: json,
    attachments: json,
    membersAdded: json,
    membersRemoved: json,
    locale: json,
    name: odd('adaptiveCard/action'),
    replyToId: json,
    deliveryMode: odd('expectReplies'),
    channelId: odd('msteams'),
    serviceUrl: odd(SERVICE_URL),
    timestamp: json,
    callerId: json,
    action: odd('add'),
  },
  { requiredKeys: [] },
);
const kinds = fc.constantFrom(
  'message',
  'invoke',
  'installationUpdate',
  'conversationUpdate',
  'messageUpdate',
  'messageDelete',
  'messageReaction',
  'event',
  'typing',
  'endOfConversation',
  'handoff',
  'command',
);
/** Activities and presses of every kind with anything in any of their fields, and sometimes no activity at all. */
const oddBodies: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(kinds, change).map(([type, changed]): unknown => activity({ type, ...changed })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'registration.start',
          'registration.route',
          'registration.check',
          'registration.stuck',
          'x',
        ),
        fc.dictionary(fc.constantFrom('journey', 'route', 'obstacle', 'message', 'verb', '__proto__'), json),
      )
      .map(([verb, data]): unknown => press(verb, data)),
  },
  { weight: 1, arbitrary: json },
);
/** The same as text, and now and then text that is no JSON. */
export const oddContents: fc.Arbitrary<string> = fc.oneof(
  { weight: 19, arbitrary: oddBodies.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string() },
);
