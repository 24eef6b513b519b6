import { make, makeButton, part } from './dom.ts';
import { markdown } from './markdown.ts';
import type { Deed } from './model.ts';
import type { Desk } from './state.ts';
import type { Step, Tour } from './tours.ts';

/** The situation of somebody who got a passkey at this desk. */
const REGISTERED_HERE = 'passkey registered';

/** Leads through one tour: a mark above the window where something is to be done, until it is done. */
export class Guide {
  readonly #desk: Desk;
  readonly #mark = make('div', { class: 'mark', role: 'status', tabindex: '-1' });
  #running: { readonly tour: Tour; readonly as: string; readonly isDone: boolean; at: number } | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.deeds.listen(({ deed, by }) => {
      if (by === this.#running?.as) this.#done(deed);
    });
    // Whoever becomes somebody else has left the tour.
    desk.me.watch((me) => {
      if (this.#running && this.#running.as !== me) this.end();
    });
  }

  start(tour: Tour): void {
    const person = this.#desk.people.value.find((one) => one.name === tour.as);
    if (!person) return;
    this.#running = undefined;
    this.#desk.me.set(person.id);
    const isDone = person.situation === REGISTERED_HERE;
    this.#running = { tour, as: person.id, at: isDone ? tour.steps.length : 0, isDone };
    this.#draw();
    this.#mark.focus();
  }

  end(): void {
    this.#running = undefined;
    this.#mark.remove();
  }

  /** A press of a later step counts too: who runs ahead is not held back. A card that changes is nobody's press. */
  #done(deed: Deed): void {
    const running = this.#running;
    if (!running) return;
    const ahead = running.tour.steps.findIndex(
      (step, place) =>
        step.until === deed && (place === running.at || (place > running.at && deed !== 'card changed')),
    );
    if (ahead < 0) return;
    running.at = ahead + 1;
    this.#draw();
  }

  #skip(): void {
    if (!this.#running) return;
    this.#running.at += 1;
    this.#draw();
  }

  #draw(): void {
    if (!this.#running) return;
    const { tour, at } = this.#running;
    const step = tour.steps[at];
    const hadFocus = this.#mark.contains(document.activeElement);
    this.#mark.replaceChildren(...(step ? this.#stepParts(step) : this.#endParts(tour)));
    part(step?.above === 'right' ? '#right-mark' : '#left-mark', HTMLElement).append(this.#mark);
    if (hadFocus) this.#mark.focus();
    const isMoving = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#mark.scrollIntoView({ block: 'start', behavior: isMoving ? 'smooth' : 'instant' });
  }

  #stepParts(step: Step): readonly Node[] {
    const { tour, at } = this.#running ?? { tour: undefined, at: 0 };
    const count = `Step ${at + 1} of ${tour?.steps.length ?? 0}`;
    const skip = makeButton('btn sm on-mark', () => this.#skip(), 'Next');
    const end = makeButton('btn sm on-mark subtle', () => this.end(), 'End the tour');
    const words = make(
      'div',
      { class: 'grow' },
      make('b', { class: 'small strong' }, count),
      markdown(step.words),
    );
    return [words, make('div', { class: 'row' }, skip, end)];
  }

  #endParts(tour: Tour): readonly Node[] {
    const close = makeButton('btn sm on-mark', () => this.end(), 'Look around');
    const words = make(
      'div',
      { class: 'grow' },
      make('b', { class: 'small strong' }, `${tour.name} tour`),
      markdown(this.#running?.isDone ? tour.already : tour.end),
    );
    return [words, make('div', { class: 'row' }, close)];
  }
}
