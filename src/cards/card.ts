import type { Language } from '../core/language.ts';

/** A card to be shown: which template of adaptiveCards/, in which language, filled with which data. */
export type Card = {
  readonly template: string;
  readonly language: Language;
  readonly data: Readonly<Record<string, unknown>>;
};
