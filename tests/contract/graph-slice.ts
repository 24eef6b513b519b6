import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Exchange } from '../../sandbox/graph/exchange.ts';
import { closed, type Schema } from './closed-schemas.ts';

type Version = 'v1.0' | 'beta';

type Media = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };

type Parameter = { readonly name: string; readonly in: string; readonly schema: Schema };

type Operation = {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: Media & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Media | { readonly $ref: string }>>;
  readonly 'x-graph-permissions'?: {
    readonly application?: Published | null;
    readonly delegatedWork?: Published | null;
  };
};

type Published = { readonly leastPrivileged: readonly string[]; readonly also: readonly string[] };

type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Media>>;
  };
};

/** One operation of the slice, with what its checks need. */
export type SliceOperation = {
  readonly version: Version;
  readonly method: string;
  /** As the slice writes it: "/users/{user-id}/manager". */
  readonly path: string;
  /** Missing where Microsoft's list says nothing. */
  readonly permissions?: { readonly application: readonly string[]; readonly delegated: readonly string[] };
  readonly hasRequestBody: boolean;
};

const FOLDER = new URL('../../../shared/reference/', import.meta.url);
const FILES: Readonly<Record<Version, string>> = {
  'v1.0': 'graph-openapi-v1.json',
  beta: 'graph-openapi-beta.json',
};

/** Why the contract cannot be checked here, or nothing. */
export const sliceMissing = (): string | undefined =>
  Object.values(FILES).every((file) => existsSync(new URL(file, FOLDER)))
    ? undefined
    : 'the OpenAPI slice of Microsoft Graph is not there: ../shared/reference beside the project';

/** Graph errors of the protocol that the slice does not list for each operation. */
const ALSO_ANSWERED = new Set([405, 410, 412, 424]);

/** Judges requests and answers by Microsoft's published metadata; empty lists mean that all is well. */
export class GraphSlice {
  readonly operations: readonly SliceOperation[];
  readonly #versions: Readonly<Record<Version, Judge>>;

  constructor() {
    this.#versions = { 'v1.0': new Judge('v1.0'), beta: new Judge('beta') };
    this.operations = Object.values(this.#versions).flatMap((judge) => judge.operations);
  }

  /** Schemas that do not compile: there must be none, or they would judge nothing. */
  brokenSchemas(): string[] {
    return Object.values(this.#versions).flatMap((judge) => judge.brokenSchemas());
  }

  validateRequest(method: string, url: string, body?: unknown): string[] {
    return this.#judge(method, url, (judge, found) => judge.request(found, url, body));
  }

  validateResponse(method: string, url: string, status: number, body?: unknown): string[] {
    return this.#judge(method, url, (judge, found) => judge.response(found, status, body));
  }

  /** Both sides of an exchange; what was refused with 400 may have been asked wrongly on purpose. */
  problemsOf({ method, url, requestBody, status, responseBody }: Exchange): string[] {
    return [
      ...(status < 400 ? this.validateRequest(method, url, requestBody) : []),
      ...this.validateResponse(method, url, status, responseBody),
    ];
  }

  #judge(method: string, url: string, judge: (judge: Judge, found: Line) => string[]): string[] {
    const found = this.#find(method, url);
    if (!found) return [`${method} ${url} is not in the slice`];
    return judge(found.judge, found.line).map((problem) => `${method} ${url}: ${problem}`);
  }

  #find(method: string, url: string): { readonly judge: Judge; readonly line: Line } | undefined {
    const [, version = '', path = ''] = /\/(v1\.0|beta)(\/[^?]*)/.exec(url) ?? [];
    // The beta slice holds only what v1.0 lacks.
    const judges =
      version === 'beta' ? [this.#versions.beta, this.#versions['v1.0']] : [this.#versions['v1.0']];
    for (const judge of judges) {
      const line = judge.find(method, path);
      if (line) return { judge, line };
    }
    return undefined;
  }
}

type Line = {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly variables: number;
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
};

/** The judgement of one version's document. */
class Judge {
  readonly operations: readonly SliceOperation[];
  readonly #document: Document;
  readonly #ajv: Ajv;
  readonly #lines: readonly Line[];
  readonly #compiled = new Map<Schema, ValidateFunction>();

