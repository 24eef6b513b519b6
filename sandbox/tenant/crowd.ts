import { contoso } from './contoso.ts';
import { GROUPS, groupId } from './groups.ts';
import { METHOD_IDS } from './methods.ts';
import type { SandboxUser, TenantData } from './model.ts';
import { DOMAIN } from './person.ts';

const FIRST = [
  'Amira',
  'Bela',
  'Carlos',
  'Dana',
  'Elif',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jamal',
  'Keiko',
  'Liam',
  'Mona',
  'Nils',
  'Ola',
  'Pia',
  'Quinn',
  'Rami',
  'Sven',
  'Tara',
];
const LAST = [
  'Adler',
  'Bauer',
  'Costa',
  'Diaz',
  'Evans',
  'Fischer',
  'Gomez',
  'Haas',
  'Ivanov',
  'Jansen',
  'Kaya',
  'Lang',
  'Meyer',
  'Nagy',
  'Okoye',
  'Park',
  'Quist',
  'Rossi',
  'Sato',
  'Tran',
];
const CROWD = 'Crowd';

/** Invented people for load: each is like one of Contoso's employees, under another name. The same seed, the same people. */
export function people(count: number, seed: number, now: Date): SandboxUser[] {
  const models = [...contoso(now).users.values()].filter(
    ({ role, accountEnabled, deletedDateTime }) =>
      role === 'employee' && accountEnabled && deletedDateTime === null,
  );
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  };
  return Array.from({ length: count }, (_, index) =>
    likeness(
      pick(models),
      { givenName: pick(FIRST), surname: pick(LAST) },
      `${tail(seed, 4)}-${tail(index, 12)}`,
    ),
  );
}

/** Adds a crowd to the tenant, as a group of its own inside “All employees”. */
export function addCrowd(data: TenantData, crowd: readonly SandboxUser[]): void {
  for (const person of crowd) data.users.set(person.id, person);
  const id = groupId(CROWD);
  const memberIds = crowd.map((person) => person.id);
  data.groups.set(id, {
    id,
    displayName: CROWD,
    description: 'Invented for load',
    memberIds,
    isAssignableToRole: false,
  });
  data.groups.get(groupId(GROUPS.everyone))?.memberIds.push(id);
}

function likeness(
  model: SandboxUser,
  name: { readonly givenName: string; readonly surname: string },
  mark: string,
): SandboxUser {
  const number = Number.parseInt(mark.slice(-12), 16);
  const userPrincipalName = `${name.givenName}.${name.surname}.${number}@${DOMAIN}`.toLowerCase();
  return {
    ...model,
    ...name,
    id: idOf(1, mark),
    displayName: `${name.givenName} ${name.surname}`,
    userPrincipalName,
    mail: model.mail === null ? null : userPrincipalName,
    managerId: null,
    businessPhones: [...model.businessPhones],
    methods: model.methods.map((method, at) =>
      isShared(method.id) ? { ...method } : { ...method, id: idOf(0x10 + at, mark) },
    ),
    devices: model.devices.map((device, at) => ({ ...device, id: idOf(0x20 + at, mark) })),
    signIns: model.signIns.map((signIn, at) => ({ ...signIn, id: idOf(0x30 + at, mark) })),
    teams: model.teams && { mri: `29:${idOf(2, mark)}`, locale: model.teams.locale },
  };
}

const SHARED: ReadonlySet<string> = new Set(Object.values(METHOD_IDS));

/** Password and phones have the same id for everybody. */
function isShared(methodId: string): boolean {
  return SHARED.has(methodId);
}

function idOf(kind: number, mark: string): string {
  return `c0d00000-${tail(kind, 4)}-4000-8${mark.slice(1)}`;
}

function tail(number: number, length: number): string {
  return (number >>> 0).toString(16).padStart(length, '0').slice(-length);
}

/** mulberry32: small, fast, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
