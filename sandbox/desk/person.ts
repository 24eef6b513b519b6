import type { Teams } from '../connector/teams.ts';
import type { SandboxUser } from '../tenant/model.ts';

/** One person as the desk's page shows them. */
export type DeskPerson = {
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly initials: string;
  readonly upn: string;
  readonly role: SandboxUser['role'];
  readonly roleWord: string;
  readonly situation: string;
  readonly tone: 'brand' | 'green' | 'orange' | 'red' | 'grey';
  readonly language: string;
  readonly rtl: boolean;
  readonly hasTeams: boolean;
  readonly isInstalled: boolean;
  readonly isBlocked: boolean;
  readonly isFeatured: boolean;
};

/** The five whom the desk shows first, each with a part of the story. */
export const FEATURED: readonly string[] = [
  'Adele Vance',
  'Nestor Wilke',
  'Lee Gu',
  'Isaiah Langer',
  'Allan Deyoung',
];

const ROLE_WORDS: Readonly<Record<SandboxUser['role'], string>> = {
  employee: 'Employee',
  helpdesk: 'Helpdesk',
  manager: 'Manager',
  it: 'IT operator',
  executive: 'Executive',
  guest: 'Guest',
  shared: 'Shared mailbox',
  service: 'Service account',
  'break-glass': 'Emergency account',
};

const TONES: readonly (readonly [RegExp, DeskPerson['tone']])[] = [
  [/lost|risk|disappeared/, 'red'],
  [/^(enforced|backed up)/, 'green'],
  [/passkey, no spare|synced passkey|^registered|^key |has a pass|joined/, 'brand'],
  [/^(service|separate admin|break-glass) account|account disabled|^guest|mailbox$|^left|no Teams/, 'grey'],
];

const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur']);

/** Whoever got a passkey since `openedAt` did so at this desk, and the desk says so. */
export function deskPerson(user: SandboxUser, teams: Teams, openedAt: Date): DeskPerson {
  const language = user.preferredLanguage ?? user.teams?.locale ?? 'en';
  const isRegisteredHere = user.methods.some(
    (method) => method.kind === 'passkey' && new Date(method.createdDateTime) >= openedAt,
  );
  const situation = isRegisteredHere ? 'passkey registered' : user.situation;
  return {
    id: user.id,
    name: user.displayName,
    firstName: user.givenName || user.displayName,
    initials: initialsOf(user),
    upn: user.userPrincipalName,
    role: user.role,
    roleWord: ROLE_WORDS[user.role],
    situation,
    tone: isRegisteredHere ? 'green' : toneOf(situation),
    language,
    rtl: RIGHT_TO_LEFT.has(language.split('-')[0] ?? ''),
    hasTeams: user.teams !== null,
    isInstalled: teams.isInstalled(user.id),
    isBlocked: teams.isBlocked(user.id),
    isFeatured: FEATURED.includes(user.displayName),
  };
}

function toneOf(situation: string): DeskPerson['tone'] {
  return TONES.find(([pattern]) => pattern.test(situation))?.[1] ?? 'orange';
}

function initialsOf({ givenName, surname, displayName }: SandboxUser): string {
  const names = givenName && surname ? [givenName, surname] : displayName.split(' ').slice(0, 2);
  return names.map((name) => name.charAt(0).toUpperCase()).join('');
}
