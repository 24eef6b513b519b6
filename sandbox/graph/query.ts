/** The OData options of one request. */
export type Query = {
  readonly select?: readonly string[];
  readonly expand: readonly string[];
  readonly filter?: string;
  readonly search?: string;
  readonly orderby?: string;
  readonly top?: number;
  readonly skip: number;
  readonly skiptoken?: string;
  readonly deltatoken?: string;
  readonly isCounted: boolean;
  /** `ConsistencyLevel: eventual` was sent. */
  readonly isEventual: boolean;
  /** As they came, to be repeated in a nextLink. */
  readonly raw: URLSearchParams;
};

export type QueryOrWhy =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'bad'; readonly why: string };

const KNOWN = new Set([
  '$select',
  '$expand',
  '$filter',
  '$search',
  '$orderby',
  '$top',
  '$skip',
  '$skiptoken',
  '$deltatoken',
  '$count',
  '$format',
]);

/** Reads the options; a misspelt one is refused as Graph refuses it. */
export const readQuery = (raw: URLSearchParams, consistencyLevel: string | undefined): QueryOrWhy => {
  const unknown = [...raw.keys()].find((name) => name.startsWith('$') && !KNOWN.has(name.toLowerCase()));
  if (unknown !== undefined) return bad(`The query parameter '${unknown}' is not supported.`);
  const top = numberOf(raw, '$top');
  if (top === 'bad' || top === 0) return bad("Invalid value for '$top'.");
  const skip = numberOf(raw, '$skip');
  if (skip === 'bad') return bad("Invalid value for '$skip'.");
  const count = raw.get('$count');
  if (count !== null && count !== 'true' && count !== 'false') return bad("Invalid value for '$count'.");
  return {
    kind: 'query',
    query: {
      ...texts(raw),
      ...(raw.has('$select') ? { select: listOf(raw, '$select') } : {}),
      expand: listOf(raw, '$expand'),
      ...(top === undefined ? {} : { top }),
      skip: skip ?? 0,
      isCounted: count === 'true',
      isEventual: consistencyLevel?.toLowerCase() === 'eventual',
      raw,
    },
  };
};

const bad = (why: string): QueryOrWhy => ({ kind: 'bad', why });

const texts = (
  raw: URLSearchParams,
): Partial<Record<'filter' | 'search' | 'orderby' | 'skiptoken' | 'deltatoken', string>> => {
  const found: Record<string, string> = {};
  for (const name of ['filter', 'search', 'orderby', 'skiptoken', 'deltatoken'] as const) {
    const value = raw.get(`$${name}`);
    if (value !== null) found[name] = value;
  }
  return found;
};

const numberOf = (raw: URLSearchParams, name: string): number | 'bad' | undefined => {
  const text = raw.get(name);
  if (text === null) return undefined;
  return /^\d+$/.test(text) ? Number(text) : 'bad';
};

const listOf = (raw: URLSearchParams, name: string): string[] =>
  (raw.get(name) ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
