import { type Answer, badRequest, isRecord, type Json, noContent, notFound, ok } from './answer.ts';
import { type Ask, contextOf, type Route } from './ask.ts';
import { collection, pick } from './collection.ts';
import { configurationOf, configurations } from './method-policy.ts';

const POLICY = '/policies/authenticationMethodsPolicy' as const;
const CONFIGURATIONS = `${POLICY}/authenticationMethodConfigurations` as const;

/** The authentication methods policy and the configuration of each method. */
export const policyRoutes: readonly Route[] = [
  {
    operation: `GET ${POLICY}`,
    asks: 'Reads which sign-in methods the company allows',
    answer: (ask) => shown(ask, ask.world.data.policies.authenticationMethods, 'authenticationMethodsPolicy'),
  },
  {
    operation: `PATCH ${POLICY}`,
    asks: 'Changes which sign-in methods the company allows',
    answer: changePolicy,
  },
  {
    operation: `GET ${CONFIGURATIONS}`,
    asks: 'Reads the rules of each sign-in method',
    answer: (ask) =>
      collection(ask, {
        name: 'authenticationMethodConfigurations',
        items: configurations(ask.world.data),
        json: (one) => one,
      }),
  },
  {
    operation: `GET ${CONFIGURATIONS}/{configuration}`,
    asks: 'Reads the rules of a sign-in method',
    answer: (ask) => oneConfiguration(ask, ask.params['configuration'] ?? ''),
  },
  {
    operation: `GET ${CONFIGURATIONS}/fido2`,
    asks: 'Reads the rules for passkeys',
    answer: (ask) => oneConfiguration(ask, 'Fido2'),
  },
  {
    operation: `GET ${CONFIGURATIONS}/microsoftAuthenticator`,
    asks: 'Reads the rules for the Authenticator app',
    answer: (ask) => oneConfiguration(ask, 'MicrosoftAuthenticator'),
  },
  {
    operation: `GET ${CONFIGURATIONS}/temporaryAccessPass`,
    asks: 'Reads the rules for Temporary Access Passes',
    answer: (ask) => oneConfiguration(ask, 'TemporaryAccessPass'),
  },
  {
    operation: `PATCH ${CONFIGURATIONS}/fido2`,
    asks: 'Changes the rules for passkeys',
    answer: (ask) => changeConfiguration(ask, 'Fido2', FIDO2_MEMBERS),
  },
  {
    operation: `PATCH ${CONFIGURATIONS}/temporaryAccessPass`,
    asks: 'Changes the rules for Temporary Access Passes',
    answer: (ask) => changeConfiguration(ask, 'TemporaryAccessPass', PASS_MEMBERS),
  },
];

const POLICY_MEMBERS = new Set(
  '@odata.type description displayName policyMigrationState policyVersion reconfirmationInDays registrationEnforcement'.split(
    ' ',
  ),
);
const BETA_POLICY_MEMBERS = new Set(['reportSuspiciousActivitySettings', 'systemCredentialPreferences']);
const FIDO2_MEMBERS = new Set(
  (
    '@odata.type id excludeTargets state defaultPasskeyProfile isAttestationEnforced ' +
    'isSelfServiceRegistrationAllowed keyRestrictions includeTargets passkeyProfiles'
  ).split(' '),
);
const PASS_MEMBERS = new Set(
  (
    '@odata.type id excludeTargets state defaultLength defaultLifetimeInMinutes isUsableOnce ' +
    'maximumLifetimeInMinutes minimumLifetimeInMinutes includeTargets'
  ).split(' '),
);

const shown = (ask: Ask, json: Json, name: string): Answer =>
  ok({ '@odata.context': contextOf(ask, name), ...pick(json, ask.query.select) });

function oneConfiguration(ask: Ask, id: string): Answer {
  const configuration = configurationOf(ask.world.data, id);
  return configuration
    ? shown(ask, configuration, 'authenticationMethodConfigurations/$entity')
    : notFound(id);
}

function changePolicy(ask: Ask): Answer {
  const policy = ask.world.data.policies.authenticationMethods;
  const members =
    ask.version === 'beta' ? new Set([...POLICY_MEMBERS, ...BETA_POLICY_MEMBERS]) : POLICY_MEMBERS;
  const why = complaint(ask.body, members);
  if (why !== undefined) return badRequest(why, 'badRequest');
  Object.assign(policy, ask.body, { lastModifiedDateTime: ask.world.clock.now().toISOString() });
  audit(ask, 'Authentication Methods Policy Update', 'authenticationMethodsPolicy');
  return shown(ask, policy, 'authenticationMethodsPolicy');
}

function changeConfiguration(ask: Ask, id: string, members: ReadonlySet<string>): Answer {
  const configuration = configurationOf(ask.world.data, id);
  if (!configuration) return notFound(id);
  const why = complaint(ask.body, members);
  if (why !== undefined) return badRequest(why, 'badRequest');
  if (isRecord(ask.body) && ask.body['@odata.type'] === undefined) {
    return badRequest("The '@odata.type' of the configuration is missing.", 'badRequest');
  }
  Object.assign(configuration, ask.body, { id: configuration['id'] });
  audit(ask, 'Authentication Methods Policy Update', String(configuration['id']));
  return noContent();
}

/** A misspelt member is refused, never stored. */
function complaint(body: unknown, members: ReadonlySet<string>): string | undefined {
  if (!isRecord(body)) return 'A JSON object is expected.';
  const stranger = Object.keys(body).find((name) => !members.has(name));
  return stranger === undefined ? undefined : `The property '${stranger}' does not exist.`;
}

function audit(ask: Ask, activity: string, name: string): void {
  ask.world.audit.write({
    activity,
    category: 'Policy',
    operationType: 'Update',
    target: { id: name, displayName: name, type: 'Policy' },
    by: ask.caller,
  });
}
