import {
  FluentProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import { StrictMode, useEffect, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { About } from './about.tsx';
import { firstSurroundings, watchTeams } from './surroundings.ts';
import { languageOf, WORDS, type Language } from './words.ts';

const THEMES = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme } as const;

function Page(): ReactNode {
  const [{ theme, locale }, setSurroundings] = useState(firstSurroundings);
  const [chosen, setChosen] = useState<Language>();
  const language = chosen ?? languageOf([locale, ...navigator.languages]);
  const { direction, pageTitle } = WORDS[language];

  useEffect(() => {
    // Without Teams around it the page is complete as it is.
    watchTeams(setSurroundings).catch(() => undefined);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
    document.title = pageTitle;
  }, [language, direction, pageTitle]);

  return (
    <FluentProvider theme={THEMES[theme]} dir={direction}>
      <About language={language} isLined={theme !== 'light'} onLanguage={setChosen} />
    </FluentProvider>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
