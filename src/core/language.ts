/** The languages that every card is complete in. */
export const LANGUAGES = ['en', 'de', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The first of these locales (`de-AT`, `ar_EG`, null …) that we speak; English when none is. */
export function chooseLanguage(...locales: readonly (string | null | undefined)[]): Language {
  for (const locale of locales) {
    const primary = locale?.toLowerCase().split(/[-_]/)[0];
    const spoken = LANGUAGES.find((language) => language === primary);
    if (spoken) return spoken;
  }
  return 'en';
}
