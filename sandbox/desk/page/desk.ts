import { Announcer } from './announcer.ts';
import { botAvatar } from './avatar.ts';
import { CardRenderer, loadCardSettings } from './card.ts';
import { showClock } from './clock.ts';
import { make, part } from './dom.ts';
import { followEvents } from './events.ts';
import { showFaults } from './faults.ts';
import { icon } from './icons.ts';
import { JournalDrawer } from './journal.ts';
import { Look, type Theme } from './look.ts';
import { withMenu } from './menu.ts';
import { Panes } from './panes.ts';
import { showPeople } from './people.ts';
import { openDesk } from './state.ts';
import { Guide } from './tour.ts';
import { showWelcome } from './welcome.ts';

const THEME_WORDS: readonly [Theme, string][] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['hc', 'High contrast'],
];

/** Puts the page together. Each part fills its own place of index.html and follows the desk by itself. */
async function start(): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const look = new Look(asked);
  showLookMenu(look);
  const [desk, settings] = await Promise.all([openDesk(asked.get('person')), loadCardSettings()]);
  const cards = new CardRenderer(settings);
  const announcer = new Announcer(part('#announcer', HTMLElement));
  dressHeader(desk.people.value.length);
  showClock(desk);
  showFaults(desk);
  const panes = new Panes({ desk, look, cards, announcer });
  showPeople(desk, (person) => panes.beside(person));
  new JournalDrawer(desk);
  showWelcome(new Guide(desk), asked.get('tour') === 'off');
  followEvents(desk);
  desk.isConnected.watch((isConnected) => {
    part('#lost', HTMLElement).hidden = isConnected;
  });
  document.body.dataset['ready'] = 'true';
}

function dressHeader(people: number): void {
  part('#simulation', HTMLElement).prepend(icon('flask', 's'));
  part('#header', HTMLElement).prepend(botAvatar('l'));
  part('#subtitle', HTMLElement).textContent =
    `Be any of ${people} people. On the left their Teams, on the right their browser.`;
}

function showLookMenu(look: Look): void {
  const opener = part('#look', HTMLButtonElement);
  const place = make('span');
  opener.replaceWith(place);
  opener.append(icon('halfMoon'));
  const holder = withMenu(opener, () => [
    ...THEME_WORDS.map(([theme, words]) => ({
      words,
      isChosen: look.theme.value === theme,
      take: () => look.choose(theme),
    })),
    { words: 'Turn right to left round', take: () => look.turnRound() },
  ]);
  place.replaceWith(holder);
}

start().catch((fault: unknown) => {
  const words = fault instanceof Error ? fault.message : String(fault);
  part('#main', HTMLElement).prepend(
    make('p', { class: 'bar bad', role: 'alert' }, `The desk could not open: ${words}`),
  );
});
