import { BOT_APP_ID, keywave, TENANT_ID } from './apps.ts';
import { groupsOf } from './groups.ts';
import type { TenantData } from './model.ts';
import { ACCOUNTS } from './people/accounts.ts';
import { FIELD } from './people/field.ts';
import { OFFICE } from './people/office.ts';
import { DOMAIN, personFrom, personId } from './person.ts';
import { policies } from './policies.ts';
import { rolesOf } from './roles.ts';

const LINES = [...OFFICE, ...FIELD, ...ACCOUNTS];
const PILOTS = ['Allan Deyoung', 'Megan Bowen', 'Lee Gu', 'Lidia Holloway', 'Pradeep Gupta', 'Isaiah Langer'];

/** Contoso as it stands at that moment: sixty accounts in every state a rollout meets. */
export function contoso(now: Date): TenantData {
  const users = LINES.map((line) => personFrom(line, now));
  const roles = rolesOf(LINES);
  const special = new Map([
    ['administrators', [...new Set(roles.map((role) => role.principalId))].filter((id) => !isBreakGlass(id))],
    ['pilots', PILOTS.map(personId)],
    ['temporary', LINES.filter(({ marks }) => marks.includes('temporary')).map(({ name }) => personId(name))],
  ]);
  const groups = groupsOf(users, special);
  return {
    id: TENANT_ID,
    displayName: 'Contoso',
    defaultDomain: DOMAIN,
    users: new Map(users.map((user) => [user.id, user])),
    groups: new Map(groups.map((group) => [group.id, group])),
    roles,
    apps: new Map([[BOT_APP_ID, keywave()]]),
    policies: policies(now),
    subscribedSkus: [
      {
        skuPartNumber: 'SPB',
        enabled: 60,
        consumed: users.filter(({ licences }) => licences.includes('SPB')).length,
      },
      { skuPartNumber: 'EXCHANGE_S_STANDARD', enabled: 5, consumed: 1 },
    ],
  };
}

function isBreakGlass(id: string): boolean {
  return ACCOUNTS.some(({ name, marks }) => marks.includes('role:break-glass') && personId(name) === id);
}
