import { Live } from './live.ts';

export type Theme = 'light' | 'dark' | 'hc';

const THEMES: readonly Theme[] = ['light', 'dark', 'hc'];
const KEPT_AS = 'desk.theme';

const themeOf = (word: string | null): Theme | undefined => THEMES.find((theme) => theme === word);

/** How the page looks: by its address, else as chosen last time, else as the computer is set. */
export class Look {
  readonly theme: Live<Theme>;

  constructor(asked: URLSearchParams) {
    const root = document.documentElement;
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    this.theme = new Live(themeOf(asked.get('theme')) ?? themeOf(localStorage.getItem(KEPT_AS)) ?? system);
    this.theme.watch((theme) => {
      root.dataset['theme'] = theme;
    });
    if (asked.get('dir') === 'rtl') root.dir = 'rtl';
  }

  choose(theme: Theme): void {
    localStorage.setItem(KEPT_AS, theme);
    this.theme.set(theme);
  }

  turnRound(): void {
    const root = document.documentElement;
    root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl';
  }
}
