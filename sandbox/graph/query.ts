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
  const why = complaint(raw);
  if (why !== undefined) return { kind: 'bad', why };
  return {
    kind: 'query',
    query: {
      ...texts(raw),
      ...(raw.has('$select') ? { select: listOf(raw, '$select') } : {}),
      expand: listOf(raw, '$expand'),
      ...(raw.has('$top') ? { top: Number(raw.get('$top')) } : {}),
      skip: Number(raw.get('$skip') ?? 0),
      isCounted: raw.get('$count') === 'true',
      isEventual: consistencyLevel?.toLowerCase() === 'eventual',
      raw,
    },
  };
};

const SHAPES: readonly (readonly [name: string, shape: RegExp])[] = [
  ['$top', /^[1-9]\d*$/],
  ['$skip', /^\d+$/],
  ['$count', /^(true|false)$/],
];

function complaint(raw: URLSearchParams): string | undefined {
  const unknown = [...raw.keys()].find((name) => name.startsWith('$') && !KNOWN.has(name));
  if (unknown !== undefined) return `The query parameter '${unknown}' is not supported.`;
  const wrong = SHAPES.find(([name, shape]) => raw.has(name) && !shape.test(raw.get(name) ?? ''));
  return wrong && `Invalid value for '${wrong[0]}'.`;
}

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

const listOf = (raw: URLSearchParams, name: string): string[] =>
  (raw.get(name) ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
