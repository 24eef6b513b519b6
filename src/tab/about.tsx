import { Link, Subtitle2, Text, Title2, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { Mark } from './mark.tsx';
import { LANGUAGES, WORDS, type Language } from './words.ts';

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    boxSizing: 'border-box',
    padding: '24px',
    backgroundColor: tokens.colorNeutralBackground3,
    '@media (max-width: 480px)': { padding: '16px' },
  },
  column: { display: 'grid', gap: '20px', maxWidth: '720px', marginInline: 'auto' },
  head: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  headline: { flex: '1 1 200px', margin: 0 },
  sections: {
    display: 'grid',
    gap: '20px',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))',
  },
  section: {
    display: 'grid',
    gap: '12px',
    alignContent: 'start',
    padding: '16px',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
  title: { margin: 0 },
  lined: { border: `1px solid ${tokens.colorNeutralStroke1}`, boxShadow: 'none' },
  list: { margin: 0, paddingInlineStart: '20px', display: 'grid', gap: '8px' },
  languages: { display: 'flex', flexWrap: 'wrap', gap: '16px', alignItems: 'center' },
  // Big enough for a thumb.
  language: { minHeight: '32px', display: 'inline-flex', alignItems: 'center' },
});

type Props = {
  readonly language: Language;
  /** Dark themes show cards by a line, because a shadow cannot be seen there. */
  readonly isLined: boolean;
  readonly onLanguage: (language: Language) => void;
};

/** What Keywave is, what it reads, who sees it, and how to get help. */
export function About({ language, isLined, onLanguage }: Props): ReactNode {
  const styles = useStyles();
  const words = WORDS[language];
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <header className={styles.head}>
          <Mark />
          <Title2 as="h1" className={styles.headline}>
            {words.headline}
          </Title2>
        </header>
        <Text size={400}>{words.introduction}</Text>
        <div className={styles.sections}>
          {words.sections.map(({ title, lines }) => (
            <section key={title} className={mergeClasses(styles.section, isLined && styles.lined)}>
              <Subtitle2 as="h2" className={styles.title}>
                {title}
              </Subtitle2>
              <ul className={styles.list}>
                {lines.map((line) => (
                  <li key={line}>
                    <Text>{withBold(line)}</Text>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <Languages current={language} onLanguage={onLanguage} />
      </div>
    </main>
  );
}

function Languages({ current, onLanguage }: Pick<Props, 'onLanguage'> & { current: Language }): ReactNode {
  const styles = useStyles();
  return (
    <nav aria-label={WORDS[current].chooseLanguage} className={styles.languages}>
      {LANGUAGES.map((language) =>
        language === current ? (
          <Text key={language} weight="semibold" aria-current="true" className={styles.language}>
            {WORDS[language].ownName}
          </Text>
        ) : (
          <Link
            key={language}
            as="button"
            lang={language}
            className={styles.language}
            onClick={() => onLanguage(language)}
          >
            {WORDS[language].ownName}
          </Link>
        ),
      )}
    </nav>
  );
}

/** Text between two pairs of stars is bold, so that a whole sentence stays one string for the translator. */
function withBold(line: string): ReactNode {
  return line
    .split('**')
    .map((part, index) =>
      index % 2 === 1 ? <b key={part}>{part}</b> : <Fragment key={part}>{part}</Fragment>,
    );
}
