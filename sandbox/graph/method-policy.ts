import type { TenantData } from '../tenant/model.ts';
import { isRecord, type Json } from './answer.ts';
import { groupIdsOf } from './group-json.ts';

/** The configuration of one method in the tenant's authentication methods policy; ids are compared without case. */
export function configurationOf(data: TenantData, id: string): Record<string, unknown> | undefined {
  return configurations(data).find((one) => String(one['id']).toLowerCase() === id.toLowerCase());
}

export function configurations(data: TenantData): Record<string, unknown>[] {
  const all = data.policies.authenticationMethods['authenticationMethodConfigurations'];
  return Array.isArray(all) ? all.filter(isRecord) : [];
}

/** Whether the method is on for this person: enabled, included, not excluded. */
export function isTargeted(data: TenantData, id: string, userId: string): boolean {
  const configuration = configurationOf(data, id);
  if (configuration?.['state'] !== 'enabled') return false;
  const groups = groupIdsOf(data, userId, true);
  const hits = (target: Json): boolean => {
    const targetId = String(target['id']);
    return targetId === 'all_users' || targetId === userId || groups.has(targetId);
  };
  return (
    targets(configuration['includeTargets']).some(hits) &&
    !targets(configuration['excludeTargets']).some(hits)
  );
}

const targets = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
