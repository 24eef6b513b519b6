import type { SandboxUser } from '../tenant/model.ts';
import { type Answer, badRequest, isRecord, type Json, noContent, notFound } from './answer.ts';
import { type Ask, findUser, type Route } from './ask.ts';
import { collection, entity, found } from './collection.ts';

/** Identity Protection: who is at risk, and what an administrator decides about it. */
export const riskRoutes: readonly Route[] = [
  {
    operation: 'GET /identityProtection/riskyUsers',
    asks: 'Asks who is at risk',
    tells: found,
    answer: riskyUsers,
  },
  {
    operation: 'GET /identityProtection/riskyUsers/{user}',
    asks: 'Asks whether {user} is at risk',
    tells: (body) => `Risk ${String(body['riskLevel'])}.`,
    answer: ofRisky((ask, user) => entity(ask, 'identityProtection/riskyUsers', riskyJson(user))),
  },
  {
    operation: 'GET /identityProtection/riskyUsers/{user}/history',
    asks: "Asks for the history of {user}'s risk",
    tells: found,
    answer: ofRisky(history),
  },
  {
    operation: 'GET /identityProtection/riskDetections',
    asks: 'Asks what risks were seen',
    tells: found,
    answer: detections,
  },
  {
    operation: 'POST /identityProtection/riskyUsers/dismiss',
    asks: 'Says that some people are not at risk',
    answer: (ask) => decide(ask, { level: 'none', state: 'dismissed' }),
  },
  {
    operation: 'POST /identityProtection/riskyUsers/confirmSafe',
    asks: 'Says that some people are safe',
    answer: (ask) => decide(ask, { level: 'none', state: 'confirmedSafe' }),
  },
  {
    operation: 'POST /identityProtection/riskyUsers/confirmCompromised',
    asks: 'Says that some accounts are in wrong hands',
    answer: (ask) => decide(ask, { level: 'high', state: 'confirmedCompromised' }),
  },
];

const risky = (ask: Ask): SandboxUser[] => [
  ...ask.world.data.users.values().filter((user) => user.risk !== null && user.deletedDateTime === null),
];

function riskyUsers(ask: Ask): Answer {
  return collection(ask, {
    name: 'identityProtection/riskyUsers',
    items: risky(ask),
    json: riskyJson,
    maxTop: 500,
  });
}

/** Whoever never was at risk is unknown there. */
function ofRisky(answer: (ask: Ask, user: SandboxUser) => Answer): Route['answer'] {
  return (ask) => {
    const id = ask.params['user'] ?? '';
    const user = ask.world.data.users.get(id);
    return user?.risk ? answer(ask, user) : notFound(id);
  };
}

const riskyJson = (user: SandboxUser): Json => ({
  id: user.id,
  isDeleted: user.deletedDateTime !== null,
  isProcessing: false,
  riskDetail: DETAILS[user.risk?.state ?? ''] ?? 'none',
  riskLastUpdatedDateTime: lastSignInOf(user),
  riskLevel: user.risk?.level ?? 'none',
  riskState: user.risk?.state ?? 'none',
  userDisplayName: user.displayName,
  userPrincipalName: user.userPrincipalName,
});

const DETAILS: Readonly<Record<string, string>> = {
  dismissed: 'adminDismissedAllRiskForUser',
  confirmedSafe: 'adminConfirmedSigninSafe',
  confirmedCompromised: 'adminConfirmedUserCompromised',
};

const lastSignInOf = (user: SandboxUser): string =>
  user.signIns.at(-1)?.createdDateTime ?? user.createdDateTime;

function history(ask: Ask, user: SandboxUser): Answer {
  const item = {
    ...riskyJson(user),
    userId: user.id,
    initiatedBy: null,
    activity: { detail: 'none', riskEventTypes: ['unfamiliarFeatures'] },
  };
  return collection(ask, {
    name: `identityProtection/riskyUsers('${user.id}')/history`,
    items: [item],
    json: (each) => each,
  });
}

function detections(ask: Ask): Answer {
  return collection(ask, {
    name: 'identityProtection/riskDetections',
    items: risky(ask),
    maxTop: 500,
    json: (user) => ({
      id: `risk-${user.id}`,
      activity: 'signin',
      activityDateTime: lastSignInOf(user),
      detectedDateTime: lastSignInOf(user),
      detectionTimingType: 'realtime',
      ipAddress: user.signIns.at(-1)?.ipAddress ?? null,
      lastUpdatedDateTime: lastSignInOf(user),
      riskDetail: 'none',
      riskEventType: 'unfamiliarFeatures',
      riskLevel: user.risk?.level ?? 'none',
      riskState: user.risk?.state ?? 'none',
      source: 'IdentityProtection',
      tokenIssuerType: 'AzureAD',
      userDisplayName: user.displayName,
      userId: user.id,
      userPrincipalName: user.userPrincipalName,
    }),
  });
}

const PEOPLE_AT_ONCE = 60;

function decide(ask: Ask, risk: NonNullable<SandboxUser['risk']>): Answer {
  const ids = isRecord(ask.body) ? ask.body['userIds'] : undefined;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > PEOPLE_AT_ONCE) {
    return badRequest('userIds must name between 1 and 60 people.', 'BadRequest');
  }
  const users = ids.map((id) => findUser(ask.world.data, String(id)));
  const stranger = users.findIndex((user) => user === undefined);
  if (stranger >= 0) return notFound(String(ids[stranger]));
  for (const user of users) if (user) user.risk = { ...risk };
  return noContent();
}
