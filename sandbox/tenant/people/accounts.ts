import { linesOf } from './table.ts';

/** Accounts that no wave may ever move: emergency, service and shared ones, guests, and people who are not there. */
export const ACCOUNTS = linesOf(`
Emergency One   | Break-glass account | Accounts | Seattle  | -             | password key       | -          | role:break-glass admin:global no-mailbox no-teams lang:none | break-glass account
Emergency Two   | Break-glass account | Accounts | Seattle  | -             | password key-2     | -          | role:break-glass admin:global no-mailbox no-teams lang:none | break-glass account
Scan to Mail    | Service account     | Accounts | Munich   | -             | password           | -          | role:service smtp no-teams lang:none | service account
Backup Job      | Service account     | Accounts | Seattle  | -             | password           | -          | role:service no-mailbox no-teams lang:none | service account
Info Mailbox    | Shared mailbox      | Accounts | Munich   | -             | password           | -          | role:shared disabled no-teams | shared mailbox
Lena Ortiz      | Auditor             | Accounts | Madrid   | -             | password app       | -          | role:guest no-mailbox | guest
Peter Nowak     | Partner engineer    | Accounts | London   | -             | password app phone-passkey | -  | role:guest no-mailbox lang:none | guest
Sara Lindgren   | Planner             | Operations | London | Marta García  | password sms       | windows-11 | disabled | account disabled
Bruno Keller    | Developer           | Engineering | Munich | Lidia Holloway | password key      | windows-11 | disabled left | left last week
`);
