import type { Company } from '../core/company.ts';
import type { Language } from '../core/language.ts';
import type { Card } from './card.ts';
import { foreign } from './foreign.ts';
import { helpdeskData } from './helpdesk.ts';

/** What the bot can do, and the way to a person. */
export function helpCard(language: Language, company: Company): Card {
  return { template: 'help', language, data: { company: foreign(company.name), ...helpdeskData(company) } };
}
