import type { SandboxUser } from '../tenant/model.ts';
import { type Answer, badRequest, isRecord, type Json, notFound } from './answer.ts';
import { type Ask, type Route, type World } from './ask.ts';
import { collection, entity, found } from './collection.ts';

/** Defender's alerts and the secure score; alerts can be worked on. */
export const securityRoutes = (world: World): readonly Route[] => [...alertRoutes(world), ...scoreRoutes];

function alertRoutes({ data }: World): Route[] {
  const changes = new Map<string, Json>();
  const alerts = (): Json[] =>
    data.users
      .values()
      .filter((user) => user.risk !== null && user.risk.level !== 'none')
      .map((user) => ({ ...alertFor(user, data.id), ...changes.get(alertIdOf(user)) }))
      .toArray();
  return [
    {
      operation: 'GET /security/alerts_v2',
      asks: 'Asks Defender for alerts',
      tells: found,
      answer: (ask) =>
        collection(ask, { name: 'security/alerts_v2', items: alerts(), json: (alert) => alert }),
    },
    {
      operation: 'GET /security/alerts_v2/{alert}',
      asks: 'Asks Defender for an alert',
      answer: (ask) => oneAlert(ask, alerts()),
    },
    {
      operation: 'PATCH /security/alerts_v2/{alert}',
      asks: 'Works on an alert of Defender',
      answer: (ask) => {
        const id = ask.params['alert'] ?? '';
        if (!alerts().some((alert) => alert['id'] === id)) return notFound(id);
        const why = complaint(ask.body);
        if (why !== undefined) return badRequest(why, 'BadRequest');
        changes.set(id, { ...changes.get(id), ...(ask.body as Json) });
        return oneAlert(ask, alerts());
      },
    },
    {
      operation: 'GET /security/incidents',
      asks: 'Asks Defender for incidents',
      tells: found,
      answer: (ask) =>
        collection(ask, {
          name: 'security/incidents',
          items: alerts().map(incidentFor),
          json: (each) => each,
        }),
    },
  ];
}

const scoreRoutes: readonly Route[] = [
  { operation: 'GET /security/secureScores', asks: 'Asks for the secure score', answer: scores },
  {
    operation: 'GET /security/secureScoreControlProfiles',
    asks: 'Asks what would raise the secure score',
    tells: found,
    answer: controls,
  },
];

const alertIdOf = (user: SandboxUser): string => `ad${user.id}`;
const MEMBERS = new Set(
  '@odata.type assignedTo classification customDetails determination status'.split(' '),
);

function complaint(body: unknown): string | undefined {
  if (!isRecord(body)) return 'A JSON object is expected.';
  const stranger = Object.keys(body).find((name) => !MEMBERS.has(name));
  return stranger === undefined ? undefined : `The property '${stranger}' cannot be changed.`;
}

function oneAlert(ask: Ask, alerts: readonly Json[]): Answer {
  const id = ask.params['alert'] ?? '';
  const alert = alerts.find((each) => each['id'] === id);
  return alert ? entity(ask, 'security/alerts_v2', alert) : notFound(id);
}

function alertFor(user: SandboxUser, tenantId: string): Json {
  const at = user.signIns.at(-1)?.createdDateTime ?? user.createdDateTime;
  return {
    id: alertIdOf(user),
    assignedTo: null,
    category: 'InitialAccess',
    classification: null,
    createdDateTime: at,
    description: `Somebody signed in as ${user.displayName} from an unfamiliar place.`,
    detectionSource: 'azureAdIdentityProtection',
    determination: null,
    firstActivityDateTime: at,
    incidentId: `incident-${user.id}`,
    lastActivityDateTime: at,
    lastUpdateDateTime: at,
    providerAlertId: alertIdOf(user),
    serviceSource: 'azureAdIdentityProtection',
    severity: user.risk?.level ?? 'low',
    status: 'new',
    tenantId,
    title: 'Unfamiliar sign-in properties',
    comments: [],
    evidence: [],
  };
}

const incidentFor = (alert: Json): Json => ({
  id: alert['incidentId'],
  assignedTo: alert['assignedTo'],
  createdDateTime: alert['createdDateTime'],
  displayName: alert['title'],
  lastUpdateDateTime: alert['lastUpdateDateTime'],
  severity: alert['severity'],
  status: alert['status'] === 'resolved' ? 'resolved' : 'active',
  tenantId: alert['tenantId'],
  customTags: [],
  comments: [],
});

const VENDOR = { provider: 'SecureScore', providerVersion: null, subProvider: null, vendor: 'Microsoft' };
const HIGHEST = 10;

/** One line for today: half of the points come from people with a passkey. */
function scores(ask: Ask): Answer {
  const { data, clock } = ask.world;
  const people = data.users
    .values()
    .filter((user) => user.userType === 'Member' && user.accountEnabled)
    .toArray();
  const ready = people.filter((user) => user.methods.some(({ kind }) => kind === 'passkey')).length;
  const score = Math.round((HIGHEST * ready * 10) / Math.max(1, people.length)) / 10;
  const line = {
    id: `${data.id}_${clock.now().toISOString().slice(0, 10)}`,
    azureTenantId: data.id,
    activeUserCount: people.length,
    createdDateTime: clock.now().toISOString(),
    currentScore: 30 + score,
    enabledServices: ['HasExchange', 'HasTeams'],
    licensedUserCount: people.length,
    maxScore: 60,
    vendorInformation: VENDOR,
    averageComparativeScores: [{ basis: 'AllTenants', averageScore: 32.5 }],
    controlScores: [
      {
        controlCategory: 'Identity',
        controlName: 'MFARegistrationV2',
        description: 'Registered for MFA',
        score,
      },
    ],
  };
  return collection(ask, { name: 'security/secureScores', items: [line], json: (each) => each });
}

function controls(ask: Ask): Answer {
  const line = {
    id: 'MFARegistrationV2',
    azureTenantId: ask.world.data.id,
    actionType: 'Config',
    actionUrl: null,
    controlCategory: 'Identity',
    deprecated: false,
    implementationCost: 'Low',
    lastModifiedDateTime: null,
    maxScore: HIGHEST,
    rank: 1,
    service: 'AAD',
    threats: ['Account breach'],
    tier: 'Core',
    title: 'Ensure multifactor authentication is enabled for all users',
    userImpact: 'Low',
    vendorInformation: VENDOR,
    complianceInformation: [],
    controlStateUpdates: [],
  };
  return collection(ask, {
    name: 'security/secureScoreControlProfiles',
    items: [line],
    json: (each) => each,
  });
}
