import type { Call } from '../http.ts';
import type { ThreadCall } from './limits.ts';

/** What the bot asks of the Connector. */
export type Operation =
  | { readonly kind: 'create' }
  | { readonly kind: 'post'; readonly conversation: string }
  | { readonly kind: 'replace' | 'delete'; readonly conversation: string; readonly activity: string }
  | { readonly kind: 'members' | 'paged-members'; readonly conversation: string }
  | { readonly kind: 'member'; readonly conversation: string; readonly member: string };

/** Reads method and path below /connector; undefined for what the Connector does not do. */
export function operationOf({ method, path }: Pick<Call, 'method' | 'path'>): Operation | undefined {
  const [version, root, conversation, room, id, ...rest] = path.split('/').filter(Boolean).map(decoded);
  if (version !== 'v3' || root !== 'conversations' || rest.length > 0) return undefined;
  if (conversation === undefined) return method === 'POST' ? { kind: 'create' } : undefined;
  if (room === 'activities') return onActivities(method, conversation, id);
  return method === 'GET' ? onMembers(room, conversation, id) : undefined;
}

/** Which of Teams’ limits the operation counts against. */
export function threadCallOf({ kind }: Operation): ThreadCall {
  if (kind === 'create') return 'create';
  return kind === 'post' || kind === 'replace' || kind === 'delete' ? 'send' : 'members';
}

/** A reply to an activity is one more message in a personal chat. */
function onActivities(
  method: string,
  conversation: string,
  activity: string | undefined,
): Operation | undefined {
  if (method === 'POST') return { kind: 'post', conversation };
  if (activity === undefined) return undefined;
  if (method === 'PUT') return { kind: 'replace', conversation, activity };
  return method === 'DELETE' ? { kind: 'delete', conversation, activity } : undefined;
}

function onMembers(
  room: string | undefined,
  conversation: string,
  id: string | undefined,
): Operation | undefined {
  if (room === 'pagedmembers') return { kind: 'paged-members', conversation };
  if (room !== 'members') return undefined;
  return id === undefined ? { kind: 'members', conversation } : { kind: 'member', conversation, member: id };
}

/** A segment that is no proper encoding names nothing that exists: it may stay as it is. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
