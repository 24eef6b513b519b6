import type { SandboxUser } from '../tenant/model.ts';
import {
  type Answer,
  badRequest,
  created,
  isRecord,
  type Json,
  noContent,
  notFound,
  ok,
  refuse,
} from './answer.ts';
import { type Ask, contextOf, ofUser, type Route } from './ask.ts';
import { collection, entity, found } from './collection.ts';

const INSTALLED = '/users/{user}/teamwork/installedApps' as const;
/** The organisation's app catalogue, and who has the app. */
export const teamsAppRoutes: readonly Route[] = [
  {
    operation: 'GET /appCatalogs/teamsApps',
    asks: "Looks for the app in the company's catalogue",
    tells: found,
    answer: catalogue,
  },
  {
    operation: `GET ${INSTALLED}`,
    asks: 'Asks whether {user} has the app in Teams',
    tells: found,
    answer: ofUser(installedApps),
  },
  { operation: `POST ${INSTALLED}`, asks: 'Installs the app for {user}', answer: ofUser(install) },
  {
    operation: `GET ${INSTALLED}/{installation}`,
    asks: "Asks about {user}'s copy of the app",
    answer: ofInstallation((ask, user) =>
      entity(ask, 'userScopeTeamsAppInstallation', installationJson(ask, user)),
    ),
  },
  {
    operation: `DELETE ${INSTALLED}/{installation}`,
    asks: 'Takes the app away from {user}',
    answer: ofInstallation(uninstall),
  },
  {
    operation: `GET ${INSTALLED}/{installation}/chat`,
    asks: 'Asks for the chat between {user} and the app',
    answer: ofInstallation(chat),
  },
  {
    operation: `POST ${INSTALLED}/{installation}/upgrade`,
    asks: "Brings {user}'s copy of the app up to date",
    answer: ofInstallation(noContent),
  },
];

const appJson = (ask: Ask): Json => {
  const { catalogId, externalId, displayName } = ask.world.teams.app;
  return { id: catalogId, externalId, displayName, distributionMethod: 'organization' };
};

function catalogue(ask: Ask): Answer {
  return collection(ask, { name: 'appCatalogs/teamsApps', items: [appJson(ask)], json: (app) => app });
}

const installationIdOf = (ask: Ask, user: SandboxUser): string =>
  Buffer.from(`${user.id}##${ask.world.teams.app.catalogId}`).toString('base64url');

function installationJson(ask: Ask, user: SandboxUser): Json {
  const expands = (name: string): boolean => ask.query.expand.some((given) => given.startsWith(name));
  return {
    id: installationIdOf(ask, user),
    ...(expands('teamsApp') ? { teamsApp: appJson(ask) } : {}),
    ...(expands('teamsAppDefinition') ? { teamsAppDefinition: definitionJson(ask) } : {}),
  };
}

const definitionJson = (ask: Ask): Json => ({
  id: Buffer.from(`${ask.world.teams.app.catalogId}##1`).toString('base64url'),
  teamsAppId: ask.world.teams.app.catalogId,
  displayName: ask.world.teams.app.displayName,
  version: '1.0.0',
  publishingState: 'published',
});

function installedApps(ask: Ask, user: SandboxUser): Answer {
  if (!user.teams) return noTeams();
  return collection(ask, {
    name: `users('${user.id}')/teamwork/installedApps`,
    items: ask.world.teams.isInstalled(user.id) ? [user] : [],
    json: () => installationJson(ask, user),
    // Filters speak of the app's properties whether or not they are expanded.
    facts: () => ({
      id: installationIdOf(ask, user),
      teamsApp: appJson(ask),
      teamsAppDefinition: definitionJson(ask),
    }),
  });
}

const BIND = /^https:\/\/graph\.microsoft\.com\/(?:v1\.0|beta)\/appCatalogs\/teamsApps\/([^/]+)$/;

async function install(ask: Ask, user: SandboxUser): Promise<Answer> {
  const { teams } = ask.world;
  const bound = isRecord(ask.body) ? ask.body['teamsApp@odata.bind'] : undefined;
  const catalogId = BIND.exec(typeof bound === 'string' ? bound : '')?.[1];
  if (catalogId === undefined)
    return badRequest("'teamsApp@odata.bind' must name an app of the catalogue.", 'BadRequest');
  if (catalogId !== teams.app.catalogId) return refuse(404, 'NotFound', 'The app is not in the catalogue.');
  if (!user.teams) return noTeams();
  if (teams.isInstalled(user.id))
    return refuse(409, 'Conflict', 'The app is already installed for this user.');
  await teams.onInstall(user.id);
  return created();
}

/** Without a Teams licence there is nothing to install into. */
const noTeams = (): Answer => refuse(403, 'Forbidden', 'The user is not licensed for Teams.');

function ofInstallation(answer: (ask: Ask, user: SandboxUser) => Answer | Promise<Answer>): Route['answer'] {
  return ofUser((ask, user) => {
    const id = ask.params['installation'] ?? '';
    const isThere = ask.world.teams.isInstalled(user.id) && id === installationIdOf(ask, user);
    return isThere ? answer(ask, user) : notFound(id);
  });
}

async function uninstall(ask: Ask, user: SandboxUser): Promise<Answer> {
  await ask.world.teams.onUninstall(user.id);
  return noContent();
}

function chat(ask: Ask, user: SandboxUser): Answer {
  const id = ask.world.teams.chatOf(user.id);
  return id === undefined
    ? notFound('chat')
    : ok({ '@odata.context': contextOf(ask, 'chats/$entity'), ...chatJson(ask, id) });
}

/** A chat between a person and the bot. */
export const chatJson = (ask: Ask, id: string): Json => ({
  id,
  topic: null,
  createdDateTime: '2026-01-05T08:00:00Z',
  lastUpdatedDateTime: '2026-01-05T08:00:00Z',
  chatType: 'oneOnOne',
  tenantId: ask.world.data.id,
  webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(id)}/0`,
});
