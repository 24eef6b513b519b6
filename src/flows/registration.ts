import { notYoursText } from '../cards/notice.ts';
import { journeyCard } from '../cards/registration.ts';
import type { JourneyId, PersonId } from '../core/ids.ts';
import {
  chooseRoute,
  getStuck,
  notYet,
  register,
  takeRoute,
  withoutWatch,
  type Journey,
  type Moved,
  type Obstacle,
} from '../core/journey.ts';
import { journeyMessage } from '../core/message.ts';
import { ANY_PASSKEY, proofAmong, type PasskeyProfile } from '../core/passkey.ts';
import type { KnownPerson } from '../core/person.ts';
import { offerRoutes, type Route, type RouteFacts } from '../core/route.ts';
import { afterLook } from '../core/watch.ts';
import { forEachOne } from '../lib/for-each-one.ts';
import type { Answer } from '../ports/chat.ts';
import type { Readable } from '../ports/directory.ts';
import type { Ports } from '../ports/ports.ts';
import type { Stores } from '../ports/store.ts';

type Needs = Pick<Ports, 'store' | 'directory' | 'allowance' | 'company' | 'now' | 'log'>;
type Who = { readonly journey: Journey; readonly person: KnownPerson };

/** Buttons "Start" and "Back to the devices": the routes that can work for this person. */
export async function startRegistration(needs: Needs, by: PersonId, id: JourneyId): Promise<Answer> {
  return asOwner(needs, by, id, async (who) => {
    const seen = await look(needs, who.journey);
    if (seen.kind === 'moved') return seen;
    return chooseRoute(who.journey, offerRoutes(await routeFactsOf(needs, by)), needs.now());
  });
}

/** A route's button: its steps, and from now on we watch. */
export async function routeTaken(needs: Needs, by: PersonId, id: JourneyId, route: Route): Promise<Answer> {
  return asOwner(needs, by, id, async ({ journey }) => takeRoute(journey, route, needs.now()));
}

/** Button "I have done it": Microsoft is asked, the person is not believed. */
export async function registrationChecked(needs: Needs, by: PersonId, id: JourneyId): Promise<Answer> {
  return asOwner(needs, by, id, async ({ journey }) => {
    // Counted against the allowance but never refused for it: "not there yet" may only be said after a look.
    await needs.allowance.take('graph.methods', 1);
    const seen = await ask(needs, journey);
    return seen.kind === 'moved' ? seen : notYet(journey, needs.now());
  });
}

/** Button "I'm stuck", before and after choosing what it is. */
export async function gotStuck(
  needs: Needs,
  by: PersonId,
  id: JourneyId,
  obstacle: Obstacle | undefined,
): Promise<Answer> {
  return asOwner(needs, by, id, async ({ journey }) => getStuck(journey, obstacle));
}

/** "status" and "start" in the chat: the card comes again at the end of the chat, as it stands. */
export async function shownAgain(needs: Needs, by: PersonId): Promise<'shown' | 'guest' | 'no-journey'> {
  const person = await needs.store.people.of(by);
  if (person?.isGuest) return 'guest';
  const journey = await needs.store.journeys.of(by);
  if (!journey || !person) return 'no-journey';
  await keep(needs, { journey: { ...journey, sending: journey.sending + 1 }, person });
  return 'shown';
}

/** Timer: looks for the passkeys of those who are at it, as often as Microsoft lets us; their cards turn green by themselves. */
export async function lookForPasskeys(needs: Needs): Promise<void> {
  const due = await needs.store.journeys.looksDue(needs.now(), 10);
  if (due === 0) return;
  const allowed = await needs.allowance.take('graph.methods', due);
  if (allowed === 0) return;
  const tally = await forEachOne(
    await needs.store.journeys.claimLooks(needs.now(), allowed),
    (journey) => lookOnce(needs, journey),
    (journey, error) => needs.log.error('look failed', error, { journey: journey.id }),
  );
  needs.log.info('looked for passkeys', tally);
}

