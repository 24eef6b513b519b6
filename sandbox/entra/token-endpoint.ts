import type { Call, Result } from '../http.ts';
import type { SandboxApp } from '../tenant/model.ts';
import type { EntraDeps } from './deps.ts';
import { refused, type Refusal } from './errors.ts';
import type { Granted, NotGranted } from './grant.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { BOT_AUDIENCE, GRAPH_AUDIENCE, TOKEN_LIFETIME_S } from './tokens.ts';

/** POST /oauth2/v2.0/token: client credentials and on-behalf-of, each written to the journal. */
export async function tokenEndpoint(deps: EntraDeps, call: Call): Promise<Result> {
  const started = performance.now();
  const form = new URLSearchParams(call.body.toString('utf8'));
  const outcome = deps.faults.strikes('entra-down') ? DOWN : await decide(deps, call, form);
  const result = answer(deps, outcome);
  deps.journal.write({
    from: 'Keywave',
    to: 'Entra',
    sentence: outcome.sentence,
    call: `POST /oauth2/v2.0/token · ${form.get('grant_type') ?? 'nothing asked'}`,
    status: result.status,
    ms: Math.round(performance.now() - started),
    ...(outcome.kind === 'granted' && outcome.about !== undefined ? { about: outcome.about } : {}),
    ...(outcome === DOWN ? { fault: 'entra-down' } : {}),
  });
  return result;
}

const DOWN: NotGranted = {
  kind: 'refused',
  sentence: 'Asks for a token. Entra gives out none, because you switched that fault on.',
  refusal: {
    status: 503,
    error: 'temporarily_unavailable',
    code: 90033,
    words: 'A transient error has occurred. Please try again.',
  },
};

function answer(deps: EntraDeps, outcome: Granted | NotGranted): Result {
  if (outcome.kind === 'refused') return refused(outcome.refusal, deps.clock.realNow());
  const { token, scope } = outcome;
  return {
    status: 200,
    body: {
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME_S,
      ext_expires_in: TOKEN_LIFETIME_S,
      access_token: token,
      ...(scope === undefined ? {} : { scope }),
    },
  };
}

async function decide(deps: EntraDeps, call: Call, form: URLSearchParams): Promise<Granted | NotGranted> {
  const app = clientOf(deps, call, form);
  if (!app)
    return no(
      'A program that Entra does not know, or with a wrong secret, asks for a token. Refused.',
      WRONG_CLIENT,
    );
  const grantType = form.get('grant_type');
  if (grantType === 'client_credentials') return await clientCredentials(deps, app, form.get('scope') ?? '');
  if (grantType === 'urn:ietf:params:oauth:grant-type:jwt-bearer') return await onBehalfOf(deps, app, form);
  return no(`${app.displayName} asks for a token in a way that Entra does not know. Refused.`, UNKNOWN_GRANT);
}

const WRONG_CLIENT: Refusal = {
  status: 401,
  error: 'invalid_client',
  code: 7000215,
  words: 'Invalid client secret provided, or the application is not found in the directory.',
};
const UNKNOWN_GRANT: Refusal = {
  status: 400,
  error: 'unsupported_grant_type',
  code: 70003,
  words: 'The app requested an unsupported grant type.',
};
const UNKNOWN_SCOPE: Refusal = {
  status: 400,
  error: 'invalid_scope',
  code: 70011,
  words: 'The provided value for the input parameter scope is not valid.',
};

/** The registered app, by the form's fields or by HTTP Basic. */
function clientOf(deps: EntraDeps, call: Call, form: URLSearchParams): SandboxApp | undefined {
  const [, encoded] = /^Basic (.+)$/i.exec(call.headers.authorization ?? '') ?? [];
  const basic = encoded ? Buffer.from(encoded, 'base64').toString('utf8') : ':';
  const cut = basic.indexOf(':');
  const id = form.get('client_id') ?? decodeURIComponent(basic.slice(0, cut));
  const secret = form.get('client_secret') ?? decodeURIComponent(basic.slice(cut + 1));
  const app = deps.data.apps.get(id);
  return app && app.secret === secret ? app : undefined;
}

async function clientCredentials(
  deps: EntraDeps,
  app: SandboxApp,
  scope: string,
): Promise<Granted | NotGranted> {
  switch (scope) {
    case `${GRAPH_AUDIENCE}/.default`:
      return {
        kind: 'granted',
        token: await deps.tokens.graphApp(app),
        sentence: `${app.displayName} gets a token for Graph, with ${app.roles.length} permissions.`,
      };
    case `${BOT_AUDIENCE}/.default`:
      return {
        kind: 'granted',
        token: await deps.tokens.connector(app),
        sentence: `${app.displayName} gets a token for Teams.`,
      };
    default:
      return no(
        `${app.displayName} asks for a token for “${scope}”, which Entra does not know. Refused.`,
        UNKNOWN_SCOPE,
      );
  }
}

function no(sentence: string, refusal: Refusal): NotGranted {
  return { kind: 'refused', sentence, refusal };
}
