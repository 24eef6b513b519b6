import type { SandboxSignIn, SandboxUser, TenantData } from '../tenant/model.ts';
import { type Answer, type Json, notFound } from './answer.ts';
import type { Ask, Route, Version } from './ask.ts';
import { collection, entity, found } from './collection.ts';
import { forReaders } from './reports.ts';
import { uuidOf } from './user-json.ts';

/** The sign-in log and the audit log. */
export const logRoutes: readonly Route[] = [
  {
    operation: 'GET /auditLogs/signIns',
    asks: 'Reads the sign-in log',
    tells: found,
    answer: forReaders(signIns),
  },
  { operation: 'GET /auditLogs/signIns/{signIn}', asks: 'Reads one sign-in', answer: forReaders(oneSignIn) },
  {
    operation: 'GET /auditLogs/directoryAudits',
    asks: 'Reads what was changed',
    tells: found,
    answer: forReaders((ask) =>
      collection(ask, {
        name: 'auditLogs/directoryAudits',
        items: ask.world.audit.entries(),
        json: (entry) => entry,
        pageSize: 1000,
      }),
    ),
  },
];

type Logged = { readonly user: SandboxUser; readonly signIn: SandboxSignIn };

/** Newest first, as the log answers. */
const newestFirst = (data: TenantData): Logged[] =>
  data.users
    .values()
    .flatMap((user) => user.signIns.map((signIn) => ({ user, signIn })))
    .toArray()
    .sort((a, b) => b.signIn.createdDateTime.localeCompare(a.signIn.createdDateTime));

function signIns(ask: Ask): Answer {
  return collection(ask, {
    name: 'auditLogs/signIns',
    items: newestFirst(ask.world.data),
    json: (logged) => signInJson(logged, ask.version),
    pageSize: 1000,
  });
}

function oneSignIn(ask: Ask): Answer {
  const id = ask.params['signIn'] ?? '';
  const logged = newestFirst(ask.world.data).find(({ signIn }) => signIn.id === id);
  return logged ? entity(ask, 'auditLogs/signIns', signInJson(logged, ask.version)) : notFound(id);
}

function signInJson({ user, signIn }: Logged, version: Version): Json {
  return {
    id: signIn.id,
    createdDateTime: signIn.createdDateTime,
    userDisplayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    userId: user.id,
    appId: uuidOf(`app ${signIn.appDisplayName}`),
    appDisplayName: signIn.appDisplayName,
    ipAddress: signIn.ipAddress,
    clientAppUsed: signIn.clientAppUsed,
    correlationId: uuidOf(`correlation ${signIn.id}`),
    conditionalAccessStatus: signIn.succeeded ? 'success' : 'failure',
    isInteractive: true,
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    status: statusOf(signIn),
    deviceDetail: deviceOf(user),
    location: { city: null, state: null, countryOrRegion: signIn.country },
    ...(version === 'beta' ? betaDetails(user, signIn) : {}),
  };
}

/** 50126 is what a wrong password leaves in the log. */
const statusOf = (signIn: SandboxSignIn): Json =>
  signIn.succeeded
    ? { errorCode: 0, failureReason: 'Other.', additionalDetails: null }
    : { errorCode: 50126, failureReason: 'Invalid username or password.', additionalDetails: null };

function deviceOf(user: SandboxUser): Json {
  const [device] = user.devices;
  if (!device) return { deviceId: '', displayName: '', operatingSystem: '', browser: 'Edge' };
  return {
    deviceId: device.id,
    displayName: device.deviceName,
    operatingSystem: device.operatingSystem,
    browser: 'Edge',
    isCompliant: device.complianceState === 'compliant',
    isManaged: device.isManaged,
    trustType: device.isManaged ? 'Azure AD joined' : '',
  };
}

/** Only beta tells how somebody signed in. */
const betaDetails = (user: SandboxUser, signIn: SandboxSignIn): Json => ({
  userType: user.userType === 'Guest' ? 'guest' : 'member',
  signInEventTypes: ['interactiveUser'],
  authenticationRequirement:
    signIn.method === 'Password' ? 'singleFactorAuthentication' : 'multiFactorAuthentication',
  authenticationMethodsUsed: [],
  authenticationDetails: [
    {
      authenticationStepDateTime: signIn.createdDateTime,
      authenticationMethod: signIn.method,
      authenticationMethodDetail: null,
      succeeded: signIn.succeeded,
      authenticationStepResultDetail: signIn.succeeded
        ? 'MFA completed in Azure AD'
        : 'Authentication failed',
      authenticationStepRequirement: '',
    },
  ],
});
