import { randomInt } from 'node:crypto';
import type { SandboxMethod, SandboxUser } from '../tenant/model.ts';
import { type Answer, badRequest, created, isRecord, type Json } from './answer.ts';
import { type Ask, ofUser, type Route } from './ask.ts';
import { METHOD_TYPES, methodJson } from './method-json.ts';
import { configurationOf } from './method-policy.ts';
import { administers, denied } from './methods.ts';

type Pass = Extract<SandboxMethod, { kind: 'temporaryAccessPass' }>;

/** Temporary Access Passes: made here, shown once, one at a time for each person. */
export const passRoutes: readonly Route[] = [
  {
    operation: 'POST /users/{user}/authentication/temporaryAccessPassMethods',
    asks: 'Makes a Temporary Access Pass for {user}',
    tells: (body) => `Made, valid for ${String(body['lifetimeInMinutes'])} minutes.`,
    answer: ofUser(makePass),
  },
];

function makePass(ask: Ask, user: SandboxUser): Answer {
  if (!mayMake(ask, user)) return denied();
  if (user.userType === 'Guest')
    return bad('Temporary Access Pass cannot be added to an external guest user.');
  const policy = configurationOf(ask.world.data, 'TemporaryAccessPass');
  if (policy?.['state'] !== 'enabled') return bad('Temporary Access Pass is not enabled by policy.');
  const wish = wishOf(ask.body);
  if (typeof wish === 'string') return bad(wish);
  const why = againstPolicy(wish, policy);
  if (why !== undefined) return bad(why);
  return created(answerFor(ask, user, keep(ask, user, wish, policy)));
}

/** Nobody makes one for themselves; an app on its own is not checked for roles. */
function mayMake(ask: Ask, user: SandboxUser): boolean {
  if (ask.caller.kind === 'application') return true;
  return ask.caller.userId !== user.id && administers(ask, user);
}

const bad = (why: string): Answer => badRequest(why, 'badRequest');

type Wish = {
  readonly lifetimeInMinutes?: number;
  readonly isUsableOnce?: boolean;
  readonly startDateTime?: string;
};

const CHECKS: Readonly<Record<keyof Wish | '@odata.type', (value: unknown) => boolean>> = {
  lifetimeInMinutes: (value) => Number.isInteger(value) && Number(value) >= 10 && Number(value) <= 43_200,
  isUsableOnce: (value) => typeof value === 'boolean',
  startDateTime: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  '@odata.type': (value) => value === METHOD_TYPES.temporaryAccessPass,
};

/** The wishes of the caller, or why they cannot be read. */
function wishOf(body: unknown): Wish | string {
  if (body === undefined) return {};
  if (!isRecord(body)) return 'A JSON object is expected.';
  for (const [name, value] of Object.entries(body)) {
    if (!(name in CHECKS))
      return `The property '${name}' does not exist on type 'temporaryAccessPassAuthenticationMethod'.`;
    if (value !== null && !CHECKS[name as keyof Wish](value))
      return `Invalid value specified for property '${name}'.`;
  }
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function againstPolicy(wish: Wish, policy: Json): string | undefined {
  const { lifetimeInMinutes, isUsableOnce } = wish;
  if (isUsableOnce === false && policy['isUsableOnce'] === true) {
    return 'Tenant policy allows one-time Temporary Access Passes only.';
  }
  if (lifetimeInMinutes === undefined) return undefined;
  const [least, most] = [
    Number(policy['minimumLifetimeInMinutes']),
    Number(policy['maximumLifetimeInMinutes']),
  ];
  return lifetimeInMinutes < least || lifetimeInMinutes > most
    ? `lifetimeInMinutes must be between ${least} and ${most}.`
    : undefined;
}

/** A new pass takes the place of the one before. */
function keep(ask: Ask, user: SandboxUser, wish: Wish, policy: Json): Pass {
  const now = ask.world.clock.now().toISOString();
  const start = wish.startDateTime === undefined ? now : new Date(wish.startDateTime).toISOString();
  const pass: Pass = {
    kind: 'temporaryAccessPass',
    id: crypto.randomUUID(),
    createdDateTime: now,
    startDateTime: start < now ? now : start,
    lifetimeInMinutes: wish.lifetimeInMinutes ?? Number(policy['defaultLifetimeInMinutes']),
    isUsableOnce: wish.isUsableOnce ?? policy['isUsableOnce'] === true,
    value: newValue(Number(policy['defaultLength'] ?? 8)),
    usedAt: null,
  };
  user.methods = [...user.methods.filter((method) => method.kind !== 'temporaryAccessPass'), pass];
  ask.world.audit.write({
    activity: 'Admin registered security info',
    category: 'UserManagement',
    operationType: 'Add',
    target: { id: user.id, displayName: user.displayName, type: 'User' },
    by: ask.caller,
  });
  return pass;
}

/** The only answer that ever carries the pass itself. */
function answerFor(ask: Ask, user: SandboxUser, pass: Pass): Json {
  const { data, clock } = ask.world;
  const json = methodJson(pass, { now: clock.now(), version: ask.version, data, userId: user.id });
  return { '@odata.type': METHOD_TYPES.temporaryAccessPass, ...json, temporaryAccessPass: pass.value };
}

/** No letters that look like digits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!*@%+=';

const newValue = (length: number): string =>
  Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