  constructor(version: Version) {
    this.#document = JSON.parse(readFileSync(new URL(FILES[version], FOLDER), 'utf8')) as Document;
    this.#ajv = new Ajv({ strict: false, allErrors: true, inlineRefs: false, code: { optimize: false } });
    addFormats.default(this.#ajv);
    this.#ajv.addFormat('base64url', /^[\w-]*={0,2}$/);
    for (const [name, schema] of Object.entries(closed(this.#document.components.schemas))) {
      this.#ajv.addSchema(rooted({ ...schema, $id: `${ROOT}${name}` }));
    }
    this.#lines = linesOf(this.#document);
    this.operations = this.#lines.map((line) => operationOf(version, line));
  }

  find(method: string, path: string): Line | undefined {
    const plain = path
      .split('/')
      .map((part) => decodeURIComponent(part))
      .join('/');
    return this.#lines.find((line) => line.method === method.toUpperCase() && line.pattern.test(plain));
  }

  brokenSchemas(): string[] {
    const named = Object.keys(this.#document.components.schemas).map(
      (name) => `#/components/schemas/${name}`,
    );
    return named.flatMap(($ref) => {
      try {
        this.#validator({ $ref });
        return [];
      } catch (fault) {
        return [`${$ref}: ${String(fault)}`];
      }
    });
  }

  request(line: Line, url: string, body: unknown): string[] {
    const schema = line.operation.requestBody?.content?.['application/json']?.schema;
    return [...this.#options(line, url), ...this.#path(line, url), ...this.#requestBody(line, schema, body)];
  }

  response(line: Line, status: number, body: unknown): string[] {
    const declared = line.operation.responses[String(status)];
    if (!declared && !ALSO_ANSWERED.has(status)) return [`status ${status} is not documented`];
    const media = declared ? this.#media(declared) : this.#document.components.responses['e400'];
    const schema = Object.values(media?.content ?? {})[0]?.schema;
    if (!schema) return body === undefined ? [] : ['a body where none is documented'];
    return this.#check(schema, body).map((problem) => `${status} ${problem}`);
  }

  #requestBody(line: Line, schema: Schema | undefined, body: unknown): string[] {
    if (body === undefined)
      return line.operation.requestBody?.required === true ? ['the body is missing'] : [];
    return schema
      ? this.#check(schema, body).map((problem) => `body ${problem}`)
      : ['a body where none is documented'];
  }

  #options(line: Line, url: string): string[] {
    const known = line.parameters.filter((parameter) => parameter.in === 'query');
    const given = [...new URL(url, 'https://graph.microsoft.com').searchParams];
    return given.flatMap(([name, value]) => {
      const parameter = known.find((each) => each.name === name);
      if (!parameter) return [`the option ${name} is not documented`];
      return this.#check(parameter.schema, typed(parameter.schema, value)).map(
        (problem) => `${name} ${problem}`,
      );
    });
  }

  #path(line: Line, url: string): string[] {
    const [, path = ''] = /\/(?:v1\.0|beta)(\/[^?]*)/.exec(url) ?? [];
    const values = line.pattern.exec(decodeURIComponent(path))?.slice(1) ?? [];
    const names = [...line.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    return names.flatMap((name, at) => {
      const parameter = line.parameters.find((each) => each.in === 'path' && each.name === name);
      return parameter
        ? this.#check(parameter.schema, typed(parameter.schema, values[at] ?? '')).map(
            (problem) => `${parameter.name} ${problem}`,
          )
        : [];
    });
  }

  #check(schema: Schema, value: unknown): string[] {
    const validate = this.#validator(schema);
    return validate(value) ? [] : (validate.errors ?? []).map(wordsOf);
  }

  #validator(schema: Schema): ValidateFunction {
    const known = this.#compiled.get(schema);
    if (known) return known;
    const compiled = this.#ajv.compile(rooted(schema));
    this.#compiled.set(schema, compiled);
    return compiled;
  }

  #media(media: Media | { readonly $ref: string }): Media | undefined {
    return '$ref' in media ? this.#document.components.responses[media.$ref.split('/').at(-1) ?? ''] : media;
  }
}

const ROOT = 'https://graph.microsoft.com/schemas/';

/** Each schema stands alone under its own address, so that it is compiled once. */
const rooted = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${ROOT}`)) as Schema;

function linesOf(document: Document): Line[] {
  const lines = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]): Line => {
        const shared = (item as { parameters?: Operation['parameters'] }).parameters ?? [];
        return {
          method: method.toUpperCase(),
          path,
          pattern: patternOf(path),
          variables: path.split('{').length,
          operation,
          parameters: [...shared, ...(operation.parameters ?? [])].flatMap((one) =>
            '$ref' in one ? (document.components.parameters[one.$ref.split('/').at(-1) ?? ''] ?? []) : one,
          ),
        };
      }),
  );
  return lines.sort((a, b) => a.variables - b.variables);
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('([^/]+?)')}$`, 'i');
}

function operationOf(version: Version, { method, path, operation }: Line): SliceOperation {
  const published = operation['x-graph-permissions'];
  return {
    version,
    method,
    path,
    hasRequestBody: operation.requestBody !== undefined,
    ...(published
      ? {
          permissions: {
            application: allOf(published.application),
            delegated: allOf(published.delegatedWork),
          },
        }
      : {}),
  };
}

const allOf = (published: Published | null | undefined): string[] => [
  ...(published?.leastPrivileged ?? []),
  ...(published?.also ?? []),
];

/** An option's text as the type that its schema speaks of. */
function typed(schema: Schema, text: string): unknown {
  switch (schema['type']) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array':
      return text.split(',');
    default:
      return text;
  }
}

function wordsOf({ instancePath, message, params }: ErrorObject): string {
  const extra = (params as { additionalProperty?: string }).additionalProperty;
  return `${instancePath} ${message ?? ''}${extra === undefined ? '' : ` (${extra})`}`;
}
