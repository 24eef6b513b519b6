import type { JourneyId } from '../core/ids.ts';
import { OBSTACLES, type Obstacle } from '../core/journey.ts';
import { ROUTES, type Route } from '../core/route.ts';

/** Everything a person can press on our cards. A card carries ids only; who presses is read from the signed activity. */
export type CardAction =
  | { readonly verb: 'registration.start'; readonly journey: JourneyId }
  | { readonly verb: 'registration.route'; readonly journey: JourneyId; readonly route: Route }
  | { readonly verb: 'registration.check'; readonly journey: JourneyId }
  | { readonly verb: 'registration.stuck'; readonly journey: JourneyId; readonly obstacle?: Obstacle };

/** The action behind a pressed button; undefined for anything that none of our cards can have sent. */
export function parseCardAction(verb: unknown, data: unknown): CardAction | undefined {
  const journey = textField(data, 'journey') as JourneyId | undefined;
  if (journey === undefined) return undefined;
  switch (verb) {
    case 'registration.start':
    case 'registration.check':
      return { verb, journey };
    case 'registration.route': {
      const route = ROUTES.find((known) => known === textField(data, 'route'));
      return route && { verb, journey, route };
    }
    case 'registration.stuck': {
      const obstacle = OBSTACLES.find((known) => known === textField(data, 'obstacle'));
      return obstacle ? { verb, journey, obstacle } : { verb, journey };
    }
    default:
      return undefined;
  }
}

/** All that our cards ever carry: ids, names of routes and obstacles, keys of messages. */
const OURS = /^[\w.:-]{1,100}$/;

/** A short text member of what a card sent back; undefined for anything that none of our cards can have carried. */
export function textField(data: unknown, name: string): string | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, name)) return undefined;
  const value: unknown = Reflect.get(data, name);
  return typeof value === 'string' && OURS.test(value) ? value : undefined;
}
