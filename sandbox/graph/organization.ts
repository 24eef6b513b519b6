import type { SandboxUser } from '../tenant/model.ts';
import { type Answer, badRequest, isRecord, type Json, ok } from './answer.ts';
import { type Ask, contextOf, findUser, ofUser, type Route } from './ask.ts';
import { collection, found } from './collection.ts';
import { skuIdOf } from './user-json.ts';

/** The company, its licences, and who is there right now. */
export const organizationRoutes: readonly Route[] = [
  { operation: 'GET /organization', asks: 'Asks which company this is', answer: organization },
  {
    operation: 'GET /subscribedSkus',
    asks: 'Asks which licences there are',
    tells: found,
    answer: subscribedSkus,
  },
  {
    operation: 'GET /users/{user}/licenseDetails',
    asks: 'Asks which licences {user} has',
    tells: found,
    answer: ofUser(licenseDetails),
  },
  {
    operation: 'GET /users/{user}/presence',
    asks: 'Asks whether {user} is free',
    tells: (body) => `${String(body['availability'])}.`,
    answer: ofUser((ask, user) =>
      ok({ '@odata.context': contextOf(ask, `users('${user.id}')/presence/$entity`), ...presenceJson(user) }),
    ),
  },
  {
    operation: 'POST /communications/getPresencesByUserId',
    asks: 'Asks which of some people are free',
    tells: found,
    answer: presences,
  },
];

function organization(ask: Ask): Answer {
  const { data } = ask.world;
  const json = {
    id: data.id,
    deletedDateTime: null,
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: 'DE',
    createdDateTime: '2024-01-15T08:00:00Z',
    displayName: data.displayName,
    onPremisesSyncEnabled: null,
    preferredLanguage: 'en',
    tenantType: 'AAD',
    technicalNotificationMails: [],
    verifiedDomains: [
      {
        name: data.defaultDomain,
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: false,
        type: 'Managed',
      },
    ],
  };
  return collection(ask, { name: 'organization', items: [json], json: (item) => item });
}

function subscribedSkus(ask: Ask): Answer {
  return collection(ask, {
    name: 'subscribedSkus',
    items: ask.world.data.subscribedSkus,
    isPlain: true,
    json: (sku) => ({
      id: `${ask.world.data.id}_${skuIdOf(sku.skuPartNumber)}`,
      appliesTo: 'User',
      capabilityStatus: 'Enabled',
      consumedUnits: sku.consumed,
      prepaidUnits: { enabled: sku.enabled, suspended: 0, warning: 0, lockedOut: 0 },
      servicePlans: [],
      skuId: skuIdOf(sku.skuPartNumber),
      skuPartNumber: sku.skuPartNumber,
    }),
  });
}

function licenseDetails(ask: Ask, user: SandboxUser): Answer {
  return collection(ask, {
    name: `users('${user.id}')/licenseDetails`,
    items: user.licences,
    json: (sku) => ({
      id: skuIdOf(`${user.id} ${sku}`),
      skuId: skuIdOf(sku),
      skuPartNumber: sku,
      servicePlans: [],
    }),
  });
}

const PEOPLE_AT_ONCE = 650;

function presences(ask: Ask): Answer {
  const ids = isRecord(ask.body) ? ask.body['ids'] : undefined;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > PEOPLE_AT_ONCE) {
    return badRequest('ids must name between 1 and 650 people.', 'BadRequest');
  }
  const value = ids.flatMap((id) => {
    const user = findUser(ask.world.data, String(id));
    return user ? [presenceJson(user)] : [];
  });
  return ok({ '@odata.context': contextOf(ask, 'Collection(microsoft.graph.presence)'), value });
}

const presenceJson = (user: SandboxUser): Json => ({
  id: user.id,
  availability: user.presence,
  activity: user.presence,
  outOfOfficeSettings: {
    isOutOfOffice: user.automaticReplies.status === 'alwaysEnabled',
    message: null,
  },
  statusMessage: null,
});
