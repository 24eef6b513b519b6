import { helpCard } from '../../src/cards/help.ts';
import type { Card } from '../../src/cards/card.ts';
import {
  attachmentCard,
  deletedCard,
  failureCard,
  guestCard,
  unknownTextCard,
} from '../../src/cards/notice.ts';
import { journeyCard } from '../../src/cards/registration.ts';
import type { Phrases } from '../../src/cards/words/phrases.ts';
import { phrases } from '../../src/cards/words/words.ts';
import type { Company } from '../../src/core/company.ts';
import type { JourneyId, PasskeyId, PersonId } from '../../src/core/ids.ts';
import { OBSTACLES, type Journey, type Step } from '../../src/core/journey.ts';
import type { Language } from '../../src/core/language.ts';
import type { Passkey } from '../../src/core/passkey.ts';
import { ROUTES, type OfferedRoute } from '../../src/core/route.ts';

/** One look of one card, as a person may see it. */
export type CardFace = { readonly name: string; readonly card: Card };

export const NOW = new Date('2026-11-23T10:24:00Z');
const MINUTE = 60_000;

export const company: Company = {
  name: 'Contoso',
  deadline: new Date('2027-02-01T00:00:00Z'),
  timeZone: 'Europe/Oslo',
  helpdesk: { name: 'IT helpdesk', email: 'helpdesk@contoso.example', phone: '+47 555 0100' },
  securityInfoUrl: 'https://aka.ms/mysecurityinfo',
};

const COMPANIES: Readonly<Record<Language, Company>> = {
  en: company,
  de: { ...company, helpdesk: { ...company.helpdesk, name: 'IT-Helpdesk' } },
  ar: { ...company, name: 'كونتوسو', helpdesk: { ...company.helpdesk, name: 'مكتب المساعدة' } },
};

const FIRST_NAMES: Readonly<Record<Language, string>> = { en: 'Adele', de: 'Johanna', ar: 'ليلى' };

export const OFFERS: readonly OfferedRoute[] = [
  { route: 'authenticator', reason: 'app-already-there' },
  { route: 'security-key', reason: 'works-everywhere' },
  { route: 'windows-pc', reason: 'same-desk' },
];

export const passkey: Passkey = {
  id: 'passkey-1' as PasskeyId,
  name: 'Adele’s phone',
  createdAt: NOW,
  aaguid: '90a3ccdf-635c-4729-a248-9b709135078f',
  type: 'device-bound',
  attestation: 'attested',
};

export const invited: Journey = {
  id: '0199a3b2-7c41-7d6e-9b1f-2f5c8a1e4d10' as JourneyId,
  person: '11111111-2222-4333-8444-555555555555' as PersonId,
  step: { kind: 'invited' },
  invitedAt: new Date(NOW.getTime() - 5 * MINUTE),
  offered: [],
  sending: 0,
  version: 1,
};

/** Every face of every card, made by the real builders. */
export function faces(language: Language, words: Phrases = phrases(language)): readonly CardFace[] {
  return [...journeyFaces(language, words), ...otherFaces(language, words)];
}

/** One face by its name. */
export function faceNamed(name: string, language: Language): Card {
  const face = faces(language).find((one) => one.name === name);
  if (!face) throw new Error(`tests/cards/faces.ts has no face "${name}"`);
  return face.card;
}

function journeyFaces(language: Language, words: Phrases): readonly CardFace[] {
  const face = (name: string, step: Step, more: Partial<Journey> = {}, now = NOW): CardFace => {
    const journey: Journey = { ...invited, startedAt: new Date(NOW.getTime() - 160_000), step, ...more };
    const person = { firstName: FIRST_NAMES[language], language };
    return { name, card: journeyCard({ journey, person, company: COMPANIES[language], now }, words) };
  };
  const watch = { since: NOW, nextLookAt: NOW };
  const registered = (more: Partial<Passkey> = {}): Step => ({
    kind: 'registered',
    passkey: { ...passkey, ...more },
    at: NOW,
  });
  const watching: Step = { kind: 'watching', route: 'authenticator', lastLookAt: NOW };
  const choosing: Step = { kind: 'choosing' };
  const others: readonly OfferedRoute[] = [
    { route: 'synced', reason: 'kept-in-your-account' },
    { route: 'mac', reason: 'kept-in-your-account' },
    { route: 'authenticator', reason: 'phone-always-with-you' },
  ];
  return [
    face('invitation', { kind: 'invited' }),
    face('invitation after the deadline', { kind: 'invited' }, {}, new Date('2027-02-03T09:00:00Z')),
    face('route', choosing, { offered: OFFERS }),
    face('route, other devices', choosing, { offered: others }),
    face('route, only one', choosing, { offered: OFFERS.slice(0, 1) }),
    face('none', choosing),
    ...ROUTES.map((route) => face(`steps ${route}`, { kind: 'registering', route }, { watch })),
    face('watching', watching, { watch }),
    face('watching by the hour', watching, { watch }, new Date(NOW.getTime() + 30 * MINUTE)),
    face('watching is over', watching),
    face('stuck', { kind: 'stuck', route: 'authenticator' }),
    face('stuck without a route', { kind: 'stuck' }),
    ...OBSTACLES.map((obstacle) =>
      face(
        `answer ${obstacle}`,
        obstacle === 'no-route'
          ? { kind: 'stuck', obstacle }
          : { kind: 'stuck', route: 'authenticator', obstacle },
      ),
    ),
    face('done', registered()),
    face(
      'done the day before, a model only',
      registered({ aaguid: 'cb69481e-8ff7-4039-93ec-0a2729a154a8', model: 'YubiKey 5 NFC', name: '' }),
      { startedAt: new Date(NOW.getTime() - 5 * 3600_000) },
      new Date(NOW.getTime() + 86_400_000),
    ),
  ];
}

function otherFaces(language: Language, words: Phrases): readonly CardFace[] {
  const at = COMPANIES[language];
  return [
    { name: 'guest', card: guestCard(language, at) },
    { name: 'help', card: helpCard(language, at) },
    { name: 'notice failure', card: failureCard(language, at, 'KW-7F3A9C', words) },
    { name: 'notice attachment', card: attachmentCard(language, at, words) },
    { name: 'notice unknown text', card: unknownTextCard(language, at, words) },
    { name: 'notice deleted', card: deletedCard(language, at, words) },
  ];
}
