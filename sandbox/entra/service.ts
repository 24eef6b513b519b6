import type { Call, Result, Service } from '../http.ts';
import type { EntraDeps } from './deps.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** Entra and the Bot Framework's login: who they are, their keys, and tokens. Mounted at /entra. */
export function entraService(deps: EntraDeps): Service {
  const tenant = `/${deps.data.id}`;
  const documents: Readonly<Record<string, () => unknown>> = {
    [`${tenant}/v2.0/.well-known/openid-configuration`]: () => tenantMetadata(deps),
    [`${tenant}/discovery/v2.0/keys`]: () => ({ keys: [deps.keys.tenant.published()] }),
    '/botframework/v1/.well-known/openidconfiguration': () => botMetadata(deps),
    '/botframework/v1/keys': () => ({
      keys: [{ ...deps.keys.botFramework.published(), endorsements: ['msteams'] }],
    }),
  };
  return async (call) => {
    if (call.path === `${tenant}/oauth2/v2.0/token`) return await tokens(deps, call);
    const document = Object.hasOwn(documents, call.path) ? documents[call.path] : undefined;
    if (!document)
      return { status: 404, body: { error: 'not_found', error_description: unknown(deps, call) } };
    return call.method === 'GET' ? { status: 200, body: document() } : notAllowed('GET');
  };
}

async function tokens(deps: EntraDeps, call: Call): Promise<Result> {
  return call.method === 'POST' ? await tokenEndpoint(deps, call) : notAllowed('POST');
}

function unknown(deps: EntraDeps, call: Call): string {
  const [, tenant] = call.path.split('/');
  return tenant === deps.data.id || tenant === 'botframework'
    ? `Entra serves nothing at ${call.path}.`
    : `AADSTS90002: Tenant '${tenant ?? ''}' not found.`;
}

function notAllowed(allow: 'GET' | 'POST'): Result {
  return {
    status: 405,
    headers: { allow },
    body: { error: 'invalid_request', error_description: `Use ${allow}.` },
  };
}

function tenantMetadata({ data, url }: EntraDeps) {
  const base = `${url}/entra/${data.id}`;
  return {
    issuer: `https://login.microsoftonline.com/${data.id}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    tenant_region_scope: 'EU',
  };
}

function botMetadata({ url }: EntraDeps) {
  return {
    issuer: 'https://api.botframework.com',
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: `${url}/entra/botframework/v1/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  };
}
