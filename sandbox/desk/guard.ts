import type { Call, Result } from '../http.ts';

const OUR_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Lets in this computer's own pages and programs only; answers what is wrong with anybody else. */
export function guard({ method, headers }: Pick<Call, 'method' | 'headers'>): Result | undefined {
  const host = headers.host ?? '';
  // A foreign name that points to this computer (DNS rebinding) still comes with the foreign name.
  if (!OUR_NAMES.has(URL.parse(`http://${host}`)?.hostname ?? '')) {
    return no(403, 'foreignHost', 'The desk answers to localhost only.');
  }
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) {
    return no(403, 'foreignOrigin', 'The desk answers to its own page only.');
  }
  // A form on a foreign page can post without an Origin in old browsers, but never JSON.
  if (method === 'POST' && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return no(415, 'notJson', 'Send application/json.');
  }
  return undefined;
}

/** A refusal in the shape of all the desk’s refusals. */
export function no(status: number, code: string, message: string): Result {
  return { status, body: { error: { code, message } } };
}
