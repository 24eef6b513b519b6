import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import type { Result } from '../http.ts';
import { no } from './guard.ts';

const PAGE = join(import.meta.dirname, 'page');
const MODULES = join(import.meta.dirname, '../../node_modules');

/** What the page uses of other people's work, as they ship it. */
const VENDOR: Readonly<Record<string, string>> = {
  'vendor/adaptivecards.min.js': 'adaptivecards/dist/adaptivecards.min.js',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

// The renderer of cards sets styles on elements; frames are the browser on the right and the app's own pages.
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'",
  "connect-src 'self'; frame-src 'self' http://localhost:* http://127.0.0.1:*; frame-ancestors 'self'; base-uri 'none'",
].join('; ');

/** One file of the page; TypeScript goes out with its types taken off. */
export async function pageFile(path: string): Promise<Result> {
  const name = path.replace(/^\/+/, '') || 'index.html';
  const type = TYPES[extname(name)];
  // Plain names only: no way up, no hidden files, no encodings to be decoded twice.
  const isPlain = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name);
  if (!isPlain || type === undefined || name.endsWith('tsconfig.json')) return notThere(name);
  const vendored = Object.hasOwn(VENDOR, name) ? VENDOR[name] : undefined;
  const content = await contentOf(vendored === undefined ? join(PAGE, name) : join(MODULES, vendored));
  if (!content) return notThere(name);
  const body = extname(name) === '.ts' ? stripTypeScriptTypes(content.toString()) : content;
  return { status: 200, headers: { 'content-type': type, 'content-security-policy': POLICY }, body };
}

/** Undefined when there is no such file. */
async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (fault) {
    if (
      fault instanceof Error &&
      'code' in fault &&
      ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(fault.code))
    ) {
      return undefined;
    }
    throw fault;
  }
}

function notThere(name: string): Result {
  return no(404, 'notFound', `The desk has no ${name}.`);
}
