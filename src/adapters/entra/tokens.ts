import { Secret } from '../../core/secret.ts';
import { EntraError } from './entra-error.ts';

/** The app's own token for this scope (`…/.default`). `refused` is one that was just turned down: it is not given again. */
export type Tokens = (scope: string, refused?: Secret) => Promise<Secret>;

/** Asks Entra for a token, every time anew. */
export type TokenSource = (scope: string) => Promise<FreshToken>;
export type FreshToken = { readonly token: Secret; readonly expiresAt: Date };

const EARLY_MS = 5 * 60_000;
const YOUNG_MS = 60_000;

type Kept = FreshToken & { readonly fetchedAt: Date };

/** Keeps tokens until shortly before they end, and asks once however many wait. `now` is the real time, as tokens count it. */
export function cachedTokens(source: TokenSource, now: () => Date): Tokens {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Secret>>();

  async function fetchNow(scope: string): Promise<Secret> {
    const fresh = await source(scope);
    kept.set(scope, { ...fresh, fetchedAt: now() });
    return fresh.token;
  }

  function fetchOnce(scope: string): Promise<Secret> {
    const running = underWay.get(scope);
    if (running) return running;
    const started = fetchNow(scope).finally(() => underWay.delete(scope));
    underWay.set(scope, started);
    return started;
  }

  return async (scope, refused) => {
    const have = kept.get(scope);
    if (!have) return fetchOnce(scope);
    if (isRefused(have, refused, now())) return fetchOnce(scope);
    const leftMs = have.expiresAt.getTime() - now().getTime();
    if (leftMs > EARLY_MS) return have.token;
    // Entra may be away for a moment while the old token is still good.
    return fetchOnce(scope).catch((error: unknown) => {
      if (leftMs > 0) return have.token;
      throw error;
    });
  };
}

/** A token that is refused right after it was made will not get better by asking again. */
function isRefused(have: Kept, refused: Secret | undefined, now: Date): boolean {
  return refused?.reveal() === have.token.reveal() && now.getTime() - have.fetchedAt.getTime() > YOUNG_MS;
}

/** One token from the sandbox's Entra, which answers on this machine only. */
export function sandboxTokenSource(app: SandboxApp, now: () => Date): TokenSource {
  const endpoint = new URL(`${app.sandboxUrl}/entra/${app.tenantId}/oauth2/v2.0/token`);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(endpoint.hostname)) {
    throw new EntraError('sandbox-not-local', { isRetryable: false });
  }
  return async (scope) => {
    const response = await ask(endpoint, {
      grant_type: 'client_credentials',
      client_id: app.clientId,
      client_secret: app.secret.reveal(),
      scope,
    });
    return { token: response.token, expiresAt: new Date(now().getTime() + response.lifetimeMs) };
  };
}

export type SandboxApp = {
  readonly sandboxUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly secret: Secret;
};

async function ask(
  endpoint: URL,
  form: Record<string, string>,
): Promise<{ token: Secret; lifetimeMs: number }> {
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new EntraError('unreachable', { isRetryable: true, cause });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  const token = field(answer, 'access_token');
  const lifetime = field(answer, 'expires_in');
  if (response.ok && typeof token === 'string' && typeof lifetime === 'number') {
    return { token: new Secret(token), lifetimeMs: lifetime * 1000 };
  }
  const code = field(answer, 'error');
  throw new EntraError(typeof code === 'string' ? code : `answered-${response.status}`, {
    isRetryable: response.status >= 500 || response.status === 429,
  });
}

function field(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, name)
    ? Reflect.get(json, name)
    : undefined;
}
