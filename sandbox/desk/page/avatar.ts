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

/** "Employee · ● started": the role, and the situation with its colour as a second hint. */
export function situationOf(person: DeskPerson): HTMLElement {
  const dot = make('span', { class: `dot ${person.tone}`, 'aria-hidden': 'true' });
  return make('small', { title: person.situation }, `${person.roleWord} · `, dot, person.situation);
}
