import type { DeskPerson } from './model.ts';

export type Destination =
  | { readonly kind: 'security info' }
  | { readonly kind: 'chat'; readonly with: DeskPerson }
  | { readonly kind: 'elsewhere'; readonly url: string }
  | { readonly kind: 'refused'; readonly why: string };

const SECURITY_INFO = [
  /^mysignins\.microsoft\.com\/security-info/,
  /^aka\.ms\/mysecurityinfo$/i,
  /^aka\.ms\/mfasetup$/i,
];
const TEAMS_CHAT = /^teams\.microsoft\.com\/l\/chat\//;

/** Where a link in a chat leads on this desk: what belongs to the tenant stays on it. */
export function destinationOf(link: string, people: readonly DeskPerson[]): Destination {
  if (!URL.canParse(link)) return { kind: 'refused', why: 'This link has no valid address.' };
  const url = new URL(link);
  if (!/^https?:$/.test(url.protocol))
    return { kind: 'refused', why: `Teams opens no ${url.protocol} links.` };
  const address = url.host + url.pathname.replace(/\/$/, '');
  if (isOurs(url) && url.pathname.startsWith('/security-info')) return { kind: 'security info' };
  if (SECURITY_INFO.some((page) => page.test(address))) return { kind: 'security info' };
  if (TEAMS_CHAT.test(url.host + url.pathname)) return chatWith(url, people);
  return { kind: 'elsewhere', url: url.href };
}

/** The sandbox answers at both names of this computer. */
function isOurs(url: URL): boolean {
  return url.port === location.port && ['localhost', '127.0.0.1', location.hostname].includes(url.hostname);
}

function chatWith(url: URL, people: readonly DeskPerson[]): Destination {
  const mail = url.searchParams.get('users')?.split(',')[0]?.trim().toLowerCase();
  const person = people.find((one) => one.upn.toLowerCase() === mail);
  if (person) return { kind: 'chat', with: person };
  return { kind: 'refused', why: `Nobody at Contoso has the address ${mail ?? '(none)'}.` };
}
