import { isRecord, type Json } from './answer.ts';

type Test = (facts: unknown) => boolean;

/** A `$filter` as a test over facts; advanced ones need `ConsistencyLevel: eventual` on directory objects. */
export type Filter =
  | { readonly kind: 'filter'; readonly test: (facts: Json) => boolean; readonly isAdvanced: boolean }
  | { readonly kind: 'bad'; readonly why: string };

class FilterSyntax extends Error {}

const TOKEN = /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?|'(?:[^']|'')*'|[(),:]|[^\s(),:']+/gy;

/** Reads the part of OData's filter language that Graph's pages document. */
export const parseFilter = (text: string): Filter => {
  try {
    const parser = new Parser(tokensOf(text));
    const test = parser.whole();
    return { kind: 'filter', test, isAdvanced: parser.isAdvanced };
  } catch (error) {
    if (error instanceof FilterSyntax) return { kind: 'bad', why: `Invalid filter clause: ${error.message}` };
    throw error;
  }
};

const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) throw new FilterSyntax(`Syntax error at position ${at}.`);
    tokens.push(token);
    at += token.length;
  }
  return tokens;
};

class Parser {
  isAdvanced = false;
  readonly #tokens: readonly string[];
  #at = 0;
  #variables: readonly string[] = [];

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  whole(): Test {
    const test = this.#or();
    if (this.#peek() !== undefined) throw new FilterSyntax(`Unexpected '${this.#peek() ?? ''}'.`);
    return test;
  }

  #or(): Test {
    const tests = [this.#and()];
    while (this.#take('or')) tests.push(this.#and());
    return (facts) => tests.some((test) => test(facts));
  }

  #and(): Test {
    const tests = [this.#not()];
    while (this.#take('and')) tests.push(this.#not());
    return (facts) => tests.every((test) => test(facts));
  }

  #not(): Test {
    if (!this.#take('not')) return this.#term();
    this.isAdvanced = true;
    const test = this.#not();
    return (facts) => !test(facts);
  }

  #term(): Test {
    if (this.#take('(')) {
      const test = this.#or();
      this.#expect(')');
      return test;
    }
    const word = this.#next();
    if (this.#peek() === '(') return word.includes('/any') ? this.#any(word) : this.#call(word);
    return this.#comparison(word);
  }

  #call(name: string): Test {
    const compare = FUNCTIONS[name.toLowerCase()];
    if (!compare) throw new FilterSyntax(`Unknown function '${name}'.`);
    if (name.toLowerCase() !== 'startswith') this.isAdvanced = true;
    this.#expect('(');
    const path = this.#path(this.#next());
    this.#expect(',');
    const wanted = String(literal(this.#next())).toLowerCase();
    this.#expect(')');
    return (facts) => {
      const value = path(facts);
      return typeof value === 'string' && compare(value.toLowerCase(), wanted);
    };
  }

  #any(word: string): Test {
    const list = this.#path(word.slice(0, word.lastIndexOf('/')));
    this.#expect('(');
    const variable = this.#next();
    this.#expect(':');
    const before = this.#variables;
    this.#variables = [...before, variable];
    const test = this.#or();
    this.#variables = before;
    this.#expect(')');
    return (facts) => {
      const values = list(facts);
      return Array.isArray(values) && values.some((value) => test(value));
    };
  }

  #comparison(word: string): Test {
    const path = this.#path(word);
    const operator = this.#next().toLowerCase();
    if (operator === 'in') return this.#in(path);
    const compare = OPERATORS[operator];
    if (!compare) throw new FilterSyntax(`Unknown operator '${operator}'.`);
    if (operator === 'ne') this.isAdvanced = true;
    const wanted = literal(this.#next());
    return (facts) => compare(order(path(facts), wanted));
  }

  #in(path: (facts: unknown) => unknown): Test {
    this.#expect('(');
    const wanted: unknown[] = [];
    do wanted.push(literal(this.#next()));
    while (this.#take(','));
    this.#expect(')');
    if (wanted.length > 15)
      throw new FilterSyntax('Too many child clauses specified in search filter expression.');
    return (facts) => wanted.some((value) => order(path(facts), value) === 0);
  }

  #path(word: string): (facts: unknown) => unknown {
    const steps = word.split('/');
    if (this.#variables.includes(steps[0] ?? '')) steps.shift();
    return (facts) => {
      let value = facts;
      for (const step of steps) value = isRecord(value) ? value[step] : undefined;
      return value;
    };
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const token = this.#peek();
    if (token === undefined) throw new FilterSyntax('The expression ends too early.');
    this.#at += 1;
    return token;
  }

  #take(word: string): boolean {
    if (this.#peek()?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new FilterSyntax(`'${token}' expected.`);
  }
}

const FUNCTIONS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  startswith: (value, wanted) => value.startsWith(wanted),
  endswith: (value, wanted) => value.endsWith(wanted),
  contains: (value, wanted) => value.includes(wanted),
};

const OPERATORS: Readonly<Record<string, (order: number | undefined) => boolean>> = {
  eq: (way) => way === 0,
  ne: (way) => way !== 0,
  gt: (way) => way !== undefined && way > 0,
  ge: (way) => way !== undefined && way >= 0,
  lt: (way) => way !== undefined && way < 0,
  le: (way) => way !== undefined && way <= 0,
};

const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

const literal = (token: string): unknown => {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token in WORDS) return WORDS[token];
  if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
  return token;
};

const INSTANT = /^\d{4}-\d\d-\d\d(T|$)/;

/** Below zero, zero or above as `a` is less than, equal to or more than `b`; undefined when they cannot be compared. */
const order = (a: unknown, b: unknown): number | undefined => {
  const [left, right] = [a ?? null, b];
  if (left === right) return 0;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  if (INSTANT.test(left) && INSTANT.test(right)) return Date.parse(left) - Date.parse(right);
  return left.toLowerCase() < right.toLowerCase() ? -1 : Number(left.toLowerCase() > right.toLowerCase());
};
