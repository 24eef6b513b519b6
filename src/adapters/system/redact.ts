import { Secret } from '../../core/secret.ts';

const SECRET = '[secret]';
const LONGEST = 300;
const LONGEST_READ = 2000;
const DEEPEST = 6;
const WIDEST = 50;

// "pass" is a Temporary Access Pass; a passkey is what this product talks about.
const SECRET_NAME = /secret|pass(?!key)|token|authorization|cookie|credential/i;

const SECRET_SHAPES: readonly (readonly [shape: RegExp, instead: string])[] = [
  [/\beyJ[\w-]{5,}(\.[\w-]*){0,4}/g, SECRET],
  [/\b(bearer|basic)\s+[^\s,;"']+/gi, `$1 ${SECRET}`],
  [/:\/\/[^\s/@]*@/g, `://${SECRET}@`],
  [/((?:secret|pass(?!key)|token|assertion)[\w-]*["']?\s*[=:]\s*)["']?[^\s&,;"']+/gi, `$1${SECRET}`],
];

/** Whatever it is, as it may stand in a log: no secret, no control characters, not endless. */
export function redacted(value: unknown, name = '', depth = 0): unknown {
  if (PLAIN.has(typeof value) || value === null) return hidden(value, name);
  if (value instanceof Secret || SECRET_NAME.test(name)) return SECRET;
  if (typeof value === 'string') return redactedText(value);
  if (typeof value !== 'object') return `[${typeof value}]`;
  return depth < DEEPEST ? redactedObject(value, depth) : '[deep]';
}

const PLAIN = new Set(['undefined', 'boolean', 'number']);

/** A pass can be a number; that something is missing, or a yes or no, gives nothing away. */
function hidden(value: unknown, name: string): unknown {
  return typeof value === 'number' && SECRET_NAME.test(name) ? SECRET : value;
}

/** Text from outside on one line. Secrets go before it is cut, so that none is only cut short. */
export function redactedText(text: string): string {
  const read = text.length > LONGEST_READ ? text.slice(0, LONGEST_READ).replace(/\S*$/, '') : text;
  const line = read.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').toWellFormed();
  return SECRET_SHAPES.reduce((rest, [shape, instead]) => rest.replaceAll(shape, instead), line).slice(
    0,
    LONGEST,
  );
}

function redactedObject(value: object, depth: number): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
  if (value instanceof Error) return redactedError(value, depth);
  if (Array.isArray(value)) return value.slice(0, WIDEST).map((item) => redacted(item, '', depth + 1));
  if (ArrayBuffer.isView(value)) return '[bytes]';
  return members(value, Object.keys(value), depth);
}

function redactedError(error: Error, depth: number): unknown {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const own = Object.keys(error).filter((name) => name !== 'stack' && name !== 'message');
  return {
    ...members(error, [...own, 'cause', 'errors'], depth),
    name: redactedText(error.name),
    message: redactedText(error.message),
    stack: frames.slice(0, 10).map((frame) => redactedText(frame.trim())),
  };
}

function members(value: object, names: readonly string[], depth: number): Record<string, unknown> {
  const entries = names
    .slice(0, WIDEST)
    .map((name) => [redactedText(name), redacted(Reflect.get(value, name), name, depth + 1)] as const);
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
}