async function lookOnce(needs: Needs, journey: Journey): Promise<'registered' | 'not-yet'> {
  const seen = await ask(needs, journey);
  if (seen.kind === 'moved') {
    const person = await needs.store.people.of(journey.person);
    if (person) await keep(needs, { journey: seen.journey, person });
    return 'registered';
  }
  const watch = journey.watch && afterLook(journey.watch, needs.now());
  await needs.store.journeys.save(watch ? { ...journey, watch } : withoutWatch(journey));
  return 'not-yet';
}

/** Looks at once if Microsoft's allowance is not used up; otherwise the timer does within seconds. */
async function look(needs: Needs, journey: Journey): Promise<Moved | { readonly kind: 'not-found' }> {
  if ((await needs.allowance.take('graph.methods', 1)) === 0) return { kind: 'not-found' };
  return ask(needs, journey);
}

async function ask(needs: Needs, journey: Journey): Promise<Moved | { readonly kind: 'not-found' }> {
  const passkeys = await needs.directory.passkeysOf(journey.person);
  if (passkeys.length === 0) return { kind: 'not-found' };
  await needs.store.passkeys.record(journey.person, passkeys, needs.now());
  const proof = proofAmong(passkeys, await profilesOf(needs, journey.person));
  return proof ? register(journey, proof, needs.now()) : { kind: 'not-found' };
}

async function routeFactsOf(needs: Needs, person: PersonId): Promise<RouteFacts> {
  const [profiles, devices, methods] = await Promise.all([
    profilesOf(needs, person),
    needs.directory.devicesOf(person),
    needs.directory.signInMethodsOf(person),
  ]);
  return {
    profiles,
    devices: known(devices),
    hasAuthenticatorApp: known(methods.hasAuthenticatorApp) ?? false,
    hasWindowsHello: known(methods.hasWindowsHello) ?? false,
  };
}

async function profilesOf(needs: Needs, person: PersonId): Promise<readonly PasskeyProfile[]> {
  return known(await needs.directory.profilesOf(person)) ?? [ANY_PASSKEY];
}

function known<Value>(read: Readable<Value>): Value | undefined {
  return read.kind === 'known' ? read.value : undefined;
}

/** Runs a change of the presser's own journey and answers its new face; what does not fit any more shows the card as it stands. */
async function asOwner(
  needs: Needs,
  by: PersonId,
  id: JourneyId,
  change: (who: Who) => Promise<Moved>,
): Promise<Answer> {
  const journey = await needs.store.journeys.byId(id);
  const person = await needs.store.people.of(by);
  if (!person || journey?.person !== by) {
    needs.log.warn('card of somebody else pressed', { by, journey: id });
    return { kind: 'message', text: notYoursText(person?.language ?? 'en') };
  }
  const moved = await change({ journey, person });
  if (moved.kind === 'refused') return face(needs, { journey, person });
  return keep(needs, { journey: moved.journey, person });
}

/** Keeps the journey and gives its message the new face, both or neither; shows the stored one when somebody was quicker. */
async function keep(needs: Needs, who: Who): Promise<Answer> {
  const answer = face(needs, who);
  const isKept = await needs.store.together((stores) => keepIn(stores, who, answer));
  if (isKept) return answer;
  const journey = await needs.store.journeys.byId(who.journey.id);
  return face(needs, { ...who, journey: journey ?? who.journey });
}

async function keepIn(stores: Stores, { journey }: Who, { key, card }: Shown): Promise<boolean> {
  if (!(await stores.journeys.save(journey))) return false;
  await stores.outbox.put({ key, to: journey.person, class: 'walk-through', card });
  return true;
}

type Shown = Extract<Answer, { kind: 'card' }>;

function face(needs: Needs, { journey, person }: Who): Shown {
  const card = journeyCard({ journey, person, company: needs.company, now: needs.now() });
  return { kind: 'card', card, key: journeyMessage(journey) };
}
