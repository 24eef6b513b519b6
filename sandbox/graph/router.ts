import type { Method, Route, Version } from './ask.ts';

export type Found =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'no-method' }
  | { readonly kind: 'no-path'; readonly segment: string };

type Line = {
  readonly route: Route;
  readonly method: Method;
  readonly segments: readonly Segment[];
  readonly names: readonly string[];
  /** Letters that must be there literally. */
  readonly words: number;
};
type Segment = RegExp;

/** Finds the operation for a path; of several that fit, the one with the fewest variables and the most words. */
export class Router {
  readonly #lines: readonly Line[];
  readonly #words: ReadonlySet<string>;

  constructor(routes: readonly Route[]) {
    this.#lines = routes.map(lineOf).sort((a, b) => a.names.length - b.names.length || b.words - a.words);
    this.#words = new Set(routes.flatMap((route) => wordsOf(route.operation)));
  }

  find(method: string, version: Version, path: string): Found {
    const segments = path.split('/').slice(1).map(decode);
    const fitting = this.#lines.flatMap((line) => {
      const params = line.route.only && line.route.only !== version ? undefined : match(line, segments);
      return params ? [{ line, params }] : [];
    });
    const hit = fitting.find(({ line }) => line.method === method);
    if (hit) return { kind: 'route', route: hit.line.route, params: hit.params };
    if (fitting.length > 0) return { kind: 'no-method' };
    const stranger = segments.findLast((segment) => !this.#words.has(segment.toLowerCase()));
    return { kind: 'no-path', segment: stranger ?? segments.at(-1) ?? '' };
  }
}

function lineOf(route: Route): Line {
  const [method, path] = partsOf(route.operation);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
  const words = path.replaceAll(/\{\w+\}/g, '').length;
  return { route, method, names, words, segments: path.split('/').slice(1).map(segmentOf) };
}

function segmentOf(text: string): Segment {
  const pattern = text
    .split(/\{\w+\}/)
    .map(escape)
    .join('(.+?)');
  return new RegExp(`^${pattern}$`, 'i');
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function match(line: Line, segments: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== line.segments.length) return undefined;
  const values: string[] = [];
  for (const [at, pattern] of line.segments.entries()) {
    const found = pattern.exec(segments[at] ?? '');
    if (!found) return undefined;
    values.push(...found.slice(1));
  }
  return Object.fromEntries(line.names.map((name, at) => [name, values[at] ?? '']));
}

const partsOf = (operation: Route['operation']): [Method, string] => {
  const [method, path] = operation.split(' ');
  return [method as Method, path ?? ''];
};

const wordsOf = (operation: Route['operation']): string[] => partsOf(operation)[1].toLowerCase().split('/');

/** A broken escape is left as it came: it fits no route. */
const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
