import type { JourneyId, PersonId } from './ids.ts';
import type { Passkey } from './passkey.ts';
import type { Route, OfferedRoute } from './route.ts';
import { startWatch, type Watch } from './watch.ts';

/** One person's way to a passkey. */
export type Journey = {
  readonly id: JourneyId;
  readonly person: PersonId;
  readonly step: Step;
  readonly invitedAt: Date;
  readonly startedAt?: Date;
  /** The routes that were offered last, so that a pressed one can be checked against them. */
  readonly offered: readonly OfferedRoute[];
  readonly watch?: Watch;
  /** How often the card was sent anew; each sending has a message key of its own. */
  readonly sending: number;
  /** Raised by every change, so that of two who change at once only one wins. */
  readonly version: number;
};

/** What the person's card shows now. */
export type Step =
  | { readonly kind: 'invited' }
  | { readonly kind: 'choosing' }
  | { readonly kind: 'registering'; readonly route: Route }
  | { readonly kind: 'watching'; readonly route: Route; readonly lastLookAt: Date }
  | { readonly kind: 'stuck'; readonly route?: Route; readonly obstacle?: Obstacle }
  | { readonly kind: 'registered'; readonly passkey: Passkey; readonly at: Date };

/** Where people get stuck; each has a short answer. */
export const OBSTACLES = [
  'no-add-button',
  'phone-too-old',
  'policy',
  'no-second-factor',
  'no-route',
  'other',
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

export type Refused = {
  readonly kind: 'refused';
  readonly why: 'already-registered' | 'not-offered' | 'not-started';
};
export type Moved = { readonly kind: 'moved'; readonly journey: Journey } | Refused;

/** Button "Start" and "Back": shows what can work for this person. */
export function chooseRoute(journey: Journey, offered: readonly OfferedRoute[], now: Date): Moved {
  if (journey.step.kind === 'registered') return refused('already-registered');
  return moved({ ...journey, offered, startedAt: journey.startedAt ?? now, step: { kind: 'choosing' } });
}

/** Button of a route: the steps for it, and from now on we watch. */
export function takeRoute(journey: Journey, route: Route, now: Date): Moved {
  if (journey.step.kind === 'registered') return refused('already-registered');
  if (!journey.offered.some((offer) => offer.route === route)) return refused('not-offered');
  return moved({ ...journey, step: { kind: 'registering', route }, watch: startWatch(now) });
}

/** Button "I have done it", when Microsoft does not show a passkey yet: we say so and go on watching closely. */
export function notYet(journey: Journey, now: Date): Moved {
  const route = routeOf(journey);
  if (journey.step.kind === 'registered') return refused('already-registered');
  if (!route) return refused('not-started');
  return moved({ ...journey, step: { kind: 'watching', route, lastLookAt: now }, watch: startWatch(now) });
}

/** Button "I'm stuck", with or without the obstacle chosen on the card. Watching goes on. */
export function getStuck(journey: Journey, obstacle: Obstacle | undefined): Moved {
  if (journey.step.kind === 'registered') return refused('already-registered');
  const route = routeOf(journey);
  return moved({
    ...journey,
    step: { kind: 'stuck', ...(route && { route }), ...(obstacle && { obstacle }) },
  });
}

/** Microsoft shows an allowed passkey: the journey is registered, whatever the card showed. */
export function register(journey: Journey, passkey: Passkey, now: Date): Moved {
  if (journey.step.kind === 'registered') return refused('already-registered');
  return moved(withoutWatch({ ...journey, step: { kind: 'registered', passkey, at: now } }));
}

/** The journey of somebody whom we no longer look after every few seconds. */
export function withoutWatch(journey: Journey): Journey {
  const { watch, ...rest } = journey;
  return watch ? rest : journey;
}

export function routeOf({ step }: Journey): Route | undefined {
  return step.kind === 'registering' || step.kind === 'watching' || step.kind === 'stuck'
    ? step.route
    : undefined;
}

function moved(journey: Journey): Moved {
  return { kind: 'moved', journey };
}

function refused(why: Refused['why']): Refused {
  return { kind: 'refused', why };
}
