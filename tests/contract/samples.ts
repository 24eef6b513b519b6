import type { GraphRig } from '../sandbox/graph-rig.ts';
import type { SliceOperation } from './graph-slice.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0';

/** The path of an operation for somebody: one for each thing of theirs that it can be about. */
export function pathsFor(graph: GraphRig, { path }: SliceOperation, name: string): string[] {
  const user = graph.user(name);
  const filled = path
    .replace('{user-id}', user.id)
    .replace('{userRegistrationDetails-id}', user.id)
    .replace('{riskyUser-id}', riskyId(graph))
    .replace('{group-id}', groupId(graph))
    .replace('{directoryObject-id}', newcomerId(graph))
    .replace('{directoryRole-id}', `roleTemplateId=${roleId(graph)}`)
    .replace('{authenticationMethodConfiguration-id}', 'Fido2')
    .replace('{conditionalAccessPolicy-id}', String(graph.data.policies.conditionalAccess[0]?.['id']))
    .replace('{authenticationStrengthPolicy-id}', strengthId(graph))
    .replace('{managedDevice-id}', managedId(graph))
    .replace('{signIn-id}', signInId(graph))
    .replace('{alert-id}', `ad${riskyId(graph)}`)
    .replace('{chat-id}', `19:${user.id}_b07b07b0-0000-4000-8000-000000000001@unq.gbl.spaces`)
    .replace('{userScopeTeamsAppInstallation-id}', installationId(user.id))
    .replace('{subscription-id}', lastId(graph, '/subscriptions'))
    .replace('{device-id}', lastId(graph, '/devices'))
    .replace('{includedUserTypes}', 'all')
    .replace('{includedUserRoles}', 'all')
    .replace('{challengeTimeoutInMinutes}', '10')
    .replace('{period}', 'd30');
  if (!filled.includes('Method-id}')) return [filled];
  const kinds = METHODS.find(([part]) => filled.includes(`/${part}/`))?.[1] ?? [];
  return user.methods
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(({ id }) => filled.replace(/\{\w+-id\}/, encodeURIComponent(id)));
}

const METHODS = [
  ['fido2Methods', ['passkey']],
  ['microsoftAuthenticatorMethods', ['authenticator']],
  ['platformCredentialMethods', ['platformCredential']],
  ['temporaryAccessPassMethods', ['temporaryAccessPass']],
  ['windowsHelloForBusinessMethods', ['windowsHello']],
] as const satisfies readonly (readonly [string, readonly string[]])[] as readonly (readonly [
  string,
  readonly string[],
])[];

const riskyId = (graph: GraphRig): string =>
  graph.data.users.values().find(({ risk }) => risk !== null)?.id ?? '';

const roleId = (graph: GraphRig): string =>
  graph.data.roles.find(({ kind }) => kind === 'active')?.roleTemplateId ?? '';

/** A group that the app may change. */
const groupId = (graph: GraphRig): string =>
  graph.data.groups
    .values()
    .find(({ isAssignableToRole, memberIds }) => !isAssignableToRole && memberIds.length > 1)?.id ?? '';

/** Somebody who is not in that group; the removal that follows takes them out again. */
function newcomerId(graph: GraphRig): string {
  return graph.data.groups.get(groupId(graph))?.memberIds.at(-1) ?? '';
}

const strengthId = (graph: GraphRig): string => {
  const id = graph.data.policies.authenticationStrengths.findLast(
    (each) => each['policyType'] === 'custom',
  )?.['id'];
  return typeof id === 'string' ? id : '00000000-0000-0000-0000-000000000004';
};

const managedId = (graph: GraphRig): string =>
  graph.data.users
    .values()
    .flatMap(({ devices }) => devices)
    .find(({ isManaged }) => isManaged)?.id ?? '';

const signInId = (graph: GraphRig): string =>
  graph.data.users
    .values()
    .flatMap(({ signIns }) => signIns)
    .find(() => true)?.id ?? '';

const installationId = (userId: string): string =>
  Buffer.from(`${userId}##4b5c6d7e-1111-4222-8333-944455566677`).toString('base64url');

/** The id of the last thing that an answer below a path spoke of. */
function lastId(graph: GraphRig, path: string): string {
  const seen = graph.exchanges.findLast(
    ({ url, status }) => url.split('?')[0]?.endsWith(path) === true && status < 300,
  );
  const body = seen?.responseBody as { id?: string; value?: { id: string }[] } | undefined;
  return body?.id ?? body?.value?.at(-1)?.id ?? 'unknown';
}

type Body = Readonly<Record<string, unknown>>;

/** A request body that Graph takes. */
export function bodyFor(graph: GraphRig, { method, path }: SliceOperation, name: string): unknown {
  const user = graph.user(name);
  const make = Object.entries(BODIES).find(([key]) => `${method} ${path}`.endsWith(key))?.[1];
  if (!make) throw new Error(`No body for ${method} ${path}`);
  return make(user.id, graph);
}

