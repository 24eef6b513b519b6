import type { Language } from '../../core/language.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { Phrases } from './phrases.ts';

const PHRASES: Readonly<Record<Language, Phrases>> = { en, de, ar };

export function phrases(language: Language): Phrases {
  return PHRASES[language];
}
