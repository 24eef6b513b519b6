import { type Answer, badRequest, created, isRecord, type Json, noContent, notFound } from './answer.ts';
import { type Ask, contextOf, type Route } from './ask.ts';
import { collection, entity, found } from './collection.ts';

const POLICIES = '/identity/conditionalAccess/policies' as const;

/** Conditional Access: read, made, switched, removed. */
export const conditionalAccessRoutes: readonly Route[] = [
  {
    operation: `GET ${POLICIES}`,
    asks: 'Reads the Conditional Access policies',
    tells: found,
    answer: (ask) =>
      collection(ask, {
        name: 'identity/conditionalAccess/policies',
        items: ask.world.data.policies.conditionalAccess,
        json: (policy) => policy,
      }),
  },
  { operation: `POST ${POLICIES}`, asks: 'Makes a Conditional Access policy', answer: make },
  {
    operation: `GET ${POLICIES}/{policy}`,
    asks: 'Reads a Conditional Access policy',
    answer: (ask) => {
      const policy = find(ask);
      return policy ? entity(ask, 'identity/conditionalAccess/policies', policy) : notFound(idOf(ask));
    },
  },
  { operation: `PATCH ${POLICIES}/{policy}`, asks: 'Changes a Conditional Access policy', answer: change },
  { operation: `DELETE ${POLICIES}/{policy}`, asks: 'Removes a Conditional Access policy', answer: remove },
];

const STATES = ['enabled', 'disabled', 'enabledForReportingButNotEnforced'];
const MEMBERS = new Set(
  '@odata.type conditions description displayName grantControls sessionControls state templateId'.split(' '),
);

const idOf = (ask: Ask): string => ask.params['policy'] ?? '';

const find = (ask: Ask): Record<string, unknown> | undefined =>
  ask.world.data.policies.conditionalAccess.find((policy) => policy['id'] === idOf(ask));

function make(ask: Ask): Answer {
  const why = complaint(ask.body) ?? missing(ask.body);
  if (why !== undefined || !isRecord(ask.body))
    return badRequest(why ?? 'A JSON object is expected.', 'BadRequest');
  const policy: Record<string, unknown> = {
    templateId: null,
    grantControls: null,
    sessionControls: null,
    ...ask.body,
    id: crypto.randomUUID(),
    createdDateTime: ask.world.clock.now().toISOString(),
    modifiedDateTime: null,
  };
  ask.world.data.policies.conditionalAccess.push(policy);
  audit(ask, 'Add', policy);
  return created({
    '@odata.context': contextOf(ask, 'identity/conditionalAccess/policies/$entity'),
    ...policy,
  });
}

function change(ask: Ask): Answer {
  const policy = find(ask);
  if (!policy) return notFound(idOf(ask));
  const why = complaint(ask.body);
  if (why !== undefined) return badRequest(why, 'BadRequest');
  Object.assign(policy, ask.body, { modifiedDateTime: ask.world.clock.now().toISOString() });
  audit(ask, 'Update', policy);
  return noContent();
}

function remove(ask: Ask): Answer {
  const policy = find(ask);
  if (!policy) return notFound(idOf(ask));
  const { policies } = ask.world.data;
  policies.conditionalAccess = policies.conditionalAccess.filter((each) => each !== policy);
  audit(ask, 'Delete', policy);
  return noContent();
}

function complaint(body: unknown): string | undefined {
  if (!isRecord(body)) return 'A JSON object is expected.';
  const stranger = Object.keys(body).find((name) => !MEMBERS.has(name));
  if (stranger !== undefined)
    return `The property '${stranger}' does not exist on type 'conditionalAccessPolicy'.`;
  const { state } = body;
  const isState = state === undefined || (typeof state === 'string' && STATES.includes(state));
  return isState ? undefined : 'That is no state of a policy.';
}

function missing(body: unknown): string | undefined {
  const name = ['displayName', 'state', 'conditions'].find(
    (each) => !isRecord(body) || body[each] === undefined,
  );
  return name && `1000: '${name}' is required.`;
}

function audit(ask: Ask, operationType: 'Add' | 'Update' | 'Delete', policy: Json): void {
  ask.world.audit.write({
    activity: `${operationType} conditional access policy`,
    category: 'Policy',
    operationType,
    target: { id: String(policy['id']), displayName: String(policy['displayName']), type: 'Policy' },
    by: ask.caller,
  });
}
