import type { SandboxMethod, SandboxPasskey } from '../../tenant/model.ts';

/** One line of “How you sign in today”. */
export type MethodRow = {
  readonly id: string;
  readonly picture: 'phone' | 'password' | 'key' | 'app' | 'computer' | 'mail';
  readonly title: string;
  readonly detail: string;
  readonly badge: { readonly words: string; readonly tone: 'ok' | 'warn' | 'brand' | 'plain' };
  readonly isPasskey: boolean;
  /** A passkey that no authenticator holds: it can only be pretended to be used. */
  readonly isPretended: boolean;
};

type Look = Pick<MethodRow, 'picture' | 'title' | 'detail' | 'badge'>;

const DAY_MS = 24 * 60 * 60_000;
const PHISHABLE = { words: 'can be phished', tone: 'plain' } as const;
const ENDS = { words: 'stops 1 Feb 2027', tone: 'warn' } as const;

/** What the person reads about one of their sign-in methods. */
export function rowOf(method: SandboxMethod, now: Date): MethodRow {
  const isPasskey = method.kind === 'passkey';
  return { ...lookOf(method, now), id: method.id, isPasskey, isPretended: isPasskey && !method.credential };
}

function lookOf(method: SandboxMethod, now: Date): Look {
  const detail = datesOf(method, now);
  switch (method.kind) {
    case 'password':
      return {
        picture: 'password',
        title: 'Password',
        detail: changed(method.createdDateTime, now),
        badge: PHISHABLE,
      };
    case 'phone':
      return { picture: 'phone', title: phoneTitle(method), detail, badge: ENDS };
    case 'email':
      return { picture: 'mail', title: 'E-mail', detail, badge: { words: 'only for resets', tone: 'plain' } };
    case 'authenticator':
      return {
        picture: 'app',
        title: `Microsoft Authenticator · ${method.displayName}`,
        detail,
        badge: PHISHABLE,
      };
    case 'softwareOath':
      return { picture: 'app', title: 'Code app', detail, badge: PHISHABLE };
    case 'windowsHello':
      return {
        picture: 'computer',
        title: `Windows Hello · ${method.displayName}`,
        detail,
        badge: ONLY_HERE,
      };
    case 'platformCredential':
      return { picture: 'computer', title: method.displayName, detail, badge: ONLY_HERE };
    case 'passkey':
      return {
        picture: 'key',
        title: `Passkey · ${method.displayName}`,
        detail: `${method.model} · ${detail}`,
        badge: passkeyBadge(method, now),
      };
    case 'temporaryAccessPass':
      return {
        picture: 'password',
        title: 'Temporary Access Pass',
        detail,
        badge: { words: 'for a short time', tone: 'warn' },
      };
  }
}

const ONLY_HERE = { words: 'only on this computer', tone: 'ok' } as const;

function passkeyBadge(passkey: SandboxPasskey, now: Date): MethodRow['badge'] {
  if (!passkey.credential) return { words: 'practice', tone: 'brand' };
  const isNew = now.getTime() - Date.parse(passkey.createdDateTime) < DAY_MS;
  return { words: isNew ? 'new' : 'safe', tone: 'ok' };
}

function phoneTitle(phone: Extract<SandboxMethod, { kind: 'phone' }>): string {
  const [code = ''] = phone.phoneNumber.split(' ');
  const way = phone.phoneType === 'mobile' ? 'Text message to' : 'Call to';
  return `${way} ${code} ••• ••• ${phone.phoneNumber.slice(-4)}`;
}

function datesOf(method: SandboxMethod, now: Date): string {
  const used = method.lastUsedDateTime;
  return `Added ${when(method.createdDateTime, now)}${used === undefined ? '' : ` · used ${when(used, now)}`}`;
}

function changed(at: string, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(at)) / DAY_MS);
  return `Changed ${days < 1 ? 'today' : daysAgo(days)}`;
}

function when(at: string, now: Date): string {
  const ageMs = now.getTime() - Date.parse(at);
  if (ageMs < 5 * 60_000) return 'just now';
  if (ageMs < DAY_MS) return 'today';
  if (ageMs < 30 * DAY_MS) return daysAgo(Math.floor(ageMs / DAY_MS));
  return new Date(at).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function daysAgo(days: number): string {
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
