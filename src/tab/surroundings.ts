import type { app as TeamsApp } from '@microsoft/teams-js';

export type ThemeName = 'light' | 'dark' | 'contrast';

/** Where the page stands: which theme and language are spoken around it. */
export type Surroundings = { readonly theme: ThemeName; readonly locale: string | undefined };

/** What the address and the browser tell, before Teams has said anything; Teams fills both into the address. */
export function firstSurroundings(): Surroundings {
  const query = new URLSearchParams(window.location.search);
  const theme = query.get('theme');
  const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    theme: theme === null ? (isDark ? 'dark' : 'light') : themeOf(theme),
    locale: query.get('locale') ?? undefined,
  };
}

/** Tells what Teams says, now and whenever its theme changes. In a plain browser it never tells anything. */
export async function watchTeams(tell: (surroundings: Surroundings) => void): Promise<void> {
  if (window.parent === window) return;
  // Most of the bundle is the library of Teams, and the page can be read before it has arrived.
  const { app } = await import('@microsoft/teams-js');
  await app.initialize(hostsBesideTeams());
  let now = readContext(await app.getContext());
  tell(now);
  app.registerOnThemeChangeHandler((theme) => {
    now = { ...now, theme: themeOf(theme) };
    tell(now);
  });
  await app.notifySuccess();
}

/** A tab on this very machine is a practice one, and so is its host if that is here too; anywhere else only Microsoft is. */
function hostsBesideTeams(): string[] {
  const isHere = (url: string): boolean => ['localhost', '127.0.0.1'].includes(new URL(url).hostname);
  return isHere(window.location.href) ? [...window.location.ancestorOrigins].filter(isHere) : [];
}

function readContext({ app: { theme, locale } }: TeamsApp.Context): Surroundings {
  return { theme: themeOf(theme), locale };
}

function themeOf(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'light';
}
