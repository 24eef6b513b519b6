import type { SandboxUser } from '../tenant/model.ts';
import type { StepUp } from './tokens.ts';

/**
 * What a claims challenge gets this person: the authentication contexts it asks for, when they have a passkey to sign in
 * with anew; nothing extra otherwise, as Conditional Access would leave it.
 */
export function stepUpFor(user: SandboxUser, claims: readonly string[]): StepUp | undefined {
  const acrs = claims.flatMap(contextsIn);
  const hasPasskey = user.methods.some(({ kind }) => kind === 'passkey');
  return acrs.length > 0 && hasPasskey ? { acrs } : undefined;
}

/** Reads `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`. */
function contextsIn(claim: string): readonly string[] {
  const acrs = fieldOf(fieldOf(parsed(claim), 'access_token'), 'acrs');
  const [value, values] = [fieldOf(acrs, 'value'), fieldOf(acrs, 'values')];
  const all = Array.isArray(values) ? values : [value];
  return all.filter((one) => typeof one === 'string');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
