import { GraphError } from './graph-error.ts';

/** One object of an answer; everything in it is still to be checked. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object, or a fault that names the place and not the value. */
export function objectIn(value: unknown, call: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new GraphError('not-understood', { call });
}

/** A list of objects; Graph leaves a list out where it is empty. */
export function objectsIn(value: unknown, call: string): readonly Json[] {
  return listIn(value, call).map((item) => objectIn(item, call));
}

/** The texts of a list; anything else in it is passed over. */
export function textsIn(value: unknown, call: string): readonly string[] {
  return listIn(value, call).filter((item) => typeof item === 'string');
}

/** A text that says something; `undefined` for none, empty or of another type. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A text without which the object means nothing. */
export function requiredText(value: unknown, call: string): string {
  const text = textIn(value);
  if (text === undefined) throw new GraphError('not-understood', { call });
  return text;
}

function listIn(value: unknown, call: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new GraphError('not-understood', { call });
}
