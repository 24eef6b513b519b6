import { make, makeButton, part } from './dom.ts';
import { icon } from './icons.ts';
import type { Guide } from './tour.ts';
import { type Tour, TOURS } from './tours.ts';

const KEPT_AS = 'desk.tours';

/** Offers the tours on the first visit; later they wait behind the "?". */
export function showWelcome(guide: Guide, isAskedOff: boolean): void {
  const section = part('#tours', HTMLElement);
  const opener = part('#tours-open', HTMLButtonElement);
  const open = (on: boolean): void => {
    section.hidden = !on;
    opener.ariaExpanded = String(on);
  };
  const leave = (): void => {
    localStorage.setItem(KEPT_AS, 'seen');
    open(false);
  };
  const start = (tour: Tour): void => {
    leave();
    guide.start(tour);
  };
  part('#tour-cards', HTMLElement).append(
    ...TOURS.map((tour) =>
      make(
        'li',
        {},
        tourCard(tour, () => start(tour)),
      ),
    ),
  );
  part('#tours-leave', HTMLButtonElement).addEventListener('click', () => {
    leave();
    opener.focus();
  });
  opener.append(icon('question'));
  opener.addEventListener('click', () => open(section.hidden));
  open(!isAskedOff && localStorage.getItem(KEPT_AS) === null);
}

function tourCard(tour: Tour, start: () => void): HTMLButtonElement {
  const ring = make('span', { class: 'ring' }, icon(tour.icon));
  const go = make('span', { class: 'go' }, `Start · ${tour.minutes} min `, icon('arrow', 's'));
  const words = make(
    'span',
    {},
    make('b', {}, tour.name),
    make('span', { class: 'muted' }, tour.promise),
    go,
  );
  return makeButton('tour', start, ring, words);
}
