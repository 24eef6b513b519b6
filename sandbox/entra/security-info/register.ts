import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { AUTHENTICATOR_ANDROID, AUTHENTICATOR_IOS, YUBIKEY_5_NFC } from '../../tenant/methods.ts';
import type { SandboxPasskey, SandboxUser } from '../../tenant/model.ts';
import { attestationOf, isWindowsHello, modelOf, type Attestation } from './authenticators.ts';
import { isOff, isPasskey, note, RP_ID, type SecurityInfoDeps } from './deps.ts';
import { judge, profilesFor, type Candidate } from './passkey-rules.ts';
import { isFresh } from './passes.ts';
import { no, WORDS, type Refused } from './refusal.ts';

type Registration = Parameters<typeof verifyRegistrationResponse>[0]['response'];
type Fresh = Candidate & Attestation & { readonly credential?: NonNullable<SandboxPasskey['credential']> };
export type Added = { readonly kind: 'added'; readonly passkey: SandboxPasskey };

/** Why this person cannot add any passkey at all; undefined when the way is free. */
export function obstacleFor(deps: SecurityInfoDeps, user: SandboxUser): Refused | undefined {
  if (isOff(user)) return no('account-disabled');
  const rules = profilesFor(deps.data, user);
  if (rules.kind === 'refused') return rules;
  return hasProvenItself(deps, user) ? undefined : no('no-second-factor');
}

/** Entra wants a second factor before it lets anybody add one: a method, or a pass this person has just signed in with. */
function hasProvenItself({ clock }: SecurityInfoDeps, user: SandboxUser): boolean {
  return user.methods.some((method) => {
    if (method.kind === 'temporaryAccessPass') return isFresh(method, clock.now());
    return method.kind !== 'password' && method.kind !== 'email';
  });
}

/** What the browser's authenticator is asked for. */
export async function registrationOptions(deps: SecurityInfoDeps, user: SandboxUser) {
  const obstacle = obstacleFor(deps, user);
  if (obstacle) return obstacle;
  const options = await generateRegistrationOptions({
    rpName: `${deps.data.displayName} (practice)`,
    rpID: RP_ID,
    userName: user.userPrincipalName,
    userDisplayName: user.displayName,
    userID: new TextEncoder().encode(user.id),
    attestationType: 'direct',
    supportedAlgorithmIDs: [-7, -257],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: user.methods
      .filter(isPasskey)
      .flatMap(({ credential }) => (credential ? [{ id: credential.id }] : [])),
  });
  deps.challenges.add(options.challenge, 'register', user.id);
  return { kind: 'options', options } as const;
}

/** Checks what the authenticator made, then keeps it under that name. */
export async function register(
  deps: SecurityInfoDeps,
  user: SandboxUser,
  { name, response }: { readonly name: string; readonly response: Registration },
): Promise<Added | Refused> {
  const fresh = await verified(deps, user, response);
  return fresh ? accept(deps, user, name, fresh) : refuse(deps, user, no('not-verified'));
}

async function verified(
  deps: SecurityInfoDeps,
  user: SandboxUser,
  response: Registration,
): Promise<Fresh | undefined> {
  const { registrationInfo: info } = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => deps.challenges.take(challenge, 'register', user.id),
    expectedOrigin: [...deps.origins],
    expectedRPID: RP_ID,
    supportedAlgorithmIDs: [-7, -257],
  }).catch(() => ({ registrationInfo: undefined }));
  if (!info) return undefined;
  const { credential, aaguid: aaGuid } = info;
  const isSynced = info.credentialDeviceType === 'multiDevice';
  return {
    aaGuid,
    passkeyType: isSynced ? 'synced' : 'deviceBound',
    ...attestationOf(info.attestationObject, { aaGuid, isSynced }),
    credential: {
      id: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
    },
  };
}

export const PRETENDED = ['authenticator', 'security-key'] as const;
export type Pretended = (typeof PRETENDED)[number];

/** A passkey without any authenticator, for a visitor whose machine has none. The same rules hold. */
export function pretend(
  deps: SecurityInfoDeps,
  user: SandboxUser,
  { name, kind }: { readonly name: string; readonly kind: Pretended },
): Added | Refused {
  const phone = user.devices.some(({ operatingSystem }) => operatingSystem === 'Android')
    ? AUTHENTICATOR_ANDROID
    : AUTHENTICATOR_IOS;
  return accept(deps, user, name, {
    aaGuid: kind === 'authenticator' ? phone : YUBIKEY_5_NFC,
    passkeyType: 'deviceBound',
    attestationLevel: 'attested',
    attestationCertificates: ['7072616374696365636f6e746f736f00000000aa'],
  });
}

function accept(deps: SecurityInfoDeps, user: SandboxUser, name: string, fresh: Fresh): Added | Refused {
  const against = obstacleFor(deps, user) ?? objectionTo(deps, user, fresh);
  if (against) return refuse(deps, user, against);
  const passkey: SandboxPasskey = {
    kind: 'passkey',
    id: fresh.credential?.id ?? crypto.randomUUID(),
    displayName: name,
    createdDateTime: deps.clock.now().toISOString(),
    model: modelOf(fresh.aaGuid),
    ...fresh,
  };
  user.methods.push(passkey);
  note(deps, user, {
    sentence: `${user.displayName} adds a passkey: “${name}”, ${passkey.model}.`,
    call: 'Security info · add a passkey',
    status: 200,
  });
  return { kind: 'added', passkey };
}

function objectionTo(deps: SecurityInfoDeps, user: SandboxUser, fresh: Fresh): Refused | undefined {
  const isKnown = [...deps.data.users.values()]
    .flatMap(({ methods }) => methods.filter(isPasskey))
    .some(({ credential }) => credential !== undefined && credential.id === fresh.credential?.id);
  if (isKnown) return no('already-there');
  const hasWindowsHello = user.methods.some(({ kind }) => kind === 'windowsHello');
  if (hasWindowsHello && isWindowsHello(fresh.aaGuid)) return no('windows-hello');
  const rules = profilesFor(deps.data, user);
  const verdict = rules.kind === 'refused' ? rules : judge(fresh, rules.profiles);
  return verdict.kind === 'refused' ? verdict : undefined;
}

function refuse(deps: SecurityInfoDeps, user: SandboxUser, refused: Refused): Refused {
  note(deps, user, {
    sentence: `${user.displayName} tries to add a passkey. Refused: ${WORDS[refused.why].title.toLowerCase()}.`,
    call: 'Security info · add a passkey',
    status: 403,
  });
  return refused;
}