const notification: Body = {
  topic: { source: 'text', value: 'Your sign-in', webUrl: 'https://teams.microsoft.com/l/entity/x' },
  activityType: 'passkeyReady',
  previewText: { content: 'Your passkey works.' },
};

const BODIES: Readonly<Record<string, (userId: string, graph: GraphRig) => Body>> = {
  'POST /chats': (userId, graph) => ({
    chatType: 'group',
    topic: 'Passkeys',
    members: [userId, riskyId(graph)].map((id) => ({
      '@odata.type': '#microsoft.graph.aadUserConversationMember',
      roles: ['owner'],
      'user@odata.bind': `${GRAPH}/users('${id}')`,
    })),
  }),
  '/messages': () => ({ body: { contentType: 'text', content: 'Hello' } }),
  '/getPresencesByUserId': (userId) => ({ ids: [userId] }),
  '/getByIds': (userId, graph) => ({ ids: [userId, groupId(graph)], types: ['user', 'group'] }),
  'PATCH /groups/{group-id}': () => ({ description: 'Everybody who is asked' }),
  'members/$ref': (_userId, graph) => ({ '@odata.id': `${GRAPH}/directoryObjects/${strangerTo(graph)}` }),
  '/updateAllowedCombinations': () => ({ allowedCombinations: ['fido2', 'windowsHelloForBusiness'] }),
  'POST /identity/conditionalAccess/authenticationStrength/policies': () => strength,
  'POST /policies/authenticationStrengthPolicies': () => strength,
  'POST /identity/conditionalAccess/policies': (userId) => ({
    displayName: 'Passkeys for pilots',
    state: 'enabledForReportingButNotEnforced',
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: ['All'] },
      users: { includeUsers: [userId] },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  }),
  'PATCH /identity/conditionalAccess/policies/{conditionalAccessPolicy-id}': () => ({ state: 'disabled' }),
  '/dismiss': (userId) => ({ userIds: [userId] }),
  '/confirmSafe': (userId) => ({ userIds: [userId] }),
  '/confirmCompromised': (userId) => ({ userIds: [userId] }),
  'PATCH /policies/authenticationMethodsPolicy': () => ({ reconfirmationInDays: 90 }),
  'authenticationMethodConfigurations/fido2': () => ({
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
    state: 'enabled',
  }),
  'authenticationMethodConfigurations/temporaryAccessPass': () => ({
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
    defaultLifetimeInMinutes: 60,
  }),
  '/alerts_v2/{alert-id}': () => ({ status: 'inProgress', assignedTo: 'helpdesk@contoso.example' }),
  'POST /subscriptions': () => ({
    changeType: 'updated',
    notificationUrl: 'https://keywave.contoso.example/graph',
    resource: 'users',
    expirationDateTime: '2026-11-23T09:00:00Z',
  }),
  'PATCH /subscriptions/{subscription-id}': () => ({ expirationDateTime: '2026-11-24T09:00:00Z' }),
  '/sendActivityNotificationToRecipients': (userId) => ({
    ...notification,
    recipients: [{ '@odata.type': '#microsoft.graph.aadUserNotificationRecipient', userId }],
  }),
  '/sendActivityNotification': () => notification,
  'POST /users/{user-id}/authentication/fido2Methods': (_userId, graph) => ({
    displayName: 'YubiKey on keyring',
    publicKeyCredential: {
      id: `key-${graph.exchanges.length}`,
      response: {
        clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0',
        attestationObject: 'o2NmbXRkbm9uZWdhdHRTdG10oA',
      },
      clientExtensionResults: {},
    },
  }),
  '/temporaryAccessPassMethods': () => ({ lifetimeInMinutes: 60, isUsableOnce: true }),
  '/checkMemberGroups': (_userId, graph) => ({ groupIds: [groupId(graph)] }),
  '/sendMail': () => ({
    Message: {
      subject: 'Your sign-in',
      body: { contentType: 'text', content: 'Hello' },
      toRecipients: [{ emailAddress: { address: 'adele@contoso.example' } }],
    },
  }),
  'POST /users/{user-id}/teamwork/installedApps': () => ({
    'teamsApp@odata.bind': `${GRAPH}/appCatalogs/teamsApps/4b5c6d7e-1111-4222-8333-944455566677`,
  }),
  '/upgrade': () => ({}),
  '/requirements': () => ({ perUserMfaState: 'disabled' }),
  '/signInPreferences': () => ({ userPreferredMethodForSecondaryAuthentication: 'push' }),
};

const strength: Body = { displayName: 'Passkeys only', allowedCombinations: ['fido2'] };

function strangerTo(graph: GraphRig): string {
  const members = graph.data.groups.get(groupId(graph))?.memberIds ?? [];
  return (
    graph.data.users
      .values()
      .find(({ id, deletedDateTime }) => deletedDateTime === null && !members.includes(id))?.id ?? ''
  );
}
