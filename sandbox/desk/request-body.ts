import type { Press } from '../connector/activity.ts';
import { type CardPart, isPart, textIn } from '../connector/card-reading.ts';
import { objectIn } from '../connector/message-body.ts';

/** What the page sent is not what the desk's API takes. */
export class BadRequest extends Error {}

/** The JSON object of a POST; an empty body counts as an empty object. */
export function bodyOf(raw: Buffer): CardPart {
  if (raw.length === 0) return {};
  const body = objectIn(raw);
  if (!body) throw new BadRequest('The body must be a JSON object.');
  return body;
}

/** A text that the page has to send. */
export function textOf(body: CardPart, name: string): string {
  const text = textIn(body, name);
  if (text === undefined) throw new BadRequest(`“${name}” must be a text.`);
  return text;
}

/** The press that the page’s card renderer reports. */
export function pressIn(body: CardPart): Press {
  const { action, inputs = {} } = body;
  const type = isPart(action) ? action['type'] : undefined;
  if (!isPart(action) || (type !== 'Action.Execute' && type !== 'Action.Submit')) {
    throw new BadRequest('“action.type” must be Action.Execute or Action.Submit.');
  }
  if (!isPart(inputs)) throw new BadRequest('“inputs” must be an object.');
  const [id, verb] = [textIn(action, 'id'), textIn(action, 'verb')];
  return {
    activityId: textOf(body, 'activityId'),
    action: { type, ...(id && { id }), ...(verb && { verb }), data: action['data'] },
    inputs,
  };
}

const LONGEST_TITLE = 80;

/** What the pressed button says; pages that do not know it leave it out. */
export function titleIn(body: CardPart): string | undefined {
  const title = textIn(body, 'title');
  return title !== undefined && title.length > LONGEST_TITLE
    ? `${title.slice(0, LONGEST_TITLE - 1)}…`
    : title;
}
