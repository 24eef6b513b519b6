import type { Teams } from './connector/teams.ts';
import type { GraphClaims, GraphDeps } from './graph/service.ts';
import { idFor } from './tenant/ids.ts';

/** What Graph asks of Teams, answered by everybody's chats. */
export function teamsSideOf(teams: Teams, manifestId: string): GraphDeps['teams'] {
  return {
    app: { catalogId: idFor('catalogue', manifestId), externalId: manifestId, displayName: 'Keywave' },
    isInstalled: (person) => teams.isInstalled(person),
    chatOf: (person) => teams.chats.of(person).conversation,
    onInstall: async (person) => await teams.install(person),
    onUninstall: async (person) => await teams.uninstall(person),
  };
}

/** The part of a token's claims that Graph decides on. */
export function graphClaims(claims: Readonly<Record<string, unknown>> | undefined): GraphClaims | undefined {
  if (!claims) return undefined;
  const { roles, scp, oid, tid, appid } = claims;
  if (typeof tid !== 'string' || typeof appid !== 'string') return undefined;
  return {
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    scp: typeof scp === 'string' && scp !== '' ? scp.split(' ') : [],
    ...(typeof oid === 'string' ? { oid } : {}),
    tid,
    appid,
  };
}
