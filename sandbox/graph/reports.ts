import type { SandboxUser } from '../tenant/model.ts';
import { type Answer, badRequest, type Json, notFound, ok, refuse } from './answer.ts';
import { type Ask, contextOf, type Route } from './ask.ts';
import { collection, entity, found } from './collection.ts';
import { isReported, methodNames, registrationJson, reportedAt } from './registration.ts';
import { hasRole, isAdministrator, REPORT_READERS } from './roles.ts';

const REPORTS = '/reports/authenticationMethods' as const;
const counted = (body: Json): string => `${String(body['totalUserCount'])} people.`;

/** The registration reports: a day old, as they are in life. */
export const reportRoutes: readonly Route[] = [
  {
    operation: `GET ${REPORTS}/userRegistrationDetails`,
    asks: 'Reads the report of who has registered what',
    tells: found,
    answer: forReaders(details),
  },
  {
    operation: `GET ${REPORTS}/userRegistrationDetails/{user}`,
    asks: 'Reads what the report says of {user}',
    answer: forReaders(oneDetail),
  },
  {
    operation: `GET ${REPORTS}/usersRegisteredByMethod`,
    asks: 'Reads how many people use each sign-in method',
    tells: counted,
    answer: forReaders((ask) => byMethod(ask, 'all', 'all')),
  },
  {
    operation: `GET ${REPORTS}/usersRegisteredByMethod(includedUserTypes='{types}',includedUserRoles='{roles}')`,
    asks: 'Reads how many people use each sign-in method',
    tells: counted,
    answer: forReaders((ask) => byMethod(ask, ask.params['types'] ?? '', ask.params['roles'] ?? '')),
  },
  {
    operation: `GET ${REPORTS}/usersRegisteredByFeature`,
    asks: 'Reads how many people are ready for which feature',
    tells: counted,
    answer: forReaders(byFeature),
  },
];

/** Whoever reads a report in their own name needs a reader's role. */
export function forReaders(answer: (ask: Ask) => Answer): Route['answer'] {
  return (ask) => {
    const { kind, userId } = ask.caller;
    if (kind === 'application' || hasRole(ask.world.data, userId ?? '', REPORT_READERS)) return answer(ask);
    return refuse(403, 'Authentication_RequestFromUnsupportedUserRole', 'User is not in the allowed roles.');
  };
}

function details(ask: Ask): Answer {
  const { data, clock } = ask.world;
  const at = reportedAt(clock.now());
  return collection(ask, {
    name: 'reports/authenticationMethods/userRegistrationDetails',
    items: reported(ask, at),
    json: (user) => registrationJson(user, at, isAdministrator(data, user.id)),
  });
}

function oneDetail(ask: Ask): Answer {
  const id = ask.params['user'] ?? '';
  const at = reportedAt(ask.world.clock.now());
  const user = ask.world.data.users.get(id);
  if (!user || !isReported(user, at)) return notFound(id);
  const json = registrationJson(user, at, isAdministrator(ask.world.data, id));
  return entity(ask, 'reports/authenticationMethods/userRegistrationDetails', json);
}

const reported = (ask: Ask, at: Date): SandboxUser[] => [
  ...ask.world.data.users.values().filter((user) => isReported(user, at)),
];

const TYPES = ['all', 'member', 'guest'];
const ROLES = ['all', 'privilegedAdmin', 'admin', 'user'];

function byMethod(ask: Ask, types: string, roles: string): Answer {
  if (!TYPES.includes(types) || !ROLES.includes(roles))
    return badRequest('Unknown user types or roles.', 'BadRequest');
  const at = reportedAt(ask.world.clock.now());
  const users = reported(ask, at).filter((user) => counts(ask, user, types, roles));
  const totals = new Map<string, number>();
  for (const name of users.flatMap((user) => methodNames(user, at)))
    totals.set(name, (totals.get(name) ?? 0) + 1);
  return ok({
    '@odata.context': contextOf(ask, 'microsoft.graph.userRegistrationMethodSummary'),
    totalUserCount: users.length,
    userRoles: roles,
    userTypes: types,
    userRegistrationMethodCounts: [...totals].map(([authenticationMethod, userCount]) => ({
      authenticationMethod,
      userCount,
    })),
  });
}

function counts(ask: Ask, user: SandboxUser, types: string, roles: string): boolean {
  if (types !== 'all' && types !== user.userType.toLowerCase()) return false;
  return roles === 'all' || isAdministrator(ask.world.data, user.id) === (roles !== 'user');
}

const FEATURES = {
  mfaCapable: 'isMfaCapable',
  passwordlessCapable: 'isPasswordlessCapable',
  ssprCapable: 'isSsprCapable',
  ssprEnabled: 'isSsprEnabled',
  ssprRegistered: 'isSsprRegistered',
} as const;

function byFeature(ask: Ask): Answer {
  const at = reportedAt(ask.world.clock.now());
  const lines = reported(ask, at).map((user) => registrationJson(user, at, false));
  return ok({
    '@odata.context': contextOf(ask, 'microsoft.graph.userRegistrationFeatureSummary'),
    totalUserCount: lines.length,
    userRoles: 'all',
    userTypes: 'all',
    userRegistrationFeatureCounts: Object.entries(FEATURES).map(([feature, property]) => ({
      feature,
      userCount: lines.filter((line) => line[property] === true).length,
    })),
  });
}
