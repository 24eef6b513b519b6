import type { Company } from '../core/company.ts';
import type { Language } from '../core/language.ts';
import type { Card } from './card.ts';
import { foreign } from './foreign.ts';
import { helpdeskData } from './helpdesk.ts';
import { phrases } from './words/words.ts';

/** A fault of ours; the reference leads the helpdesk to the line in the log. */
export function failureCard(
  language: Language,
  company: Company,
  reference: string,
  words = phrases(language),
): Card {
  return notice(language, company, { text: words.notices.failure, reference, hasHuman: true });
}

/** A file or a picture was sent. */
export function attachmentCard(language: Language, company: Company, words = phrases(language)): Card {
  return notice(language, company, { text: words.notices.attachment, hasHuman: true });
}

/** A text that is no command. */
export function unknownTextCard(language: Language, company: Company, words = phrases(language)): Card {
  return notice(language, company, { text: words.notices.unknownText, hasHuman: true });
}

/** A message was deleted. */
export function deletedCard(language: Language, company: Company, words = phrases(language)): Card {
  return notice(language, company, { text: words.notices.deleted, hasHuman: false });
}

/** A guest cannot register a passkey here: why, and what to do instead. */
export function guestCard(language: Language, company: Company): Card {
  return {
    template: 'registration-guest',
    language,
    data: { company: foreign(company.name), ...helpdeskData(company) },
  };
}

/** The sentence beside a card whose press failed through our fault. */
export function failureText(language: Language, reference: string): string {
  return phrases(language).answers.failure(reference);
}

/** The sentence beside a card whose button none of our flows knows. */
export function unknownActionText(language: Language): string {
  return phrases(language).answers.unknownAction;
}

/** The sentence beside a card that belongs to somebody else. */
export function notYoursText(language: Language): string {
  return phrases(language).answers.notYours;
}

type Notice = { readonly text: string; readonly reference?: string; readonly hasHuman: boolean };

function notice(language: Language, company: Company, { text, reference = '', hasHuman }: Notice): Card {
  return { template: 'notice', language, data: { text, reference, hasHuman, ...helpdeskData(company) } };
}
