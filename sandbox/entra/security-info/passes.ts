import type { SandboxMethod, SandboxUser, TenantData } from '../../tenant/model.ts';
import { isIncluded, methodPolicy } from './passkey-rules.ts';
import { no, type Refused } from './refusal.ts';

export type Pass = Extract<SandboxMethod, { kind: 'temporaryAccessPass' }>;

const MINUTE_MS = 60_000;
/** After a one-time pass, Entra gives this long to add a real method. */
const GRACE_MS = 10 * MINUTE_MS;

/** The pass behind what the person typed, or why it does not open the door. */
export function checkPass(
  data: TenantData,
  user: SandboxUser,
  { typed, now }: { readonly typed: string; readonly now: Date },
): Refused | { readonly kind: 'good'; readonly pass: Pass } {
  const pass = user.methods.find((method) => method.kind === 'temporaryAccessPass');
  if (pass?.value !== typed) return no('wrong-pass');
  if (!isIncluded(data, methodPolicy(data, 'TemporaryAccessPass'), user.id)) return no('pass-off');
  const startMs = Date.parse(pass.startDateTime);
  if (now.getTime() < startMs) return no('pass-not-yet');
  if (now.getTime() >= endMsOf(pass)) return no('pass-expired');
  return pass.isUsableOnce && pass.usedAt !== null ? no('pass-used') : { kind: 'good', pass };
}

/** Whether the person has signed in with it and that sign-in still counts. */
export function isFresh(pass: Pass, now: Date): boolean {
  if (pass.usedAt === null) return false;
  const untilMs = pass.isUsableOnce ? Date.parse(pass.usedAt) + GRACE_MS : endMsOf(pass);
  return now.getTime() < untilMs;
}

function endMsOf(pass: Pass): number {
  return Date.parse(pass.startDateTime) + pass.lifetimeInMinutes * MINUTE_MS;
}
