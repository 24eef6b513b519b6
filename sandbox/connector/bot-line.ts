import type { Faults } from '../faults.ts';
import type { Journal } from '../journal.ts';
import type { Activity } from './activity.ts';

/** Teams gives up on an answer after this time. */
const ANSWER_WITHIN_MS = 15_000;
/** An activity without an answer is said again, with the same id. */
const ATTEMPTS = 3;

export type BotLineDeps = {
  readonly faults: Faults;
  readonly journal: Journal;
  readonly bot: { readonly endpoint: string };
  readonly signForBot: () => Promise<string>;
  readonly answerWithinMs?: number;
};

/** An activity on its way to the bot, and the sentence that the journal says about it. */
export type Letter = { readonly activity: Activity; readonly sentence: string; readonly about: string };

/** What came of one attempt to reach the bot. */
export type BotAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'unreachable' };

/** The line from Teams to the bot: signed, with a deadline, and said again when nobody answers. */
export class BotLine {
  readonly #deps: BotLineDeps;

  constructor(deps: BotLineDeps) {
    this.#deps = deps;
  }

  /** `first` is what came of the first attempt; `last` settles once nothing more will be sent. Neither rejects. */
  say(letter: Letter): { readonly first: Promise<BotAnswer>; readonly last: Promise<BotAnswer> } {
    const echo = this.#deps.faults.strikes('teams-twice') ? this.#post(letter, 1, 'teams-twice') : undefined;
    const first = this.#post(letter, 1);
    const last = first.then(async (answer) => {
      const final = await this.#repeat(letter, answer);
      await echo;
      return final;
    });
    return { first, last };
  }

  async #repeat(letter: Letter, first: BotAnswer): Promise<BotAnswer> {
    let answer = first;
    for (let attempt = 2; attempt <= ATTEMPTS && answer.kind === 'unanswered'; attempt += 1) {
      answer = await this.#post(letter, attempt);
    }
    return answer;
  }

  async #post(letter: Letter, attempt: number, fault?: 'teams-twice'): Promise<BotAnswer> {
    const begun = performance.now();
    const answer = await this.#exchange(letter.activity);
    this.#deps.journal.write({
      from: 'Teams',
      to: 'Keywave',
      sentence: `${letter.sentence}${attempt > 1 || fault ? ' Teams repeats itself.' : ''}${outcomeOf(answer)}`,
      call: `POST ${URL.parse(this.#deps.bot.endpoint)?.pathname ?? '/'} (${nameOf(letter.activity)})`,
      status: answer.kind === 'answered' ? answer.status : answer.kind === 'unanswered' ? 504 : 503,
      ms: Math.round(performance.now() - begun),
      about: letter.about,
      ...(fault && { fault }),
    });
    return answer;
  }

  async #exchange(activity: Activity): Promise<BotAnswer> {
    const deadline = AbortSignal.timeout(this.#deps.answerWithinMs ?? ANSWER_WITHIN_MS);
    try {
      const response = await fetch(this.#deps.bot.endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          authorization: `Bearer ${await this.#deps.signForBot()}`,
        },
        body: JSON.stringify(activity),
        redirect: 'manual',
        signal: deadline,
      });
      return { kind: 'answered', status: response.status, body: parsed(await response.text()) };
    } catch {
      return { kind: deadline.aborted ? 'unanswered' : 'unreachable' };
    }
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function outcomeOf(answer: BotAnswer): string {
  if (answer.kind === 'unanswered') return ' No answer in time.';
  if (answer.kind === 'unreachable') return ' Keywave cannot be reached.';
  return answer.status < 300 ? '' : ` Keywave answers ${answer.status}.`;
}

function nameOf(activity: Activity): string {
  const detail = activity['name'] ?? activity['action'];
  return typeof detail === 'string' ? `${activity.type} ${detail}` : activity.type;
}
