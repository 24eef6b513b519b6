import { make } from './dom.ts';
import { icon } from './icons.ts';
import type { DeskPerson } from './model.ts';
import type { Desk } from './state.ts';

const COLOURS = ['steel', 'teal', 'purple', 'plum', 'gold', 'forest', 'berry', 'navy'];

/** The person's initials in a colour that stays the same everywhere on the page. */
export function avatarOf(desk: Desk, person: DeskPerson): HTMLElement {
  const place = desk.people.value.findIndex((one) => one.id === person.id);
  const colour = COLOURS[place % COLOURS.length] ?? 'steel';
  return make('span', { class: `av ${colour}`, 'aria-hidden': 'true' }, person.initials);
}

/** Keywave's own round key. */
export function botAvatar(size = ''): HTMLElement {
  return make('span', { class: `av bot ${size}`, 'aria-hidden': 'true' }, icon('key', 's'));
}

/** Words that are too long for the strip. */
const SHORT: Readonly<Record<string, string>> = {
  'only text-message codes': 'text codes',
  'one passkey, no spare': 'no spare',
  'passkey registered': 'passkey',
};

/** "Employee · ● text codes", for the strip. */
export function shortSituationOf(person: DeskPerson): HTMLElement {
  return situationOf(person, SHORT[person.situation]);
}

/** "Employee · ● only text-message codes": the role, and the situation with its colour as a second hint. */
export function situationOf(person: DeskPerson, words = person.situation): HTMLElement {
  const dot = make('span', { class: `dot ${person.tone}`, 'aria-hidden': 'true' });
  return make(
    'small',
    { title: person.situation },
    make('span', { class: 'role' }, `${person.roleWord} · `),
    dot,
    words,
  );
}
