import { journeyCard } from '../cards/registration.ts';
import { guestCard } from '../cards/notice.ts';
import type { PersonId } from '../core/ids.ts';
import { register } from '../core/journey.ts';
import { chooseLanguage } from '../core/language.ts';
import { guestMessage, journeyMessage } from '../core/message.ts';
import { ANY_PASSKEY, proofAmong, type Passkey } from '../core/passkey.ts';
import type { KnownPerson } from '../core/person.ts';
import type { Sender } from '../ports/chat.ts';
import type { Ports } from '../ports/ports.ts';
import type { Stores } from '../ports/store.ts';

type Needs = Pick<Ports, 'store' | 'directory' | 'jobs' | 'company' | 'now' | 'log'>;

/** Teams says that the bot was added for a person: the welcome follows as soon as the directory has told us who it is. */
export async function installed(needs: Needs, by: Sender): Promise<void> {
  await needs.jobs.welcome(by.person, by.locale);
}

/** Teams says that the bot was removed: silence from now on. */
export async function uninstalled(needs: Needs, by: Sender): Promise<void> {
  await needs.store.chats.forget(by.person, needs.now());
}

/** Timer: those whose welcome got lost are welcomed after all. */
export async function welcomeMissed(needs: Needs): Promise<void> {
  const twoMinutesAgo = new Date(needs.now().getTime() - 120_000);
  for (const person of await needs.store.chats.unwelcomed(twoMinutesAgo)) {
    await needs.jobs.welcome(person, undefined);
  }
}

/** Job: greets a person once; somebody who has a passkey already is told so instead. */
export async function welcome(needs: Needs, id: PersonId, locale: string | undefined): Promise<void> {
  const found = await needs.directory.person(id);
  if (!found?.isEnabled) {
    needs.log.info('not welcomed', { person: id, why: found ? 'disabled' : 'not-in-directory' });
    return;
  }
  const person = { ...found, language: chooseLanguage(found.preferredLanguage, locale) };
  const proof = person.isGuest ? undefined : await proofOf(needs, id);
  await needs.store.together((stores) => greet(needs, stores, person, proof));
  needs.log.info('welcomed', { person: id, guest: person.isGuest, registered: proof !== undefined });
}

async function proofOf(needs: Needs, person: PersonId): Promise<Passkey | undefined> {
  const passkeys = await needs.directory.passkeysOf(person);
  if (passkeys.length === 0) return undefined;
  await needs.store.passkeys.record(person, passkeys, needs.now());
  const profiles = await needs.directory.profilesOf(person);
  return proofAmong(passkeys, profiles.kind === 'known' ? profiles.value : [ANY_PASSKEY]);
}

async function greet(
  needs: Needs,
  stores: Stores,
  person: KnownPerson,
  proof: Passkey | undefined,
): Promise<void> {
  const { company } = needs;
  const now = needs.now();
  await stores.people.save(person, now);
  if (person.isGuest) {
    const card = guestCard(person.language, company);
    await stores.outbox.put({ key: guestMessage(person.id), to: person.id, class: 'walk-through', card });
    return;
  }
  const begun = await stores.journeys.begin(person.id, now);
  const moved = proof ? register(begun, proof, now) : undefined;
  const journey = moved?.kind === 'moved' ? moved.journey : begun;
  if (journey !== begun) await stores.journeys.save(journey);
  const card = journeyCard({ journey, person, company, now });
  await stores.outbox.put({ key: journeyMessage(journey), to: person.id, class: 'walk-through', card });
}
