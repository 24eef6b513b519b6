import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import type { Call, Result } from '../../http.ts';

/** The browser's half lives with the desk's page, whose small parts it shares. */
const FOLDER = new URL('../../desk/page/', import.meta.url);
const PAGES: Readonly<Record<string, string>> = {
  '/': 'security-info.html',
  '/sign-in': 'security-sign-in.html',
};
const STYLE = /^\/([a-z-]+\.css)$/;
const SCRIPT = /^\/([a-z-]+\.ts)$/;

const ONLY_OURS =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/** A page, style or script of Security info; nothing when the path names none. */
export async function pageAt(call: Call, port: number): Promise<Result | undefined> {
  if (call.path === '') return moved(`/security-info/${call.url.search}`);
  const page = Object.hasOwn(PAGES, call.path) ? PAGES[call.path] : undefined;
  if (page !== undefined) return isAtLocalhost(call) ? await html(page) : moved(atLocalhost(call, port));
  const [, style] = STYLE.exec(call.path) ?? [];
  if (style !== undefined) return await file(style, 'text/css; charset=utf-8');
  const [, script] = SCRIPT.exec(call.path) ?? [];
  return script === undefined ? undefined : await file(script, 'text/javascript; charset=utf-8');
}

/** WebAuthn knows no passkeys for a bare address, only for a name. */
function isAtLocalhost(call: Call): boolean {
  return !(call.headers.host ?? '').startsWith('127.');
}

function atLocalhost(call: Call, port: number): string {
  return `http://localhost:${port}${call.url.pathname}${call.url.search}`;
}

function moved(location: string): Result {
  return { status: 302, headers: { location } };
}

async function html(name: string): Promise<Result> {
  const body = await readFile(new URL(name, FOLDER), 'utf8');
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': ONLY_OURS },
    body,
  };
}

async function file(name: string, type: string): Promise<Result | undefined> {
  const text = await readFile(new URL(name, FOLDER), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  return {
    status: 200,
    headers: { 'content-type': type },
    body: name.endsWith('.ts') ? stripTypeScriptTypes(text) : text,
  };
}
