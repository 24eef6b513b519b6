import { avatarOf, shortSituationOf } from './avatar.ts';
import { make, makeButton, part } from './dom.ts';
import { oneTabStop, settleTabStop } from './keyboard.ts';
import type { DeskPerson } from './model.ts';
import { openRoster } from './roster.ts';
import type { Desk } from './state.ts';

/** The strip "You are …": the featured people, and whoever else was picked from all of them. */
export function showPeople(desk: Desk, onBeside: (id: string) => void): void {
  const strip = part('#people', HTMLElement);
  const draw = (): void => {
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['person'] : undefined;
    const shown = desk.people.value.filter((person) => person.isFeatured || person.id === desk.me.value);
    strip.replaceChildren(...shown.map((person) => personButton(desk, person)));
    settleTabStop(strip);
    if (focused !== undefined)
      strip.querySelector<HTMLElement>(`[data-person="${CSS.escape(focused)}"]`)?.focus();
  };
  oneTabStop(strip);
  desk.people.watch(draw);
  desk.me.watch(() => {
    draw();
    strip.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const all = part('#everybody', HTMLButtonElement);
  all.append(make('bdi', {}, `All ${desk.people.value.length}`));
  openRoster(desk, all, onBeside);
}

function personButton(desk: Desk, person: DeskPerson): HTMLButtonElement {
  const words = make('span', {}, make('b', {}, make('bdi', {}, person.name)), shortSituationOf(person));
  const button = makeButton('person', () => desk.me.set(person.id), avatarOf(desk, person), words);
  button.dataset['person'] = person.id;
  button.ariaPressed = String(person.id === desk.me.value);
  return button;
}
