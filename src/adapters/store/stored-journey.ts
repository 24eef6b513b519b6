import type { PasskeyId } from '../../core/ids.ts';
import { OBSTACLES, type Step } from '../../core/journey.ts';
import type { Passkey } from '../../core/passkey.ts';
import { ROUTES, type OfferedRoute, type Route, type RouteReason } from '../../core/route.ts';
import { StoreError } from './store-error.ts';

/** The step as it was stored, with its dates alive again; throws when it is none of ours. */
export function readStep(stored: unknown): Step {
  const kind = oneOf(member(stored, 'kind'), STEPS);
  switch (kind) {
    case 'invited':
    case 'choosing':
      return { kind };
    case 'registering':
      return { kind, route: readRoute(stored) };
    case 'watching':
      return { kind, route: readRoute(stored), lastLookAt: date(member(stored, 'lastLookAt')) };
    case 'stuck':
      return {
        kind,
        ...(member(stored, 'route') !== undefined && { route: readRoute(stored) }),
        ...(member(stored, 'obstacle') !== undefined && {
          obstacle: oneOf(member(stored, 'obstacle'), OBSTACLES),
        }),
      };
    case 'registered':
      return { kind, passkey: readPasskey(member(stored, 'passkey')), at: date(member(stored, 'at')) };
  }
}

/** The routes that were offered last. */
export function readOffered(stored: unknown): readonly OfferedRoute[] {
  if (!Array.isArray(stored)) throw unreadable(stored);
  return stored.map((offer: unknown) => ({
    route: readRoute(offer),
    reason: oneOf(member(offer, 'reason'), REASONS),
  }));
}

const STEPS = [
  'invited',
  'choosing',
  'registering',
  'watching',
  'stuck',
  'registered',
] as const satisfies Step['kind'][];

const REASONS = [
  'app-already-there',
  'phone-always-with-you',
  'works-everywhere',
  'same-desk',
  'kept-in-your-account',
] as const satisfies RouteReason[];

function readRoute(stored: unknown): Route {
  return oneOf(member(stored, 'route'), ROUTES);
}

function readPasskey(stored: unknown): Passkey {
  const [aaguid, model] = [member(stored, 'aaguid'), member(stored, 'model')];
  return {
    id: text(member(stored, 'id')) as PasskeyId,
    name: text(member(stored, 'name')),
    createdAt: date(member(stored, 'createdAt')),
    ...(aaguid !== undefined && { aaguid: text(aaguid) }),
    ...(model !== undefined && { model: text(model) }),
    type: oneOf(member(stored, 'type'), ['device-bound', 'synced', 'unknown']),
    attestation: oneOf(member(stored, 'attestation'), ['attested', 'not-attested', 'unknown']),
  };
}

function member(stored: unknown, name: string): unknown {
  if (typeof stored !== 'object' || stored === null) throw unreadable(stored);
  return Object.hasOwn(stored, name) ? Reflect.get(stored, name) : undefined;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw unreadable(value);
  return value;
}

function date(value: unknown): Date {
  const read = new Date(text(value));
  if (Number.isNaN(read.getTime())) throw unreadable(value);
  return read;
}

function oneOf<const Known extends string>(value: unknown, known: readonly Known[]): Known {
  const found = known.find((each) => each === value);
  if (found === undefined) throw unreadable(value);
  return found;
}

function unreadable(value: unknown): StoreError {
  return new StoreError(
    'unreadable-row',
    `A stored journey has a part of no known form: ${JSON.stringify(value)}`,
  );
}
