export type Schema = Readonly<Record<string, unknown>>;

type Schemas = Readonly<Record<string, Schema>>;

const PREFIX = '#/components/schemas/';

/**
 * The slice's schemas, made strict: a type takes the members that the metadata lists and annotations, nothing else, so
 * that a misspelt member is seen in answers too. Types whose derived types the slice leaves out stay open.
 */
export function closed(schemas: Schemas): Schemas {
  const known = Object.keys(schemas).map((name) => `#${name}`);
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, close(name, schema, schemas, known)]),
  );
}

function close(name: string, schema: Schema, schemas: Schemas, known: readonly string[]): Schema {
  if (!isStructure(schema)) return schema;
  const properties = propertiesOf(schema, schemas);
  const own = Object.keys(properties).filter((property) => !property.startsWith('@'));
  const rest = { type: 'object', ...(schema['required'] ? { required: schema['required'] } : {}) };
  if (isOpen(schema)) return { ...rest, properties, additionalProperties: true };
  const isBase =
    own.length === 0 || schema['x-abstract'] === true || name === 'microsoft.graph.directoryObject';
  if (isBase) {
    // Whoever says that it is a type which the slice knows is judged by that type.
    return { ...rest, properties: { ...properties, '@odata.type': { not: { enum: known } } } };
  }
  const type = name.startsWith('microsoft.graph.') ? { '@odata.type': { const: `#${name}` } } : {};
  return {
    ...rest,
    properties: { ...properties, ...type },
    patternProperties: { '@': {} },
    additionalProperties: false,
  };
}

const isStructure = (schema: Schema): boolean =>
  Array.isArray(schema['allOf']) || schema['properties'] !== undefined;

/** Open types of the metadata; directory objects carry the flag only for the sake of change tracking. */
const isOpen = (schema: Schema): boolean => schema['additionalProperties'] === true;

function propertiesOf(schema: Schema, schemas: Schemas): Schema {
  const $ref = schema['$ref'];
  if (typeof $ref === 'string') return propertiesOf(schemas[$ref.slice(PREFIX.length)] ?? {}, schemas);
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as Schema[]) : [];
  return Object.assign(
    {},
    ...parts.map((part) => propertiesOf(part, schemas)),
    schema['properties'],
  ) as Schema;
}
