import type { Company } from '../core/company.ts';
import { foreign, type Foreign } from './foreign.ts';

/** The way to a person, as every card offers it. */
export type HelpdeskData = {
  readonly helpdesk: Foreign;
  readonly helpdeskPhone: Foreign;
  readonly helpdeskChat: string;
};

/** What the templates need of the helpdesk; the link opens a chat with it in Teams. */
export function helpdeskData({ helpdesk }: Company): HelpdeskData {
  return {
    helpdesk: foreign(helpdesk.name),
    helpdeskPhone: foreign(helpdesk.phone.replaceAll(' ', '\u00a0')),
    helpdeskChat: `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(helpdesk.email)}`,
  };
}
