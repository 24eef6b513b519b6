import { randomBytes } from 'node:crypto';
import type { SandboxPasskey, SandboxUser } from '../tenant/model.ts';
import { type Answer, badRequest, created, isRecord, type Json, ok, refuse } from './answer.ts';
import { type Ask, contextOf, type Route } from './ask.ts';
import { authenticatorOf } from './attestation.ts';
import { METHOD_TYPES, methodJson } from './method-json.ts';
import { configurationOf, isTargeted } from './method-policy.ts';
import { writing } from './methods.ts';

/** Registering a passkey on somebody's behalf: what a kiosk does with security keys. */
export const passkeyRoutes: readonly Route[] = [
  {
    operation: 'GET /users/{user}/authentication/fido2Methods/creationOptions',
    asks: 'Asks for the options to make a passkey for {user}',
    only: 'v1.0',
    answer: forOthers((ask, user) => creationOptions(ask, user, DEFAULT_MINUTES)),
  },
  {
    operation:
      'GET /users/{user}/authentication/fido2Methods/creationOptions(challengeTimeoutInMinutes={minutes})',
    asks: 'Asks for the options to make a passkey for {user}',
    only: 'beta',
    answer: forOthers((ask, user) => creationOptions(ask, user, Number(ask.params['minutes']))),
  },
  {
    operation: 'POST /users/{user}/authentication/fido2Methods',
    asks: 'Registers a passkey for {user}',
    answer: forOthers(register),
  },
];

const DEFAULT_MINUTES = 5;
const MOST_MINUTES = 43_200;
const RELYING_PARTY = { id: 'login.microsoft.com', name: 'Microsoft' };

/** Self-service is not supported there: Graph answers 405 to the person themselves. */
function forOthers(answer: (ask: Ask, user: SandboxUser) => Answer): Route['answer'] {
  return writing((ask, user) =>
    ask.caller.userId === user.id
      ? refuse(405, 'methodNotAllowed', 'Self-service operations are not currently supported.')
      : answer(ask, user),
  );
}

function creationOptions(ask: Ask, user: SandboxUser, minutes: number): Answer {
  const refusal = unlessAllowed(ask, user);
  if (refusal) return refusal;
  if (!Number.isInteger(minutes) || minutes < DEFAULT_MINUTES || minutes > MOST_MINUTES) {
    return badRequest('challengeTimeoutInMinutes must be between 5 and 43200.', 'badRequest');
  }
  const until = new Date(ask.world.clock.now().getTime() + minutes * 60_000);
  return ok({
    '@odata.context': contextOf(ask, 'microsoft.graph.webauthnCredentialCreationOptions'),
    challengeTimeoutDateTime: until.toISOString(),
    publicKey: publicKeyFor(user, minutes),
  });
}

const publicKeyFor = (user: SandboxUser, minutes: number): Json => ({
  rp: RELYING_PARTY,
  user: {
    id: Buffer.from(`OF:${user.id}`).toString('base64url'),
    name: user.userPrincipalName,
    displayName: user.displayName,
  },
  challenge: randomBytes(24).toString('base64url'),
  timeout: minutes * 60_000,
  pubKeyCredParams: [
    { type: 'public-key', alg: -7 },
    { type: 'public-key', alg: -257 },
  ],
  excludeCredentials: user.methods
    .filter((method) => method.kind === 'passkey')
    .map(({ id }) => ({ id, type: 'public-key', transports: [] })),
  authenticatorSelection: {
    authenticatorAttachment: 'cross-platform',
    requireResidentKey: true,
    userVerification: 'required',
  },
  attestation: 'direct',
  extensions: {},
});

function register(ask: Ask, user: SandboxUser): Answer {
  const refusal = unlessAllowed(ask, user);
  if (refusal) return refusal;
  const made = madeFrom(ask);
  if (typeof made === 'string') return badRequest(made, 'badRequest');
  if (user.methods.some(({ id }) => id === made.id)) {
    return refuse(409, 'conflict', 'This passkey is registered already.');
  }
  user.methods.push(made);
  const { data, clock } = ask.world;
  const json = methodJson(made, { now: clock.now(), version: ask.version, data, userId: user.id });
  return created({ '@odata.type': METHOD_TYPES.passkey, ...json });
}

/** The policy must let people register, this one too, and guests never can. */
function unlessAllowed(ask: Ask, user: SandboxUser): Answer | undefined {
  const { data } = ask.world;
  const isOpen = configurationOf(data, 'Fido2')?.['isSelfServiceRegistrationAllowed'] === true;
  if (user.userType === 'Guest' || !isOpen || !isTargeted(data, 'Fido2', user.id)) {
    return refuse(403, 'accessDenied', 'The policy does not let this user register a passkey.');
  }
  return undefined;
}

function madeFrom(ask: Ask): SandboxPasskey | string {
  if (!isRecord(ask.body)) return 'A JSON object is expected.';
  const { displayName, publicKeyCredential } = ask.body;
  const response = isRecord(publicKeyCredential) ? publicKeyCredential['response'] : undefined;
  if (!isRecord(publicKeyCredential) || !isRecord(response)) return 'publicKeyCredential is required.';
  const { id } = publicKeyCredential;
  const { attestationObject, clientDataJSON } = response;
  if (typeof id !== 'string' || typeof attestationObject !== 'string' || typeof clientDataJSON !== 'string') {
    return 'publicKeyCredential is not complete.';
  }
  const { aaGuid, isAttested } = authenticatorOf(Buffer.from(attestationObject, 'base64url'));
  return {
    kind: 'passkey',
    id,
    displayName: typeof displayName === 'string' ? displayName : 'Security key',
    createdDateTime: ask.world.clock.now().toISOString(),
    aaGuid,
    model: 'Security key',
    attestationLevel: isAttested ? 'attested' : 'notAttested',
    passkeyType: 'deviceBound',
    attestationCertificates: [],
  };
}
