import type { SandboxApp, SandboxUser } from '../tenant/model.ts';
import type { EntraDeps } from './deps.ts';
import type { Refusal } from './errors.ts';
import type { Granted, NotGranted } from './grant.ts';
import { GRAPH_AUDIENCE } from './tokens.ts';

/**
 * Trades a person's single sign-on token for one that lets the app act as that person.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export async function onBehalfOf(
  deps: EntraDeps,
  app: SandboxApp,
  form: URLSearchParams,
): Promise<Granted | NotGranted> {
  if (form.get('requested_token_use') !== 'on_behalf_of') {
    return no(app, 'without saying that it acts for somebody', MISSING_USE);
  }
  const user = await personBehind(deps, form.get('assertion') ?? '');
  if (!user) return no(app, 'with a sign-in that does not hold', BAD_ASSERTION);
  if (!user.accountEnabled || user.deletedDateTime !== null) {
    return no(app, `for ${user.displayName}, whose account is disabled`, DISABLED);
  }
  return await grant(deps, app, user, form.get('scope') ?? '');
}

async function personBehind(deps: EntraDeps, assertion: string): Promise<SandboxUser | undefined> {
  const claims = await deps.tokens.readSso(assertion);
  const oid = claims?.['oid'];
  return typeof oid === 'string' && claims?.['tid'] === deps.data.id ? deps.data.users.get(oid) : undefined;
}

async function grant(
  deps: EntraDeps,
  app: SandboxApp,
  user: SandboxUser,
  asked: string,
): Promise<Granted | NotGranted> {
  const scopes = scopesOf(app, asked);
  if (!scopes)
    return no(app, `for ${user.displayName}, with a scope that Entra does not know`, UNKNOWN_SCOPE);
  const missing = scopes.filter((scope) => !app.delegatedScopes.includes(scope));
  if (missing.length > 0)
    return no(app, `for ${user.displayName}: nobody consented to ${missing.join(', ')}`, NO_CONSENT);
  const roleTemplateIds = deps.data.roles
    .filter(({ principalId, kind }) => principalId === user.id && kind === 'active')
    .map(({ roleTemplateId }) => roleTemplateId);
  return {
    kind: 'granted',
    token: await deps.tokens.graphDelegated(app, user, { scopes, roleTemplateIds }),
    sentence: `${app.displayName} may act as ${user.displayName}: ${scopes.join(', ')}.`,
    scope: scopes.map((scope) => `${GRAPH_AUDIENCE}/${scope}`).join(' '),
    about: user.id,
  };
}

const OPENID_SCOPES = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Names of Graph scopes, `/.default` being everything consented to; nothing for another resource or no scope at all. */
function scopesOf(app: SandboxApp, asked: string): readonly string[] | undefined {
  const words = asked.split(/\s+/).filter((word) => word !== '' && !OPENID_SCOPES.has(word));
  const names = words.map((word) => {
    if (word.startsWith(`${GRAPH_AUDIENCE}/`)) return word.slice(GRAPH_AUDIENCE.length + 1);
    return word.includes('://') ? undefined : word;
  });
  if (names.length === 0 || names.includes(undefined)) return undefined;
  const known = names.filter((name) => name !== undefined);
  return known.includes('.default') ? [...app.delegatedScopes] : [...new Set(known)];
}

const MISSING_USE: Refusal = {
  status: 400,
  error: 'invalid_request',
  code: 900144,
  words: "The request body must contain the following parameter: 'requested_token_use'.",
};
const BAD_ASSERTION: Refusal = {
  status: 400,
  error: 'invalid_grant',
  code: 50013,
  words: 'Assertion failed signature validation, is expired, or was made for another audience.',
};
const DISABLED: Refusal = {
  status: 400,
  error: 'invalid_grant',
  code: 50057,
  words: 'The user account is disabled.',
};
const UNKNOWN_SCOPE: Refusal = {
  status: 400,
  error: 'invalid_scope',
  code: 70011,
  words: 'The provided value for the input parameter scope is not valid.',
};
const NO_CONSENT: Refusal = {
  status: 400,
  error: 'invalid_grant',
  code: 65001,
  words: 'The user or administrator has not consented to use the application.',
  suberror: 'consent_required',
};

function no(app: SandboxApp, how: string, refusal: Refusal): NotGranted {
  return { kind: 'refused', sentence: `${app.displayName} asks for a token ${how}. Refused.`, refusal };
}
