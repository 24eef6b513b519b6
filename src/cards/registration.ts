import type { Company } from '../core/company.ts';
import type { Journey, Obstacle } from '../core/journey.ts';
import type { Language } from '../core/language.ts';
import { homeOf, type Passkey } from '../core/passkey.ts';
import type { OfferedRoute, Route } from '../core/route.ts';
import { watchedUntil } from '../core/watch.ts';
import type { Card } from './card.ts';
import { foreign, type Foreign } from './foreign.ts';
import { helpdeskData } from './helpdesk.ts';
import { OBSTACLES } from '../core/journey.ts';
import type { Phrases } from './words/phrases.ts';
import { phrases } from './words/words.ts';

export type JourneyFacts = {
  readonly journey: Journey;
  readonly person: { readonly firstName: string; readonly language: Language };
  readonly company: Company;
  readonly now: Date;
};

type Told = JourneyFacts & { readonly words: Phrases };
type Face = { readonly template: string; readonly data: Card['data'] };

const MINUTE = 60_000;
const START_TO_END_MS = 3 * MINUTE;
const STEPS_TO_END_MS = 2 * MINUTE;
/** Somebody who came back the next day did not "take 19 hours". */
const LONGEST_TOLD_MS = 60 * MINUTE;

/** The one card of a journey, with the face of its present step. */
export function journeyCard(facts: JourneyFacts, words: Phrases = phrases(facts.person.language)): Card {
  const { template, data } = faceOf({ ...facts, words });
  const { journey, person, company } = facts;
  return {
    template,
    language: person.language,
    data: { journey: journey.id, company: foreign(company.name), ...helpdeskData(company), ...data },
  };
}

function faceOf(told: Told): Face {
  const { step, offered } = told.journey;
  switch (step.kind) {
    case 'invited':
      return invitation(told);
    case 'choosing': {
      const [best, ...others] = offered;
      return best ? route(told, best, others) : { template: 'registration-none', data: {} };
    }
    case 'registering':
      return steps(told, step.route);
    case 'watching':
      return watching(told, step);
    case 'stuck':
      return step.obstacle ? answer(told, step.obstacle, step.route) : stuck(told, step.route);
    case 'registered':
      return done(told, step);
  }
}

function invitation({ person, company, now, words }: Told): Face {
  return {
    template: 'registration-invitation',
    data: {
      firstName: foreign(person.firstName),
      deadline: words.day(company.deadline, company.timeZone),
      isDeadlinePast: now >= company.deadline,
      duration: words.duration(START_TO_END_MS),
    },
  };
}

const PICTURES: Readonly<Record<Route, 'phone' | 'usb' | 'laptop'>> = {
  authenticator: 'phone',
  'security-key': 'usb',
  'windows-pc': 'laptop',
  mac: 'laptop',
  synced: 'phone',
};

function route({ words }: Told, best: OfferedRoute, others: readonly OfferedRoute[]): Face {
  const told = (offer: OfferedRoute): Record<string, string> => ({
    route: offer.route,
    device: PICTURES[offer.route],
    name: words.routes[offer.route].name,
    button: words.routes[offer.route].button,
    reason: words.reasons[offer.reason],
  });
  return {
    template: 'registration-route',
    data: {
      duration: words.duration(START_TO_END_MS),
      isOnly: others.length === 0,
      best: told(best),
      others: others.map(told),
    },
  };
}

function steps({ company, words }: Told, taken: Route): Face {
  const { chosen, method, moves } = words.routes[taken];
  return {
    template: 'registration-steps',
    data: {
      duration: words.duration(STEPS_TO_END_MS),
      chosen,
      methodName: method,
      moves: moves.map((text) => ({ text })),
      securityInfoUrl: company.securityInfoUrl,
    },
  };
}

function watching(told: Told, step: { readonly route: Route; readonly lastLookAt: Date }): Face {
  const { journey, company, words } = told;
  return {
    template: 'registration-watching',
    data: {
      isWatching: journey.watch !== undefined,
      lastLook: words.time(step.lastLookAt, company.timeZone),
      watch: watchSentence(told),
      methodName: words.routes[step.route].method,
      securityInfoUrl: company.securityInfoUrl,
    },
  };
}

function watchSentence({ journey, company, now, words }: Told): string {
  if (!journey.watch) return words.watch.over;
  const until = watchedUntil(journey.watch);
  return now < until ? words.watch.closely(words.time(until, company.timeZone)) : words.watch.hourly;
}

function stuck({ words }: Told, taken: Route | undefined): Face {
  return {
    template: 'registration-stuck',
    data: {
      ...wayBack(taken),
      obstacles: OBSTACLES.filter((obstacle) => obstacle !== 'no-route').map((value) => ({
        value,
        title: words.obstacles[value].title,
      })),
    },
  };
}

function answer({ words }: Told, obstacle: Obstacle, taken: Route | undefined): Face {
  const { title, moves } = words.obstacles[obstacle];
  return {
    template: 'registration-answer',
    data: { ...wayBack(taken), title, moves: moves.map((text, index) => ({ number: index + 1, text })) },
  };
}

/** Back to the steps of the route; without one, back to the choice of devices. */
function wayBack(taken: Route | undefined): Record<string, unknown> {
  return { hasRoute: taken !== undefined, route: taken ?? '' };
}

function done({ journey, company, now, words }: Told, { passkey, at }: { passkey: Passkey; at: Date }): Face {
  const tookMs = journey.startedAt ? at.getTime() - journey.startedAt.getTime() : 0;
  const where = placeOf(passkey, words);
  const hasName = passkey.name.trim() !== '';
  return {
    template: 'registration-done',
    data: {
      hasName,
      passkeyName: hasName ? foreign(passkey.name) : where,
      where,
      confirmed: words.confirmed(at, now, company.timeZone),
      took: tookMs > 0 && tookMs < LONGEST_TOLD_MS ? words.duration(tookMs) : '',
    },
  };
}

function placeOf({ aaguid, model, type }: Passkey, words: Phrases): string | Foreign {
  const home = homeOf(aaguid);
  if (home !== 'elsewhere') return words.homes[home];
  return model ? foreign(model) : words.otherHomes[type];
}
