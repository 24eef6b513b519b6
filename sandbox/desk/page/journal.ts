import type { Entry } from '../../journal.ts';
import { api } from './api.ts';
import { make, makeButton, part } from './dom.ts';
import { entryRow } from './entry-row.ts';
import { oneTabStop, settleTabStop } from './keyboard.ts';
import { type Desk, personOf } from './state.ts';

type Filter = 'about' | 'all' | 'failed';

const SHOWN = 100;
const COUNTED = 1000;

/** The same rule as the sandbox's own: a dropped connection has the status 0, and a fault counts even where it was survived. */
const hasFailed = ({ status, fault }: Entry): boolean => status >= 400 || status === 0 || fault !== undefined;

/** An answer can hold an entry already that is told of a moment later. */
const withEntry = (entry: Entry, entries: readonly Entry[], most: number): readonly Entry[] =>
  entries.some((known) => known.id === entry.id) ? entries : [entry, ...entries].slice(0, most);

/** The drawer "What happened": the calls between app and tenant, newest first, as they happen. */
export class JournalDrawer {
  readonly #desk: Desk;
  readonly #list = part('#log', HTMLOListElement);
  readonly #filters = part('#log-filters', HTMLElement);
  #filter: Filter = 'about';
  #failures: readonly Entry[] = [];
  #entries: readonly Entry[] = [];
  #asked = 0;
  #isDrawing = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    oneTabStop(this.#filters);
    this.#addHiding();
    desk.me.watch(() => void this.#load());
    desk.journal.listen((entry) => this.#add(entry));
    desk.isConnected.watch((isConnected) => {
      if (isConnected) void this.#load();
    });
    desk.faults.watch(() => this.#drawSoon());
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked;
    const count = this.#desk.journalCount.value;
    const about = this.#filter === 'about' ? { about: this.#desk.me.value } : {};
    const [entries, failures] = await Promise.all([
      api.journal({ ...about, failed: this.#filter === 'failed', limit: SHOWN }),
      api.journal({ failed: true, limit: COUNTED }),
    ]);
    if (asked !== this.#asked) return;
    this.#entries = entries;
    this.#failures = failures;
    this.#drawSoon();
    // What came while the answer was on its way may not be in it.
    if (count !== this.#desk.journalCount.value) void this.#load();
  }

  #add(entry: Entry): void {
    if (hasFailed(entry)) this.#failures = withEntry(entry, this.#failures, COUNTED);
    if (this.#belongs(entry)) this.#entries = withEntry(entry, this.#entries, SHOWN);
    this.#drawSoon();
  }

  #belongs(entry: Entry): boolean {
    if (this.#filter === 'about') return entry.about === this.#desk.me.value;
    return this.#filter === 'all' || hasFailed(entry);
  }

  /** Calls come in bursts; the page draws once per frame. */
  #drawSoon(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#drawFilters();
      this.#drawEntries();
    });
  }

  #drawFilters(): void {
    const words: Record<Filter, string> = {
      about: `About ${personOf(this.#desk, this.#desk.me.value).firstName}`,
      all: `All ${this.#desk.journalCount.value.toLocaleString('en-GB')}`,
      failed: `Failed ${this.#failures.length.toLocaleString('en-GB')}`,
    };
    const known = [...this.#filters.querySelectorAll('button')];
    for (const [place, filter] of (['about', 'all', 'failed'] as const).entries()) {
      const button = known[place] ?? this.#addFilter(filter);
      if (button.textContent !== words[filter]) button.textContent = words[filter];
      button.ariaPressed = String(filter === this.#filter);
    }
    if (!this.#filters.contains(document.activeElement)) settleTabStop(this.#filters);
  }

  #addFilter(filter: Filter): HTMLButtonElement {
    const button = makeButton('', () => {
      this.#filter = filter;
      void this.#load();
    });
    this.#filters.append(button);
    return button;
  }

  #drawEntries(): void {
    const known = new Map([...this.#list.children].map((row) => [row.getAttribute('data-entry'), row]));
    const rows = this.#entries.map(
      (entry) =>
        known.get(String(entry.id)) ?? entryRow(entry, this.#desk.faults.value, this.#desk.tenant.timeZone),
    );
    this.#list.replaceChildren(...(rows.length > 0 ? rows : [this.#nothing()]));
  }

  #nothing(): HTMLElement {
    const { firstName } = personOf(this.#desk, this.#desk.me.value);
    const words: Record<Filter, string> = {
      about: `No calls about ${firstName} yet. Press a button in ${firstName}’s Teams, and see here what Keywave asks the tenant.`,
      all: 'No calls yet. As soon as Keywave runs, each of its calls stands here.',
      failed: 'Nothing has failed. Switch a fault on above, and see how Keywave copes.',
    };
    return make('li', { class: 'nothing muted' }, words[this.#filter]);
  }

  #addHiding(): void {
    const button = part('#log-hide', HTMLButtonElement);
    button.addEventListener('click', () => {
      this.#list.hidden = !this.#list.hidden;
      button.ariaExpanded = String(!this.#list.hidden);
      part('#log-hide-words', HTMLElement).textContent = this.#list.hidden ? 'Show' : 'Hide';
    });
  }
}
