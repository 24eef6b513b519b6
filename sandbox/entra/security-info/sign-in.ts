import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { SandboxPasskey, SandboxUser } from '../../tenant/model.ts';
import { placeNamed } from '../../tenant/places.ts';
import { isOff, isPasskey, note, RP_ID, type SecurityInfoDeps } from './deps.ts';
import { checkPass } from './passes.ts';
import { no, WORDS, type Refused } from './refusal.ts';

type Assertion = Parameters<typeof verifyAuthenticationResponse>[0]['response'];
export type SignedIn = { readonly kind: 'signed-in'; readonly method: string };

/** What the browser's authenticator is asked for: one of this person's own passkeys. */
export async function signInOptions(deps: SecurityInfoDeps, user: SandboxUser) {
  if (isOff(user)) return no('account-disabled');
  const options = await generateAuthenticationOptions({
    rpID: RP_ID,
    userVerification: 'required',
    allowCredentials: user.methods
      .filter(isPasskey)
      .flatMap(({ credential }) => (credential ? [{ id: credential.id }] : [])),
  });
  deps.challenges.add(options.challenge, 'sign-in', user.id);
  return { kind: 'options', options } as const;
}

/** Signs in with a real passkey: the signature is checked against the key that was registered. */
export async function signInWithPasskey(
  deps: SecurityInfoDeps,
  user: SandboxUser,
  response: Assertion,
): Promise<SignedIn | Refused> {
  if (isOff(user)) return refuse(deps, user, 'Passkey', no('account-disabled'));
  const passkey = user.methods.filter(isPasskey).find(({ credential }) => credential?.id === response.id);
  const counter = passkey && (await counterAfter(deps, user, passkey, response));
  if (!passkey?.credential || counter === undefined) return refuse(deps, user, 'Passkey', no('not-verified'));
  passkey.credential.counter = counter;
  return signedInWith(deps, user, passkey);
}

async function counterAfter(
  deps: SecurityInfoDeps,
  user: SandboxUser,
  { credential }: SandboxPasskey,
  response: Assertion,
): Promise<number | undefined> {
  if (!credential) return undefined;
  const { id, counter, publicKey } = credential;
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => deps.challenges.take(challenge, 'sign-in', user.id),
    expectedOrigin: [...deps.origins],
    expectedRPID: RP_ID,
    credential: { id, counter, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')) },
  }).catch(() => undefined);
  return result?.verified ? result.authenticationInfo.newCounter : undefined;
}

/** Signs in with a passkey that no authenticator holds: one of the tables, or one added as practice. */
export function pretendToSignIn(deps: SecurityInfoDeps, user: SandboxUser, id: string): SignedIn | Refused {
  if (isOff(user)) return refuse(deps, user, 'Passkey', no('account-disabled'));
  const passkey = user.methods.filter(isPasskey).find((one) => one.id === id && !one.credential);
  return passkey ? signedInWith(deps, user, passkey) : no('no-such-method');
}

/** Signs in with a Temporary Access Pass, under its own rules. */
export function signInWithPass(deps: SecurityInfoDeps, user: SandboxUser, typed: string): SignedIn | Refused {
  const method = 'Temporary Access Pass';
  if (isOff(user)) return refuse(deps, user, method, no('account-disabled'));
  const checked = checkPass(deps.data, user, { typed, now: deps.clock.now() });
  if (checked.kind === 'refused') return refuse(deps, user, method, checked);
  checked.pass.usedAt = deps.clock.now().toISOString();
  return admit(deps, user, method);
}

function signedInWith(deps: SecurityInfoDeps, user: SandboxUser, passkey: SandboxPasskey): SignedIn {
  passkey.lastUsedDateTime = deps.clock.now().toISOString();
  return admit(deps, user, passkey.passkeyType === 'synced' ? 'Passkey (synced)' : 'Passkey (device-bound)');
}

function admit(deps: SecurityInfoDeps, user: SandboxUser, method: string): SignedIn {
  record(deps, user, method, true);
  note(deps, user, {
    sentence: `${user.displayName} signs in with: ${method}.`,
    call: 'Sign-in page',
    status: 200,
  });
  return { kind: 'signed-in', method };
}

function refuse(deps: SecurityInfoDeps, user: SandboxUser, method: string, refused: Refused): Refused {
  record(deps, user, method, false);
  note(deps, user, {
    sentence: `${user.displayName} tries to sign in. Refused: ${WORDS[refused.why].title.toLowerCase()}.`,
    call: 'Sign-in page',
    status: 403,
  });
  return refused;
}

/** The line of Entra's sign-in log, newest first. */
function record(deps: SecurityInfoDeps, user: SandboxUser, method: string, succeeded: boolean): void {
  const { country, ipAddress } = placeNamed(user.officeLocation ?? 'Seattle');
  user.signIns.unshift({
    id: crypto.randomUUID(),
    createdDateTime: deps.clock.now().toISOString(),
    appDisplayName: 'Office 365',
    clientAppUsed: 'Browser',
    method,
    succeeded,
    ipAddress,
    country,
  });
}
