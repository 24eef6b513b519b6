import { linesOf } from './table.ts';

/** Leadership, HR, finance and IT: the people of the first two waves. */
export const OFFICE = linesOf(`
Patti Fernandez   | President               | Leadership | Seattle   | -               | password app phone-passkey key | windows-11 iphone-26 | role:executive | enforced
Mira Holm         | Chief financial officer | Leadership | London    | Patti Fernandez | password phone-passkey key     | mac iphone-26        | role:executive | enforced
Enrico Cattaneo   | General counsel         | Leadership | Milan     | Patti Fernandez | password app icloud            | mac iphone-18        | role:executive | one synced passkey
Debra Berger      | Chief of staff          | Leadership | Seattle   | Patti Fernandez | password app phone-passkey     | windows-11 pixel-9   | away           | away until next week
Irvin Sayers      | Head of people          | HR         | New York  | Patti Fernandez | password app phone-passkey key | windows-11 iphone-18 | role:manager   | backed up
Joni Sherman      | HR partner              | HR         | New York  | Irvin Sayers    | password app phone-passkey     | windows-11 iphone-18 | risk:high      | account at risk
Leila Haddad      | Recruiter               | HR         | Dubai     | Irvin Sayers    | password app                   | windows-11 pixel-9   | -              | Authenticator only
Sofia Álvarez     | Payroll specialist      | HR         | Madrid    | Irvin Sayers    | password sms                   | windows-11 iphone-18 | -              | only text-message codes
Diego Siciliani   | Finance manager         | Finance    | Munich    | Mira Holm       | password sms hello             | windows-11 iphone-18 | role:manager lang:it-IT | Windows Hello clash
Pradeep Gupta     | Controller              | Finance    | Bengaluru | Diego Siciliani | password phone-passkey key     | windows-11 pixel-9   | -              | enforced
Camille Laurent   | Accountant              | Finance    | Paris     | Diego Siciliani | password app key               | windows-11 iphone-18 | unused         | registered, not used yet
Jonas Berg        | Treasury analyst        | Finance    | Munich    | Diego Siciliani | password app hello             | windows-11 pixel-9   | -              | Windows Hello clash
Yuki Tanaka       | Accountant              | Finance    | Tokyo     | Diego Siciliani | password app phone-passkey icloud | mac iphone-26     | -              | backed up
Hana Suzuki       | Billing clerk           | Finance    | Tokyo     | Diego Siciliani | password voice                 | windows-10           | -              | only phone calls
Allan Deyoung     | IT manager              | IT         | Seattle   | Patti Fernandez | password app phone-passkey key | windows-11 iphone-26 | role:it eligible:global admin:authentication-policy | enforced
Megan Bowen       | Security owner          | IT         | Munich    | Allan Deyoung   | password phone-passkey key     | windows-11 iphone-26 | role:it lang:en-US | enforced
Megan Bowen Admin | Security owner          | IT         | Munich    | Allan Deyoung   | password key key-2             | -                    | role:it lang:en-US admin:global no-mailbox no-teams | separate admin account
Alex Wilber       | Systems engineer        | IT         | London    | Allan Deyoung   | password app sms               | windows-11 pixel-9   | role:it admin:global | works in the admin account
Lee Gu            | Helpdesk agent          | IT         | Munich    | Allan Deyoung   | password phone-passkey key     | windows-11 pixel-9   | role:helpdesk admin:authentication lang:en-US | enforced
Christie Cline    | Helpdesk agent          | IT         | Seattle   | Allan Deyoung   | password app phone-passkey     | windows-11 iphone-18 | role:helpdesk eligible:authentication | one passkey, no spare
Raul Razo         | Mail engineer           | IT         | Madrid    | Allan Deyoung   | password app key               | windows-11 pixel-9   | role:it eligible:exchange | one passkey, no spare
Priya Raman       | Identity engineer       | IT         | Bengaluru | Allan Deyoung   | password phone-passkey key hello | windows-11 pixel-9 | role:it admin:privileged-authentication | enforced
`);
