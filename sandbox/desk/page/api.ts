import type { Entry } from '../../journal.ts';
import type { Chat, DeskState, Press, Pressed } from './model.ts';

/** The sandbox answered, but with a no. */
export class DeskError extends Error {
  readonly status: number;

  constructor(status: number, what: string) {
    super(`${what} was answered with ${status}`);
    this.name = 'DeskError';
    this.status = status;
  }
}

const BASE = '/desk/api/';

const call = async (path: string, init?: RequestInit): Promise<unknown> => {
  const response = await fetch(BASE + path, init);
  if (!response.ok) throw new DeskError(response.status, path);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
};

const post = (path: string, body: unknown = {}): Promise<unknown> =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const person = (id: string): string => `people/${encodeURIComponent(id)}`;

export type JournalFilter = { readonly about?: string; readonly failed?: boolean; readonly limit: number };

const journalPath = ({ about, failed, limit }: JournalFilter): string => {
  const query = new URLSearchParams({ limit: String(limit) });
  if (about !== undefined) query.set('about', about);
  if (failed) query.set('failed', 'true');
  return `journal?${query.toString()}`;
};

/** What the page may ask of the sandbox: one line per call. */
export const api = {
  state: async () => (await call('state')) as DeskState,
  chat: async (id: string) => (await call(`${person(id)}/chat`)) as Chat,
  journal: async (filter: JournalFilter) => (await call(journalPath(filter))) as readonly Entry[],
  advance: (advanceMs: number) => post('clock', { advanceMs }),
  setFault: (name: string, on: boolean) => post('faults', { name, on }),
  install: (id: string) => post(`${person(id)}/install`),
  uninstall: (id: string) => post(`${person(id)}/uninstall`),
  block: (id: string) => post(`${person(id)}/block`),
  unblock: (id: string) => post(`${person(id)}/unblock`),
  say: (id: string, text: string) => post(`${person(id)}/say`, { text }),
  attach: (id: string) => post(`${person(id)}/attach`),
  edit: (id: string, messageId: string, text: string) => post(`${person(id)}/edit`, { id: messageId, text }),
  remove: (id: string, messageId: string) => post(`${person(id)}/delete`, { id: messageId }),
  press: async (id: string, press: Press) => (await post(`${person(id)}/press`, press)) as Pressed,
  token: (id: string, claims: readonly string[]) => {
    const query = new URLSearchParams(claims.map((claim): [string, string] => ['claims', claim]));
    return call(`${person(id)}/token?${query.toString()}`);
  },
};
