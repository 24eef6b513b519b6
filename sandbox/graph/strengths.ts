import { type Answer, badRequest, created, isRecord, type Json, notFound, ok } from './answer.ts';
import { type Ask, contextOf, type Route } from './ask.ts';
import { collection, entity, found } from './collection.ts';

/** Graph serves authentication strengths at two addresses. */
const PLACES = [
  '/policies/authenticationStrengthPolicies',
  '/identity/conditionalAccess/authenticationStrength/policies',
] as const;

export const strengthRoutes: readonly Route[] = PLACES.flatMap((place): Route[] => [
  {
    operation: `GET ${place}`,
    asks: 'Reads the authentication strengths',
    tells: found,
    answer: (ask) =>
      collection(ask, {
        name: 'policies/authenticationStrengthPolicies',
        items: ask.world.data.policies.authenticationStrengths,
        json: (strength) => strength,
      }),
  },
  { operation: `POST ${place}`, asks: 'Makes an authentication strength', answer: make },
  {
    operation: `GET ${place}/{strength}`,
    asks: 'Reads an authentication strength',
    answer: ofStrength((ask, strength) => entity(ask, 'policies/authenticationStrengthPolicies', strength)),
  },
  {
    operation: `GET ${place}/{strength}/combinationConfigurations`,
    asks: 'Reads which passkeys an authentication strength accepts',
    answer: ofStrength(combinations),
  },
  {
    operation: `POST ${place}/{strength}/updateAllowedCombinations`,
    asks: 'Changes what an authentication strength accepts',
    answer: ofStrength(updateAllowed),
  },
]);

function ofStrength(answer: (ask: Ask, strength: Record<string, unknown>) => Answer): Route['answer'] {
  return (ask) => {
    const id = ask.params['strength'] ?? '';
    const strength = ask.world.data.policies.authenticationStrengths.find((each) => each['id'] === id);
    return strength ? answer(ask, strength) : notFound(id);
  };
}

function make(ask: Ask): Answer {
  if (!isRecord(ask.body)) return badRequest('A JSON object is expected.', 'BadRequest');
  const { displayName, description = '', allowedCombinations, combinationConfigurations = [] } = ask.body;
  if (typeof displayName !== 'string' || !isList(allowedCombinations)) {
    return badRequest('displayName and allowedCombinations are required.', 'BadRequest');
  }
  const now = ask.world.clock.now().toISOString();
  const strength: Record<string, unknown> = {
    id: crypto.randomUUID(),
    createdDateTime: now,
    modifiedDateTime: now,
    displayName,
    description,
    policyType: 'custom',
    requirementsSatisfied: 'mfa',
    allowedCombinations,
    combinationConfigurations,
  };
  ask.world.data.policies.authenticationStrengths.push(strength);
  return created({
    '@odata.context': contextOf(ask, 'policies/authenticationStrengthPolicies/$entity'),
    ...strength,
  });
}

function combinations(ask: Ask, strength: Json): Answer {
  const items = strength['combinationConfigurations'];
  const name = `policies/authenticationStrengthPolicies('${String(strength['id'])}')/combinationConfigurations`;
  return collection(ask, {
    name,
    items: Array.isArray(items) ? items.filter(isRecord) : [],
    json: (item) => item,
  });
}

function updateAllowed(ask: Ask, strength: Record<string, unknown>): Answer {
  if (strength['policyType'] === 'builtIn')
    return badRequest('A built-in strength cannot be changed.', 'BadRequest');
  const wanted = isRecord(ask.body) ? ask.body['allowedCombinations'] : undefined;
  if (!isList(wanted)) return badRequest('allowedCombinations is required.', 'BadRequest');
  const previousCombinations = strength['allowedCombinations'];
  strength['allowedCombinations'] = wanted;
  strength['modifiedDateTime'] = ask.world.clock.now().toISOString();
  return ok({
    '@odata.context': contextOf(ask, 'microsoft.graph.updateAllowedCombinationsResult'),
    previousCombinations,
    currentCombinations: wanted,
    additionalInformation: '',
    conditionalAccessReferences: [],
  });
}

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
