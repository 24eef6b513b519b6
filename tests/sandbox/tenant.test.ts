import assert from 'node:assert/strict';
import { addCrowd, people } from '../../sandbox/tenant/crowd.ts';
import { contoso } from '../../sandbox/tenant/contoso.ts';
import { GROUPS, groupId, groupsAround } from '../../sandbox/tenant/groups.ts';
import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import { linesOf } from '../../sandbox/tenant/people/table.ts';
import { personFrom, personId } from '../../sandbox/tenant/person.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const data = contoso(NOW);
const everybody = [...data.users.values()];
const named = (name: string): SandboxUser => {
  const user = data.users.get(personId(name));
  assert.ok(user, `${name} is missing`);
  return user;
};
const kinds = (user: SandboxUser) => user.methods.map(({ kind }) => kind);
const staff = everybody.filter(
  (user) => user.accountEnabled && !['guest', 'shared', 'service', 'break-glass'].includes(user.role),
);

describe('Contoso', () => {
  it('has sixty accounts with ids, names and addresses of their own', () => {
    assert.equal(everybody.length, 60);
    assert.equal(new Set(everybody.map(({ userPrincipalName }) => userPrincipalName)).size, 60);
    for (const user of everybody) {
      assert.match(user.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.match(user.userPrincipalName, /^[a-z0-9._]+(#EXT#)?@contoso\.example$/);
      assert.ok(user.displayName && user.givenName && user.situation, user.userPrincipalName);
    }
  });

  it('is the same in every run at the same moment', () => {
    assert.deepEqual(contoso(NOW), data);
  });

  it('has people in every state that a rollout meets', () => {
    const states: Record<string, (user: SandboxUser) => boolean> = {
      'only text or voice': (user) =>
        kinds(user).every((kind) => kind === 'password' || kind === 'phone') && kinds(user).includes('phone'),
      'no second factor': (user) => kinds(user).every((kind) => kind === 'password'),
      'Windows Hello': (user) => kinds(user).includes('windowsHello'),
      'key of a Mac': (user) => kinds(user).includes('platformCredential'),
      'synced passkey': (user) =>
        user.methods.some((one) => one.kind === 'passkey' && one.passkeyType === 'synced'),
      'attested passkey': (user) =>
        user.methods.some((one) => one.kind === 'passkey' && one.attestationLevel === 'attested'),
      'unused passkey': (user) =>
        user.methods.some((one) => one.kind === 'passkey' && one.lastUsedDateTime === undefined),
      lapsed: (user) =>
        !kinds(user).includes('passkey') && user.signIns.some(({ method }) => method.startsWith('Passkey')),
      'old mail protocol': (user) =>
        user.signIns.some(({ clientAppUsed }) => clientAppUsed === 'IMAP4' || clientAppUsed === 'POP3'),
      'a pass': (user) => kinds(user).includes('temporaryAccessPass'),
      risk: (user) => user.risk?.level === 'high',
      'no mailbox': (user) => user.mail === null && user.timeZone === null,
      'no Teams': (user) => user.teams === null,
      'no language': (user) => user.preferredLanguage === null,
      'out of office': (user) => user.automaticReplies.status === 'scheduled',
      'iOS 15': (user) =>
        user.devices.some((device) => device.operatingSystem === 'iOS' && device.osVersion.startsWith('15')),
      'Android 8': (user) =>
        user.devices.some(
          (device) => device.operatingSystem === 'Android' && device.osVersion.startsWith('8'),
        ),
      'private phone': (user) => user.devices.some((device) => !device.isManaged),
      noncompliant: (user) => user.devices.some((device) => device.complianceState === 'noncompliant'),
      joiner: (user) => Date.parse(user.createdDateTime) > NOW.getTime() - 7 * 86_400_000,
    };
    for (const [state, holds] of Object.entries(states)) assert.ok(staff.some(holds), `nobody: ${state}`);
    for (const role of [
      'helpdesk',
      'manager',
      'it',
      'executive',
      'guest',
      'shared',
      'service',
      'break-glass',
    ] as const) {
      assert.ok(
        everybody.some((user) => user.role === role),
        `nobody: ${role}`,
      );
    }
    assert.ok(
      everybody.some(
        (user) => !user.accountEnabled && user.deletedDateTime === null && user.role === 'employee',
      ),
      'disabled',
    );
    assert.ok(
      everybody.some((user) => user.deletedDateTime !== null),
      'leaver',
    );
  });

  it('breaks for nine people on 1 February 2027, and three have no second factor', () => {
    const onlyPhone = staff.filter(
      (user) =>
        kinds(user).includes('phone') && kinds(user).every((kind) => kind === 'password' || kind === 'phone'),
    );
    assert.equal(onlyPhone.length, 9);
    assert.equal(staff.filter((user) => kinds(user).every((kind) => kind === 'password')).length, 3);
  });

  it('gives Adele Vance what the tour needs', () => {
    const adele = named('Adele Vance');
    assert.deepEqual(kinds(adele), ['password', 'phone']);
    assert.equal(adele.preferredLanguage, 'en-US');
    const [laptop, phone] = adele.devices;
    assert.equal(laptop?.operatingSystem, 'Windows');
    assert.equal(laptop.complianceState, 'compliant');
    assert.match(laptop.osVersion, /^10\.0\.2[26]/);
    assert.equal(phone?.operatingSystem, 'iOS');
    assert.equal(phone.isManaged, true);
    assert.equal(Number.parseInt(phone.osVersion, 10), 18);
  });

  it('has admins of every kind: active, eligible, separate accounts, and one who works in it', () => {
    const global = data.roles.filter(({ roleName }) => roleName === 'Global Administrator');
    assert.ok(global.some(({ kind }) => kind === 'eligible'));
    const active = global.filter(({ kind }) => kind === 'active').map(({ principalId }) => principalId);
    assert.ok(active.includes(personId('Megan Bowen Admin')) && !active.includes(personId('Megan Bowen')));
    assert.ok(active.includes(personId('Alex Wilber')) && named('Alex Wilber').mail !== null);
    assert.ok(data.roles.every(({ principalId }) => data.users.has(principalId)));
  });

  it('names only people and groups that exist', () => {
    for (const user of everybody)
      assert.ok(user.managerId === null || data.users.has(user.managerId), user.displayName);
    for (const group of data.groups.values()) {
      for (const id of group.memberIds)
        assert.ok(data.users.has(id) || data.groups.has(id), group.displayName);
    }
    for (const name of Object.values(GROUPS))
      assert.ok((data.groups.get(groupId(name))?.memberIds.length ?? 0) > 0, name);
  });

  it('nests groups, and keeps accounts that are nobody out of “All employees”', () => {
    const around = (name: string) => groupsAround(data.groups, personId(name));
    assert.ok(around('Adele Vance').has(groupId(GROUPS.everyone)));
    assert.ok(around('Emergency One').has(groupId(GROUPS.exclusions)));
    assert.ok(!around('Emergency One').has(groupId(GROUPS.everyone)));
    assert.ok(!around('Lena Ortiz').has(groupId(GROUPS.everyone)));
  });

  it('stops at a slip in a table', () => {
    const line = (methods: string, devices: string) =>
      `Test Person | Job | Sales | London | - | ${methods} | ${devices} | - | fine`;
    const make = (text: string) => linesOf(text).map((one) => personFrom(one, NOW));
    assert.doesNotThrow(() => make(line('password', 'mac')));
    assert.throws(() => make(line('passwort', 'mac')), /No sign-in method is called “passwort”/);
    assert.throws(() => make(line('password', 'amiga')), /No device is called “amiga”/);
    assert.throws(() => make('Test Person | Job'), /nine cells/);
  });
});

describe('a crowd', () => {
  it('is the same for the same seed, and another for another', () => {
    assert.deepEqual(people(50, 7, NOW), people(50, 7, NOW));
    assert.notDeepEqual(people(50, 7, NOW), people(50, 8, NOW));
  });

  it('of 100,000 has nobody twice', () => {
    const crowd = people(100_000, 1, NOW);
    assert.equal(new Set(crowd.map(({ id }) => id)).size, 100_000);
    assert.equal(new Set(crowd.map(({ userPrincipalName }) => userPrincipalName)).size, 100_000);
  });

  it('joins Contoso without sharing anything that changes', () => {
    const big = contoso(NOW);
    const [one, ...others] = people(200, 3, NOW);
    assert.ok(one);
    addCrowd(big, [one, ...others]);
    assert.ok(groupsAround(big.groups, one.id).has(groupId(GROUPS.everyone)));
    one.methods.length = 0;
    assert.ok(others.every(({ methods }) => methods.length > 0));
  });
});
