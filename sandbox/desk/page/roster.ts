import { avatarOf, situationOf } from './avatar.ts';
import { make, makeButton, part } from './dom.ts';
import { icon } from './icons.ts';
import type { DeskPerson } from './model.ts';
import type { Desk } from './state.ts';

/** The dialog with everybody in the tenant: search, be somebody, or open somebody's Teams on the right. */
export function openRoster(desk: Desk, opener: HTMLButtonElement, onBeside: (id: string) => void): void {
  const dialog = part('#roster', HTMLDialogElement);
  const search = part('#roster-search', HTMLInputElement);
  const list = part('#roster-list', HTMLUListElement);
  const count = part('#roster-count', HTMLElement);
  const choose = (take: () => void): void => {
    dialog.close();
    take();
  };
  const draw = (): void => {
    const found = matching(desk.people.value, search.value);
    const all = desk.people.value.length;
    count.textContent = found.length === all ? `${all} people` : `${found.length} of ${all} people`;
    const rows = found.map((person) =>
      row(desk, person, {
        be: () => choose(() => desk.me.set(person.id)),
        beside: () => choose(() => onBeside(person.id)),
      }),
    );
    list.replaceChildren(...(rows.length > 0 ? rows : [nobody(search.value)]));
  };
  opener.prepend(icon('search', 's'));
  opener.addEventListener('click', () => {
    search.value = '';
    draw();
    dialog.showModal();
    search.focus();
    list.scrollTop = 0;
  });
  search.addEventListener('input', draw);
  const close = part('#roster-close', HTMLButtonElement);
  close.append(icon('close'));
  close.addEventListener('click', () => dialog.close());
  // Only the dimmed page behind counts as the dialog itself: its content fills it to the edge.
  dialog.addEventListener('click', (press) => {
    if (press.target === dialog) dialog.close();
  });
}

function matching(people: readonly DeskPerson[], words: string): readonly DeskPerson[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    const text = `${person.name} ${person.upn} ${person.roleWord} ${person.situation}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function row(desk: Desk, person: DeskPerson, take: { be: () => void; beside: () => void }): HTMLLIElement {
  const name = make('b', { class: 'strong' }, make('bdi', {}, person.name));
  const words = make('span', { class: 'grow' }, name, situationOf(person));
  const be = makeButton('roster-person', take.be, avatarOf(desk, person), words);
  if (person.id === desk.me.value) be.append(make('span', { class: 'badge brand' }, 'you'));
  const beside = makeButton('btn sm subtle', take.beside, icon('beside', 's'), 'Beside');
  beside.title = `Open ${person.firstName}’s Teams on the right`;
  beside.ariaLabel = `Beside: ${beside.title}`;
  return make('li', {}, be, beside);
}

function nobody(words: string): HTMLLIElement {
  const hint = 'Search by name, role or situation, for example “lost phone”.';
  return make('li', { class: 'nobody' }, `Nobody matches “${words}”. ${hint}`);
}
