import { make, makeButton } from './dom.ts';
import { icon } from './icons.ts';
import type { Look } from './look.ts';
import { type Desk, personOf } from './state.ts';

/** One person's web browser, always on the practice copy of Security info. */
export class BrowserWindow {
  readonly element: HTMLElement;
  readonly #desk: Desk;
  readonly #frame = make('iframe', { allow: 'publickey-credentials-create; publickey-credentials-get' });
  readonly #look: Look;
  #person = '';

  constructor(desk: Desk, look: Look) {
    this.#desk = desk;
    this.#look = look;
    const reload = makeButton('btn subtle icon', () => this.#load(), icon('reload', 's'));
    reload.ariaLabel = 'Reload the page';
    const address = make('span', { class: 'addr' }, icon('lock', 's'));
    address.append(make('span', { class: 'clip' }, 'Security info · practice copy'));
    const back = make('span', { class: 'muted', 'aria-hidden': 'true' }, icon('back', 's'));
    const chrome = make(
      'div',
      { class: 'chrome' },
      back,
      reload,
      address,
      make('span', { class: 'badge brand' }, 'practice'),
    );
    this.element = make('div', { class: 'web' }, chrome, this.#frame);
    addEventListener('message', (event: MessageEvent<unknown>) => {
      const isOurs = event.source === this.#frame.contentWindow && event.origin === location.origin;
      if (isOurs && isRegistered(event.data)) desk.deeds.tell({ deed: 'registered', by: this.#person });
    });
  }

  get person(): string {
    return this.#person;
  }

  show(person: string): void {
    if (person !== this.#person) this.open(person);
  }

  /** Follows a link to Security info: whatever else the browser showed gives way. */
  open(person: string): void {
    this.#person = person;
    this.#load();
  }

  #load(): void {
    this.#frame.title = `${personOf(this.#desk, this.#person).firstName}’s browser: Security info`;
    const query = new URLSearchParams({ person: this.#person, theme: this.#look.theme.value });
    if (document.documentElement.dir === 'rtl') query.set('dir', 'rtl');
    this.#frame.src = `/security-info/?${query.toString()}`;
  }
}

const isRegistered = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'registered';
