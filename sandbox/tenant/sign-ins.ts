import { ago, idFor } from './ids.ts';
import type { SandboxSignIn } from './model.ts';
import type { Line } from './people/table.ts';
import type { Place } from './places.ts';

/** How Entra's sign-in log names a method. Display words of Microsoft's, so the order is: the strongest a person has. */
const WORDS: readonly (readonly [method: string, word: string])[] = [
  ['phone-passkey', 'Passkey (device-bound)'],
  ['key', 'Passkey (device-bound)'],
  ['key-2', 'Passkey (device-bound)'],
  ['icloud', 'Passkey (synced)'],
  ['google', 'Passkey (synced)'],
  ['hello', 'Windows Hello for Business'],
  ['mac-key', 'Platform Credential'],
  ['app', 'Mobile app notification'],
  ['code-app', 'OATH verification code'],
  ['sms', 'Text message'],
  ['voice', 'Phone call approval (Office phone)'],
];

const OLD_PROTOCOLS = { imap: 'IMAP4', pop: 'POP3', smtp: 'Authenticated SMTP' } as const;
const BROWSER = 'Browser';

/** Three sign-ins of the last days, newest first, as this person's methods and marks suggest. */
export function signInsOf(line: Line, place: Place, now: Date): SandboxSignIn[] {
  if (line.marks.includes('left') || line.marks.includes('disabled')) return [];
  const make = maker(line, place, now);
  const usual = line.marks.includes('unused') ? 'Text message' : strongestOf(line.methods);
  const old = Object.entries(OLD_PROTOCOLS).flatMap(([mark, protocol]) =>
    line.marks.includes(mark) ? [make(0, 40, 'Password', { clientAppUsed: protocol })] : [],
  );
  const lapsed = line.marks.includes('lapsed') ? [make(9, 30, 'Passkey (device-bound)')] : [];
  const risky = line.marks.includes('risk:high')
    ? [make(0, 25, 'Password', { country: 'KP', ipAddress: '198.51.100.77', succeeded: false })]
    : [];
  const joinedToday = line.marks.some((mark) => mark.startsWith('joined:'));
  const before = joinedToday ? [] : [make(1, 150, usual), make(4, 75, usual)];
  return [...risky, ...old, make(0, 95, usual), ...before, ...lapsed];
}

type Odd = Partial<Pick<SandboxSignIn, 'clientAppUsed' | 'country' | 'ipAddress' | 'succeeded'>>;

function maker(line: Line, place: Place, now: Date) {
  return (days: number, minutes: number, method: string, odd: Odd = {}): SandboxSignIn => ({
    id: idFor('sign-in', line.name, String(days), String(minutes)),
    createdDateTime: ago(now, days, minutes),
    appDisplayName: odd.clientAppUsed ? 'Office 365 Exchange Online' : 'Office 365',
    clientAppUsed: BROWSER,
    method,
    succeeded: true,
    ipAddress: place.ipAddress,
    country: place.country,
    ...odd,
  });
}

function strongestOf(methods: readonly string[]): string {
  return WORDS.find(([method]) => methods.includes(method))?.[1] ?? 'Password';
}
