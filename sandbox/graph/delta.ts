import type { TenantData } from '../tenant/model.ts';
import { type Answer, badRequest, type Json, ok, refuse } from './answer.ts';
import { type Ask, contextOf, linkTo, type Route } from './ask.ts';
import { Bookmarks, type Bookmark, type Seen, type Tracked } from './bookmarks.ts';
import { lengthOf, pick, unknownProperty } from './collection.ts';
import { groupJson } from './group-json.ts';
import type { Query } from './query.ts';
import { USER_DEFAULTS, USER_PROPERTIES, userJson } from './user-json.ts';

const changed = (body: Json): string => `${lengthOf(body)} changed.`;

/** What changed among users and groups since a bookmark. */
export function deltaRoutes(): readonly Route[] {
  const bookmarks = new Bookmarks();
  return [
    {
      operation: 'GET /users/delta',
      asks: 'Asks which people have changed',
      tells: changed,
      answer: (ask) => unknownProperty(ask.query.select, USER_PROPERTIES) ?? round(ask, bookmarks, usersOf),
    },
    {
      operation: 'GET /groups/delta',
      asks: 'Asks which groups have changed',
      tells: changed,
      answer: (ask) => round(ask, bookmarks, groupsOf),
    },
  ];
}

const LIFETIME_MS = 7 * 86_400_000;

type Reader = (data: TenantData, select: readonly string[] | undefined) => Tracked[];

const usersOf: Reader = (data, select = USER_DEFAULTS) =>
  data.users
    .values()
    .filter((user) => user.deletedDateTime === null)
    .map((user) => ({ json: pick(userJson(user), select) }))
    .toArray();

const groupsOf: Reader = (data, select) =>
  data.groups
    .values()
    .map((group) => ({
      json: pick(groupJson(group), select),
      ...(!select || select.includes('members') ? { members: group.memberIds } : {}),
    }))
    .toArray();

function round(ask: Ask, bookmarks: Bookmarks, read: Reader): Answer {
  const { query } = ask;
  if (isUnsupported(query)) {
    return badRequest('$top, $orderby, $search and $expand are not supported for change tracking.');
  }
  if (query.skiptoken !== undefined) return page(ask, bookmarks, query.skiptoken);
  if (query.deltatoken && query.deltatoken !== 'latest') return since(ask, bookmarks, read);
  const ids = query.filter === undefined ? undefined : idsOf(query.filter);
  if (ids === 'bad')
    return badRequest("Only 'id eq' conditions, 50 at most, are supported for change tracking.");
  const bookmark: Bookmark = {
    at: ask.world.clock.now(),
    path: ask.path,
    ...(query.select ? { select: query.select } : {}),
    ...(ids ? { ids } : {}),
    seen: new Map(),
  };
  return answerFrom(ask, bookmarks, bookmark, read);
}

const isUnsupported = ({ top, orderby, search, expand }: Query): boolean =>
  (top ?? orderby ?? search) !== undefined || expand.length > 0;

function since(ask: Ask, bookmarks: Bookmarks, read: Reader): Answer {
  const bookmark = bookmarks.find(ask.query.deltatoken ?? '');
  if (bookmark?.path !== ask.path) return badRequest('Badly formed token.');
  const isStale = ask.world.clock.now().getTime() - bookmark.at.getTime() > LIFETIME_MS;
  return isStale ? expired(ask) : answerFrom(ask, bookmarks, bookmark, read);
}

/** The client has to begin again, at the address it is given. */
const expired = (ask: Ask): Answer => ({
  ...refuse(410, 'syncStateNotFound', 'The delta token is expired. Please perform a full sync.'),
  headers: { Location: linkTo(ask, new URLSearchParams({ $deltatoken: '' })) },
});

function answerFrom(ask: Ask, bookmarks: Bookmarks, bookmark: Bookmark, read: Reader): Answer {
  const { data, clock } = ask.world;
  const isWanted = (json: Json): boolean => !bookmark.ids || bookmark.ids.includes(String(json['id']));
  const now = read(data, bookmark.select).filter(({ json }) => isWanted(json));
  const changes = ask.query.deltatoken === 'latest' ? [] : changesOf(data, bookmark.seen, now);
  const next: Bookmark = {
    ...bookmark,
    at: clock.now(),
    seen: new Map(now.map((each) => [idOf(each.json), seenOf(each)])),
  };
  return page(ask, bookmarks, bookmarks.open(changes, next));
}

const idOf = (json: Json): string => String(json['id']);

const seenOf = ({ json, members }: Tracked): Seen => ({
  text: JSON.stringify(json),
  ...(members ? { members: new Set(members) } : {}),
});

function changesOf(data: TenantData, seen: ReadonlyMap<string, Seen>, now: readonly Tracked[]): Json[] {
  const ids = new Set(now.map(({ json }) => idOf(json)));
  const gone = [...seen.keys()]
    .filter((id) => !ids.has(id))
    .map((id) => ({ id, '@removed': { reason: data.users.has(id) ? 'changed' : 'deleted' } }));
  return [...now.flatMap((each) => changeOf(data, seen.get(idOf(each.json)), each)), ...gone];
}

function changeOf(data: TenantData, before: Seen | undefined, { json, members }: Tracked): Json[] {
  const moved = members ? memberChanges(data, before?.members ?? new Set(), members) : [];
  if (before && before.text === JSON.stringify(json) && moved.length === 0) return [];
  return [{ ...json, ...(moved.length > 0 ? { 'members@delta': moved } : {}) }];
}

function memberChanges(data: TenantData, before: ReadonlySet<string>, now: readonly string[]): Json[] {
  const type = (id: string): string => `#microsoft.graph.${data.groups.has(id) ? 'group' : 'user'}`;
  const present = new Set(now);
  const added = now.filter((id) => !before.has(id)).map((id) => ({ '@odata.type': type(id), id }));
  const removed = [...before]
    .filter((id) => !present.has(id))
    .map((id) => ({ '@odata.type': type(id), id, '@removed': { reason: 'deleted' } }));
  return [...added, ...removed];
}

function page(ask: Ask, bookmarks: Bookmarks, token: string): Answer {
  const turned = bookmarks.turn(token);
  if (!turned) return badRequest('The skip token is malformed.', 'Directory_ExpiredPageToken');
  const next = new URLSearchParams(
    turned.kind === 'more' ? { $skiptoken: turned.token } : { $deltatoken: turned.token },
  );
  return ok({
    '@odata.context': contextOf(ask, ask.path.slice(1).replace('/delta', '')),
    [turned.kind === 'more' ? '@odata.nextLink' : '@odata.deltaLink']: linkTo(ask, next),
    value: turned.items,
  });
}

const MOST_IDS = 50;

function idsOf(filter: string): string[] | 'bad' {
  const parts = filter.split(/\s+or\s+/i).map((part) => /^\(?\s*id\s+eq\s+'([^']+)'\s*\)?$/.exec(part)?.[1]);
  const ids = parts.filter((id) => id !== undefined);
  return ids.length === parts.length && ids.length <= MOST_IDS ? ids : 'bad';
}
