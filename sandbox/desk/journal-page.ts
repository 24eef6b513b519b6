import type { Entry, Journal } from '../journal.ts';

const USUAL = 200;
const MOST = 5000;

/** The journal newest first; `about` one person, `failed` only, `limit` entries. */
export function journalPage(journal: Journal, query: URLSearchParams): readonly Entry[] {
  const about = query.get('about');
  const isFailedOnly = ['true', '1'].includes(query.get('failed') ?? '');
  const limit = Math.min(Number(query.get('limit') ?? USUAL) || USUAL, MOST);
  return journal
    .entries()
    .toReversed()
    .filter((entry) => about === null || entry.about === about)
    .filter((entry) => !isFailedOnly || hasFailed(entry))
    .slice(0, Math.max(limit, 0));
}

/** A dropped connection has the status 0. */
function hasFailed({ status, fault }: Entry): boolean {
  return status >= 400 || status === 0 || fault !== undefined;
}
