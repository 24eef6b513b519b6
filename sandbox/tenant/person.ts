import { deviceNamed } from './devices.ts';
import { ago, idFor } from './ids.ts';
import { methodNamed } from './methods.ts';
import type { SandboxUser } from './model.ts';
import type { Line } from './people/table.ts';
import { placeNamed, type Place } from './places.ts';
import { signInsOf } from './sign-ins.ts';

export const DOMAIN = 'contoso.example';

const ROLES = [
  'employee',
  'helpdesk',
  'manager',
  'it',
  'executive',
  'guest',
  'shared',
  'service',
  'break-glass',
] as const;
/** Whoever is no human being has no phone number, no manager and no hours. */
const TECHNICAL: readonly SandboxUser['role'][] = ['shared', 'service', 'break-glass'];

/** The id of the person of that name. */
export function personId(name: string): string {
  return idFor('person', name);
}

/** Makes the person that a line of the tables describes. */
export function personFrom(line: Line, now: Date): SandboxUser {
  const marks = new Set(line.marks);
  const role = ROLES.find((known) => known === marked(line, 'role')) ?? 'employee';
  const place = placeNamed(line.place);
  const names = namesOf(line, role);
  const isLeaver = marks.has('left');
  return {
    id: personId(line.name),
    ...names,
    ...addressesOf(line, role, marks),
    ...stateOf(marks),
    ...workOf(line, place, role),
    ...hoursOf(place, marks, now),
    role,
    situation: line.situation,
    createdDateTime: ago(now, joinedDays(line)),
    ...(TECHNICAL.includes(role) ? {} : { employeeHireDate: ago(now, joinedDays(line)) }),
    deletedDateTime: isLeaver ? ago(now, 5) : null,
    methods: methodsOf(line, place, now),
    devices: line.devices.map((word) => deviceNamed(word, line.name, now)),
    signIns: signInsOf(line, place, now),
  };
}

function namesOf(line: Line, role: SandboxUser['role']) {
  if (TECHNICAL.includes(role)) return { displayName: line.name, givenName: line.name, surname: '' };
  const [givenName = '', surname = '', second] = line.name.split(' ');
  return { displayName: second ? `${givenName} ${surname} (${second})` : line.name, givenName, surname };
}

function addressesOf(line: Line, role: SandboxUser['role'], marks: ReadonlySet<string>) {
  const local = slug(line.name);
  if (role !== 'guest') {
    const userPrincipalName = `${local}@${DOMAIN}`;
    return { userPrincipalName, mail: marks.has('no-mailbox') ? null : userPrincipalName };
  }
  const mail = `${local}@partner.example`;
  return { userPrincipalName: `${mail.replace('@', '_')}#EXT#@${DOMAIN}`, mail };
}

function stateOf(marks: ReadonlySet<string>): Pick<SandboxUser, 'accountEnabled' | 'risk' | 'presence'> {
  return {
    accountEnabled: !marks.has('disabled'),
    risk: marks.has('risk:high') ? { level: 'high', state: 'atRisk' } : null,
    presence: marks.has('away') || marks.has('disabled') ? 'Offline' : 'Available',
  };
}

function workOf(line: Line, place: Place, role: SandboxUser['role']) {
  const hasTeams = !line.marks.includes('no-teams');
  const language = marked(line, 'lang') ?? place.language;
  const preferredLanguage = language === 'none' ? null : language;
  return {
    ...(TECHNICAL.includes(role) ? NO_OFFICE : officeOf(line, place)),
    userType: role === 'guest' ? 'Guest' : 'Member',
    preferredLanguage,
    managerId: line.manager === '' ? null : personId(line.manager),
    licences: licencesOf(role, hasTeams),
    teams: hasTeams ? { mri: `29:${idFor('teams', line.name)}`, locale: preferredLanguage ?? 'en-US' } : null,
  } as const;
}

const NO_OFFICE = {
  usageLocation: null,
  department: null,
  jobTitle: null,
  officeLocation: null,
  businessPhones: [] as string[],
  mobilePhone: null,
};

function officeOf(line: Line, place: Place) {
  return {
    usageLocation: place.country,
    department: line.team,
    jobTitle: line.job,
    officeLocation: place.city,
    businessPhones: [numberOf(line, place, 'office')],
    mobilePhone: numberOf(line, place, 'mobile'),
  };
}

function licencesOf(role: SandboxUser['role'], hasTeams: boolean): string[] {
  if (TECHNICAL.includes(role) || role === 'guest') return [];
  return hasTeams ? ['SPB'] : ['EXCHANGE_S_STANDARD'];
}

function hoursOf(place: Place, marks: ReadonlySet<string>, now: Date) {
  const hasMailbox = !marks.has('no-mailbox');
  return {
    timeZone: hasMailbox ? place.timeZone : null,
    workingHours: hasMailbox ? { days: [...place.workingDays], start: '08:00', end: '17:00' } : null,
    automaticReplies: awayOf(marks, now),
  };
}

function awayOf(marks: ReadonlySet<string>, now: Date): SandboxUser['automaticReplies'] {
  if (marks.has('away')) return { status: 'scheduled', from: ago(now, 3), to: ago(now, -6) };
  if (marks.has('away-planned')) return { status: 'scheduled', from: ago(now, -2), to: ago(now, -9) };
  return { status: 'disabled' };
}

function methodsOf(line: Line, place: Place, now: Date): SandboxUser['methods'] {
  const hasIphone = line.devices.some((word) => word.includes('iphone'));
  const facts = {
    owner: slug(line.name),
    now,
    mobile: numberOf(line, place, 'mobile'),
    office: numberOf(line, place, 'office'),
    hasIphone,
    deviceName: hasIphone ? 'iPhone' : 'Android phone',
    isUnused: line.marks.includes('unused'),
  };
  return line.methods.map((word) => methodNamed(word, facts));
}

function numberOf(line: Line, place: Place, kind: 'mobile' | 'office'): string {
  const digits = Number.parseInt(idFor(kind, line.name).slice(0, 6), 16) % 10_000;
  return `${place.dialCode} 555 ${String(digits).padStart(4, '0')}`;
}

/** The value of a mark such as `role:it`. */
export function marked(line: Line, name: string): string | undefined {
  return line.marks.find((mark) => mark.startsWith(`${name}:`))?.slice(name.length + 1);
}

function joinedDays(line: Line): number {
  return Number(marked(line, 'joined') ?? 1200);
}

function slug(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  return plain.replaceAll(/[^a-z]+/g, '.');
}
