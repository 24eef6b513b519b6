import {
  AuthenticationError,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import { Secret } from '../../core/secret.ts';
import { EntraError } from './entra-error.ts';
import type { TokenSource } from './tokens.ts';

/** How the app proves to Entra who it is. */
export type AppIdentity = { readonly tenantId: string; readonly clientId: string } & (
  | { readonly kind: 'managed-identity' }
  | { readonly kind: 'certificate'; readonly path: string }
  | { readonly kind: 'secret'; readonly secret: Secret }
);

/** Tokens from the real Entra. A new credential for each: the library keeps tokens too, and would give a refused one again. */
export function entraTokenSource(identity: AppIdentity): TokenSource {
  return async (scope) => {
    try {
      const { token, expiresOnTimestamp } = (await credentialOf(identity).getToken(scope)) ?? {};
      if (token === undefined || expiresOnTimestamp === undefined)
        throw new Error('Entra answered without a token.');
      return { token: new Secret(token), expiresAt: new Date(expiresOnTimestamp) };
    } catch (cause) {
      throw translated(cause);
    }
  };
}

function credentialOf(identity: AppIdentity): TokenCredential {
  const { tenantId, clientId } = identity;
  switch (identity.kind) {
    case 'managed-identity':
      return new ManagedIdentityCredential({ clientId });
    case 'certificate':
      return new ClientCertificateCredential(tenantId, clientId, { certificatePath: identity.path });
    case 'secret':
      return new ClientSecretCredential(tenantId, clientId, identity.secret.reveal());
  }
}

/** Only Entra's own refusal is final; everything else (network, an identity service that is still starting) may pass. */
function translated(cause: unknown): EntraError {
  if (!(cause instanceof AuthenticationError))
    return new EntraError('unreachable', { isRetryable: true, cause });
  const { statusCode, errorResponse } = cause;
  const isRetryable = statusCode >= 500 || statusCode === 429;
  return new EntraError(errorResponse.error, { isRetryable, cause });
}
