import type { Clock } from '../clock.ts';
import type { SandboxUser, TenantData } from '../tenant/model.ts';
import type { Json } from './answer.ts';

type Act = {
  readonly activity: string;
  readonly category: string;
  readonly operationType: 'Add' | 'Update' | 'Delete';
  readonly target: {
    readonly id: string;
    readonly displayName: string;
    readonly type: 'User' | 'Group' | 'Policy';
  };
  readonly by: { readonly appId: string; readonly userId?: string };
};

/** What was changed through Graph, and the registrations that Entra's own pages made. */
export class AuditLog {
  readonly #data: TenantData;
  readonly #clock: Clock;
  readonly #entries: Json[] = [];

  constructor(data: TenantData, clock: Clock) {
    this.#data = data;
    this.#clock = clock;
  }

  write(act: Act): void {
    const { appId, userId } = act.by;
    const user = userId === undefined ? undefined : this.#data.users.get(userId);
    this.#entries.push({
      id: crypto.randomUUID(),
      activityDateTime: this.#clock.now().toISOString(),
      activityDisplayName: act.activity,
      category: act.category,
      correlationId: crypto.randomUUID(),
      initiatedBy: user
        ? { user: { id: user.id, userPrincipalName: user.userPrincipalName }, app: null }
        : { user: null, app: { appId, displayName: this.#data.apps.get(appId)?.displayName ?? null } },
      loggedByService: act.category === 'UserManagement' ? 'Authentication Methods' : 'Core Directory',
      operationType: act.operationType,
      result: 'success',
      resultReason: '',
      targetResources: [{ ...act.target, modifiedProperties: [] }],
      additionalDetails: [],
    });
  }

  /** Newest first. */
  entries(): readonly Json[] {
    const all = [...this.#entries, ...this.#data.users.values().flatMap(registrations)];
    return all.sort((a, b) => String(b['activityDateTime']).localeCompare(String(a['activityDateTime'])));
  }
}

/** Whoever registers a passkey leaves this line, also on pages that Graph never hears of. */
function registrations(user: SandboxUser): Json[] {
  return user.methods
    .filter((method) => method.kind === 'passkey')
    .map((passkey) => ({
      id: `registered_${passkey.id}`,
      activityDateTime: passkey.createdDateTime,
      activityDisplayName: 'User registered security info',
      category: 'UserManagement',
      correlationId: null,
      initiatedBy: { user: { id: user.id, userPrincipalName: user.userPrincipalName }, app: null },
      loggedByService: 'Authentication Methods',
      operationType: 'Add',
      result: 'success',
      resultReason: 'User registered Passkey',
      targetResources: [
        {
          id: user.id,
          displayName: user.displayName,
          type: 'User',
          userPrincipalName: user.userPrincipalName,
          modifiedProperties: [],
        },
      ],
      additionalDetails: [{ key: 'AAGUID', value: passkey.aaGuid }],
    }));
}
