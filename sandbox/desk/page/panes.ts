import { BrowserWindow } from './browser-window.ts';
import type { ChatParts } from './chat.ts';
import { make, makeButton, part } from './dom.ts';
import { icon } from './icons.ts';
import { oneTabStop, settleTabStop } from './keyboard.ts';
import { destinationOf } from './links.ts';
import { personOf } from './state.ts';
import { TeamsWindow } from './teams-window.ts';

type RightTab = 'browser' | 'teams';

/** The two windows: on the left the person's Teams, on the right their browser or a second person's Teams. */
export class Panes {
  readonly #parts: ChatParts;
  readonly #left: TeamsWindow;
  readonly #browser: BrowserWindow;
  readonly #second: TeamsWindow;
  readonly #tabs = part('#right-tabs', HTMLElement);
  #secondPerson = '';
  #open: RightTab = 'browser';

  constructor(shared: Omit<ChatParts, 'onLink'>) {
    this.#parts = { ...shared, onLink: (url, person) => this.#follow(url, person) };
    this.#left = new TeamsWindow(this.#parts);
    this.#second = new TeamsWindow(this.#parts);
    this.#browser = new BrowserWindow(shared.desk, shared.look);
    part('#left-window', HTMLElement).append(this.#left.element);
    part('#right-window', HTMLElement).append(this.#browser.element, this.#second.element);
    oneTabStop(this.#tabs);
    shared.desk.me.watch((me) => this.#become(me));
  }

  /** Opens a second person's Teams on the right. */
  beside(person: string): void {
    this.#secondPerson = person;
    this.#second.show(person);
    this.#show('teams');
  }

  #become(me: string): void {
    const { desk } = this.#parts;
    part('#left-title', HTMLElement).textContent = `${personOf(desk, me).firstName}’s Teams`;
    this.#left.show(me);
    this.#browser.show(me);
    if (this.#secondPerson === me || this.#secondPerson === '') this.#secondPerson = this.#somebodyElse(me);
    this.#second.show(this.#secondPerson);
    this.#show('browser');
  }

  /** Whoever plays helpdesk is the most telling neighbour; next to them, the first of the strip. */
  #somebodyElse(me: string): string {
    const others = this.#parts.desk.people.value.filter((person) => person.id !== me && person.hasTeams);
    const neighbour = others.find((person) => person.isFeatured && person.role === 'helpdesk') ?? others[0];
    return neighbour?.id ?? me;
  }

  #show(tab: RightTab): void {
    this.#open = tab;
    this.#browser.element.hidden = tab !== 'browser';
    this.#second.element.hidden = tab !== 'teams';
    const { desk } = this.#parts;
    const name = (id: string): string => personOf(desk, id).firstName;
    const hadFocus = this.#tabs.contains(document.activeElement);
    this.#tabs.replaceChildren(
      this.#tab('browser', icon('globe', 's'), `${name(this.#browser.person)}’s browser`),
      this.#tab('teams', icon('chat', 's'), `${name(this.#secondPerson)}’s Teams`),
    );
    settleTabStop(this.#tabs);
    if (hadFocus) this.#tabs.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }

  #tab(tab: RightTab, picture: SVGSVGElement, words: string): HTMLButtonElement {
    const button = makeButton('', () => this.#show(tab), picture, make('bdi', {}, words));
    button.ariaPressed = String(tab === this.#open);
    return button;
  }

  #follow(link: string, person: string): void {
    const { desk, announcer } = this.#parts;
    const destination = destinationOf(link, desk.people.value);
    switch (destination.kind) {
      case 'security info':
        this.#browser.open(person);
        this.#show('browser');
        announcer.say(`Security info is open in ${personOf(desk, person).firstName}’s browser.`);
        desk.deeds.tell({ deed: 'opened browser', by: person });
        break;
      case 'chat':
        this.beside(destination.with.id);
        break;
      case 'elsewhere':
        open(destination.url, '_blank', 'noopener,noreferrer');
        break;
      case 'refused':
        announcer.say(destination.why);
    }
  }
}
