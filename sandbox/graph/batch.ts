import { type Answer, badRequest, isRecord, type Json, ok, refuse } from './answer.ts';
import type { Method } from './ask.ts';

export type BatchItem = {
  readonly id: string;
  readonly method: Method;
  /** Relative to the version: "/users/…". */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn: readonly string[];
};

const MOST = 20;
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** Answers each request of a batch by itself; one that depends on a failed one answers 424. */
export async function answerBatch(
  body: unknown,
  answer: (item: BatchItem) => Promise<Answer>,
): Promise<Answer> {
  const items = itemsOf(body);
  if (typeof items === 'string') return badRequest(items, 'BadRequest');
  const answers = new Map<string, Answer>();
  for (const item of items) {
    const isReady = item.dependsOn.every((id) => (answers.get(id)?.status ?? 500) < 400);
    answers.set(item.id, isReady ? await checked(item, answer) : failedDependency());
  }
  return ok({ responses: [...answers].map(([id, each]) => responseJson(id, each)) });
}

const checked = async (item: BatchItem, answer: (item: BatchItem) => Promise<Answer>): Promise<Answer> =>
  item.body !== undefined && !hasContentType(item)
    ? badRequest('Write request bodies in a batch need a Content-Type header.', 'BadRequest')
    : await answer(item);

const hasContentType = ({ headers }: BatchItem): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');

const failedDependency = (): Answer =>
  refuse(424, 'FailedDependency', 'A request that this one depends on failed.');

function responseJson(id: string, { status, headers = {}, body }: Answer): Json {
  const type = isRecord(body) ? { 'Content-Type': 'application/json' } : {};
  return { id, status, headers: { ...type, ...headers }, ...(body === undefined ? {} : { body }) };
}

function itemsOf(body: unknown): BatchItem[] | string {
  const requests = isRecord(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0) return 'Invalid batch payload format.';
  if (requests.length > MOST) return `Number of batch request steps exceeds the maximum value of ${MOST}.`;
  const items = requests.map(itemOf);
  if (items.includes(undefined)) return 'Each request needs an id, a known method and a relative url.';
  const sound = items.filter((item) => item !== undefined);
  const ids = new Set(sound.map(({ id }) => id.toLowerCase()));
  if (ids.size !== sound.length) return 'The ids of the requests must differ.';
  const before = new Set<string>();
  for (const { id, dependsOn } of sound) {
    if (dependsOn.some((other) => !before.has(other)))
      return `The request '${id}' depends on one that does not come before it.`;
    before.add(id);
  }
  return sound;
}

function itemOf(request: unknown): BatchItem | undefined {
  if (!isRecord(request)) return undefined;
  const { id, method, url, headers, body, dependsOn } = request;
  if (typeof id !== 'string' || typeof url !== 'string' || /^https?:/i.test(url)) return undefined;
  const verb = METHODS.find((each) => typeof method === 'string' && each === method.toUpperCase());
  if (verb === undefined) return undefined;
  return {
    id,
    method: verb as Method,
    url: url.startsWith('/') ? url : `/${url}`,
    headers: textsOf(headers),
    ...(body === undefined ? {} : { body }),
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}

const textsOf = (headers: unknown): Record<string, string> =>
  isRecord(headers)
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    : {};
