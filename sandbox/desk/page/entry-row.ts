import type { Entry } from '../../journal.ts';
import { make } from './dom.ts';
import { icon } from './icons.ts';
import type { Fault } from './model.ts';
import { secondsOf } from './time.ts';

const NOT_ANSWERED = 0;

/** One line of the drawer: time, direction, the sentence with the call below it, and how it ended. */
export function entryRow(entry: Entry, faults: readonly Fault[], timeZone: string): HTMLLIElement {
  const direction = make('span', { class: 'dir' }, entry.from, icon('arrow', 's'), entry.to);
  const sentence = make('span', {}, ...sentenceOf(entry.sentence), make('code', {}, entry.call));
  const fault = faults.find((one) => one.name === entry.fault)?.title ?? entry.fault;
  if (fault !== undefined)
    sentence.append(make('span', { class: 'because' }, `Because you switched on: ${fault}`));
  const time = make('time', { class: 't num', datetime: entry.at }, secondsOf(entry.at, timeZone));
  const end = make(
    'span',
    { class: `badge ${toneOf(entry)}` },
    `${outcomeOf(entry.status)} · ${Math.round(entry.ms)} ms`,
  );
  return make('li', { 'data-entry': String(entry.id) }, time, direction, sentence, end);
}

/** What is quoted may run from right to left in the middle of a sentence that does not. */
const sentenceOf = (sentence: string): readonly (Node | string)[] =>
  sentence
    .split(/(?<=“)([^”]*)(?=”)/)
    .map((words, place) => (place % 2 === 1 ? make('bdi', {}, words) : words));

const outcomeOf = (status: number): string => (status === NOT_ANSWERED ? 'no answer' : String(status));

function toneOf(entry: Entry): string {
  if (entry.status >= 200 && entry.status < 400) return 'ok';
  return entry.status === 429 || entry.fault !== undefined ? 'warn' : 'bad';
}
