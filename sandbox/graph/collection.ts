import { type Answer, badRequest, type Json, ok, refuse } from './answer.ts';
import { type Ask, contextOf, linkTo } from './ask.ts';
import { type Filter, parseFilter } from './filter.ts';
import type { Query } from './query.ts';

export type Source<T> = {
  /** For `@odata.context`: "users". */
  readonly name: string;
  readonly items: readonly T[];
  readonly json: (item: T) => Json;
  /** What `$filter`, `$search` and `$orderby` look at, where that is cheaper than the JSON. */
  readonly facts?: (item: T) => Json;
  /** Directory objects know advanced queries and refuse them without `ConsistencyLevel: eventual`. */
  readonly isDirectory?: boolean;
  /** What comes without `$select`. */
  readonly defaults?: readonly string[];
  /** Every property that the type has, when `$select` is to be checked. */
  readonly properties?: ReadonlySet<string>;
  readonly pageSize?: number;
  readonly maxTop?: number;
  /** Graph documents no options at all for some lists. */
  readonly isPlain?: boolean;
};

/** Answers a list: filtered, searched, ordered, cut into pages, each item reduced to what was selected. */
export function collection<T>(ask: Ask, source: Source<T>): Answer {
  const { query } = ask;
  const why = complaint(query, source);
  if (why) return why;
  const filter = query.filter === undefined ? undefined : parseFilter(query.filter);
  if (filter?.kind === 'bad') return badRequest(filter.why, 'BadRequest');
  if (source.isDirectory === true && needsEventual(query, filter) && !query.isEventual) return notEventual();
  return page(ask, source, chosen(query, source, filter));
}

/** Facts may be dear to make: nobody asks for them without a filter or an order. */
function chosen<T>(query: Query, source: Source<T>, filter: Filter | undefined): readonly T[] {
  const facts = source.facts ?? source.json;
  const isNarrowed = filter !== undefined || query.search !== undefined;
  const items = isNarrowed
    ? source.items.filter((item) => accepts(facts(item), query, filter))
    : source.items;
  return query.orderby === undefined ? items : inOrder(items, facts, query.orderby);
}

function page<T>(ask: Ask, source: Source<T>, items: readonly T[]): Answer {
  const { query } = ask;
  const start = query.skiptoken === undefined ? query.skip : offsetOf(query.skiptoken);
  if (start === undefined) return badRequest('The skip token is malformed.', 'Directory_ExpiredPageToken');
  const end = start + (query.top ?? source.pageSize ?? 100);
  const select = query.select ?? source.defaults;
  return ok({
    '@odata.context': contextOf(ask, source.name),
    ...(query.isCounted && start === query.skip ? { '@odata.count': items.length } : {}),
    ...(end < items.length ? { '@odata.nextLink': nextLink(ask, end) } : {}),
    value: items.slice(start, end).map((item) => pick(source.json(item), select)),
  });
}

/** What the journal says of a list: "3 found." */
export const found = (body: Json): string => `${lengthOf(body)} found.`;

/** How many a list holds. */
export const lengthOf = ({ value }: Json): number => (Array.isArray(value) ? value.length : 0);

/** One thing: its context, and only what was selected. */
export const entity = (ask: Ask, name: string, json: Json, defaults?: readonly string[]): Answer =>
  ok({ '@odata.context': contextOf(ask, `${name}/$entity`), ...pick(json, ask.query.select ?? defaults) });

/** The selected properties; the id and annotations always come along. */
export function pick(json: Json, select: readonly string[] | undefined): Json {
  if (!select || select.includes('*')) return json;
  return Object.fromEntries(
    Object.entries(json).filter(([key]) => key === 'id' || key.startsWith('@') || select.includes(key)),
  );
}

function complaint<T>(query: Query, source: Source<T>): Answer | undefined {
  const { isPlain = false, maxTop = 999, properties } = source;
  if (isPlain && (query.filter ?? query.top ?? query.search ?? query.orderby) !== undefined) {
    return badRequest('The query specified in the URI is not valid.', 'BadRequest');
  }
  if ((query.top ?? 1) > maxTop)
    return badRequest('Invalid page size specified: it must be between 1 and the maximum.');
  return unknownProperty(query.select, properties);
}

/** 400 for the first selected property that the type does not have. */
export function unknownProperty(
  select: readonly string[] | undefined,
  properties: ReadonlySet<string> | undefined,
): Answer | undefined {
  const stranger = properties && select?.find((name) => name !== '*' && !properties.has(name));
  if (stranger === undefined) return undefined;
  return badRequest(
    `Parsing OData Select and Expand failed: Could not find a property named '${stranger}'.`,
    'BadRequest',
  );
}

const needsEventual = (query: Query, filter: Filter | undefined): boolean =>
  query.isCounted ||
  query.search !== undefined ||
  (filter?.kind === 'filter' && (filter.isAdvanced || query.orderby !== undefined));

/** What an advanced query without the header gets. */
export const notEventual = (): Answer =>
  refuse(
    400,
    'Request_UnsupportedQuery',
    "Request with advanced query options needs the 'ConsistencyLevel:eventual' header and $count=true.",
  );

function accepts(facts: Json, query: Query, filter: Filter | undefined): boolean {
  if (filter?.kind === 'filter' && !filter.test(facts)) return false;
  return query.search === undefined || matches(facts, query.search);
}

/** "displayName:ad" finds words that begin so. */
function matches(facts: Json, search: string): boolean {
  return [...search.matchAll(/"(\w+):([^"]*)"/g)].some(([, property = '', text = '']) =>
    textOf(facts[property])
      .toLowerCase()
      .split(/[\s@.-]+/)
      .some((word) => word.startsWith(text.toLowerCase())),
  );
}

function inOrder<T>(items: readonly T[], facts: (item: T) => Json, orderby: string): T[] {
  const [property = '', way] = orderby.split(/\s+/);
  const sign = way === 'desc' ? -1 : 1;
  const key = (item: T): string => textOf(facts(item)[property]);
  return items.toSorted((a, b) => sign * key(a).localeCompare(key(b)));
}

function nextLink(ask: Ask, offset: number): string {
  const query = new URLSearchParams(ask.query.raw);
  query.delete('$skip');
  query.set('$skiptoken', Buffer.from(`from ${offset}`).toString('base64url'));
  return linkTo(ask, query);
}

function offsetOf(token: string): number | undefined {
  const found = /^from (\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  return found ? Number(found[1]) : undefined;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
