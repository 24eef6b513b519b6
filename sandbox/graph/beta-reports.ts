import type { SandboxSignIn } from '../tenant/model.ts';
import { type Answer, badRequest } from './answer.ts';
import type { Ask, Route } from './ask.ts';
import { collection, found } from './collection.ts';
import { methodNames } from './registration.ts';
import { forReaders } from './reports.ts';

const REPORTS = '/reports/authenticationMethods' as const;
/** Reports that only beta has. */
export const betaReportRoutes: readonly Route[] = [
  {
    operation: `GET ${REPORTS}/userEventsSummary`,
    asks: 'Reads who registered or reset what',
    only: 'beta',
    tells: found,
    answer: forReaders(events),
  },
  {
    operation: `GET ${REPORTS}/userMfaSignInSummary`,
    asks: 'Reads how many sign-ins used a second factor',
    only: 'beta',
    tells: found,
    answer: forReaders(multiFactor),
  },
  {
    operation: `GET ${REPORTS}/userRegistrationActivity(period='{period}')`,
    asks: 'Reads how many registrations there were',
    only: 'beta',
    tells: found,
    answer: forReaders(inPeriod(activity)),
  },
  {
    operation: `GET ${REPORTS}/userSignInsByAuthMethodSummary(period='{period}')`,
    asks: 'Reads how many sign-ins each method had',
    only: 'beta',
    tells: found,
    answer: forReaders(inPeriod(usage)),
  },
];

const PERIODS: Readonly<Record<string, number>> = { d1: 1, d7: 7, d30: 30 };
const DAY_MS = 86_400_000;

function inPeriod(answer: (ask: Ask, since: Date) => Answer): (ask: Ask) => Answer {
  return (ask) => {
    const days = PERIODS[ask.params['period'] ?? ''];
    if (days === undefined) return badRequest("The period must be 'd1', 'd7' or 'd30'.", 'BadRequest');
    return answer(ask, new Date(ask.world.clock.now().getTime() - days * DAY_MS));
  };
}

type Event = {
  readonly id: string;
  readonly at: string;
  readonly method: string;
  readonly name: string;
  readonly upn: string;
};

function eventsOf(ask: Ask): Event[] {
  const now = ask.world.clock.now();
  return ask.world.data.users
    .values()
    .flatMap((user) =>
      user.methods.flatMap((method) =>
        methodNames({ ...user, methods: [method] }, now).map((name) => ({
          id: `${user.id}_${method.id}`,
          at: method.createdDateTime,
          method: name,
          name: user.displayName,
          upn: user.userPrincipalName,
        })),
      ),
    )
    .toArray();
}

function events(ask: Ask): Answer {
  return collection(ask, {
    name: 'reports/authenticationMethods/userEventsSummary',
    items: eventsOf(ask),
    json: (event) => ({
      id: event.id,
      authMethod: event.method,
      eventDateTime: event.at,
      failureReason: '',
      feature: 'registration',
      isSuccess: true,
      userDisplayName: event.name,
      userPrincipalName: event.upn,
    }),
  });
}

const signInsOf = (ask: Ask): SandboxSignIn[] =>
  ask.world.data.users
    .values()
    .flatMap((user) => user.signIns)
    .toArray();

function multiFactor(ask: Ask): Answer {
  const all = signInsOf(ask);
  const single = all.filter((signIn) => signIn.method === 'Password').length;
  const line = {
    id: ask.world.data.id,
    createdDateTime: ask.world.clock.now().toISOString(),
    multiFactorSignIns: all.length - single,
    singleFactorSignIns: single,
    totalSignIns: all.length,
  };
  return collection(ask, {
    name: 'reports/authenticationMethods/userMfaSignInSummary',
    items: [line],
    json: (each) => each,
  });
}

function activity(ask: Ask, since: Date): Answer {
  const recent = eventsOf(ask).filter(({ at }) => new Date(at) >= since);
  return collection(ask, {
    name: 'reports/authenticationMethods/userRegistrationActivity',
    items: [...Map.groupBy(recent, ({ method }) => method)],
    json: ([authMethod, group]) => ({
      id: authMethod,
      authMethod,
      feature: 'registration',
      successfulActivityCount: group.length,
      failureActivityCount: 0,
    }),
  });
}

function usage(ask: Ask, since: Date): Answer {
  const recent = signInsOf(ask).filter(
    (signIn) => signIn.succeeded && new Date(signIn.createdDateTime) >= since,
  );
  return collection(ask, {
    name: 'reports/authenticationMethods/userSignInsByAuthMethodSummary',
    items: [...Map.groupBy(recent, ({ method }) => method)],
    json: ([authenticationMethod, group]) => ({ authenticationMethod, successActivityCount: group.length }),
  });
}
