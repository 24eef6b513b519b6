import type { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { Call } from '../../http.ts';
import type { SandboxUser } from '../../tenant/model.ts';
import { PRETENDED, type Pretended } from './register.ts';

type Response = Parameters<typeof verifyRegistrationResponse>[0]['response'] &
  Parameters<typeof verifyAuthenticationResponse>[0]['response'];

/** Names are cut here, as Entra does. */
const NAME_LIMIT = 30;

/** What a page sent: every field may be missing or odd, and then becomes something harmless. */
export type Input = {
  readonly kind: 'readable';
  text(field: string): string;
  name(user: SandboxUser): string;
  pretended(): Pretended;
  response(): Response;
};

type Unreadable = { readonly kind: 'unreadable'; readonly words: string };

/** Reads the JSON of a page. */
export function inputOf(call: Call): Input | Unreadable {
  const fields = fieldsOf(call.body);
  if (!fields) return { kind: 'unreadable', words: 'The request is no JSON object.' };
  const text = (field: string) => {
    const value = fields[field];
    return typeof value === 'string' ? value : '';
  };
  return {
    kind: 'readable',
    text,
    name: (user) => text('name').trim().slice(0, NAME_LIMIT) || `${user.givenName}’s passkey`,
    pretended: () => PRETENDED.find((kind) => kind === text('kind')) ?? 'authenticator',
    response: () => responseFrom(fields['response']),
  };
}

function fieldsOf(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The shape is WebAuthn's; its content is checked by the library, which refuses what does not fit. */
function responseFrom(value: unknown): Response {
  return (typeof value === 'object' && value !== null ? value : {}) as Response;
}
