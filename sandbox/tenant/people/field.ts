import { linesOf } from './table.ts';

/** Everyone else who works at Contoso: the people of the third wave. */
export const FIELD = linesOf(`
Lidia Holloway    | Engineering manager     | Engineering | Seattle  | Patti Fernandez | password app phone-passkey key | mac iphone-26          | role:manager  | enforced
Johanna Lorenz    | Product engineer        | Engineering | Munich   | Lidia Holloway  | password app                   | windows-11 iphone-18   | -             | Authenticator only
Omar Al-Farsi     | Test engineer           | Engineering | Riyadh   | Lidia Holloway  | password sms                   | windows-11 pixel-9     | -             | only text-message codes
Lukas Weber       | Developer               | Engineering | Munich   | Lidia Holloway  | password app mac-key           | mac iphone-26          | -             | key of the Mac
Emma Dubois       | Developer               | Engineering | Paris    | Lidia Holloway  | password app google            | linux pixel-9          | -             | one synced passkey
Daniel Kim        | Developer               | Engineering | Seattle  | Lidia Holloway  | password app                   | windows-11 iphone-18   | lapsed        | passkey disappeared
Noor Rahman       | Data analyst            | Engineering | Dubai    | Lidia Holloway  | password code-app email        | windows-11 own-android | -             | code app only
Grady Archie      | Designer                | Design      | London   | Henrietta Mueller | password app                 | windows-11 android-12  | -             | phone too old
Henrietta Mueller | Head of marketing       | Marketing   | Munich   | Patti Fernandez | password voice                 | windows-11             | role:manager  | only phone calls
Miriam Graham     | Campaign manager        | Marketing   | New York | Henrietta Mueller | password phone-passkey key   | windows-11 iphone-18   | unused        | backed up, not used yet
Chloé Martin      | Copywriter              | Marketing   | Paris    | Henrietta Mueller | password app google          | windows-bad pixel-9    | -             | PC not compliant
Mei Ito           | Video editor            | Marketing   | Tokyo    | Henrietta Mueller | password app icloud          | mac iphone-26          | lang:none     | one synced passkey
Isaiah Langer     | Sales manager           | Sales       | Munich   | Patti Fernandez | password app phone-passkey     | windows-11 iphone-18   | role:manager lang:en-US | one passkey, no spare
Lynne Robbins     | Account executive       | Sales       | Seattle  | Isaiah Langer   | password sms                   | windows-11 iphone-18   | -             | only text-message codes
Ben Carter        | Account executive       | Sales       | New York | Isaiah Langer   | password app                   | windows-11 iphone-15   | -             | phone too old
Fatima Zahra      | Account executive       | Sales       | Paris    | Isaiah Langer   | password app hello             | windows-11 pixel-9     | -             | Windows Hello clash
Victor Ruiz       | Sales engineer          | Sales       | Madrid   | Isaiah Langer   | password app phone-passkey     | windows-11 own-iphone  | -             | one passkey, no spare
Olivia Brown      | Inside sales            | Sales       | London   | Isaiah Langer   | password sms                   | windows-10             | imap          | old mail protocol
Nestor Wilke      | Operations planner      | Operations  | Munich   | Isaiah Langer   | password phone-passkey         | windows-11 pixel-8     | lang:en-US    | lost phone
Marta García      | Head of operations      | Operations  | Madrid   | Patti Fernandez | password app phone-passkey key | windows-11 iphone-26   | role:manager away-planned | backed up
Kenji Mori        | Buyer                   | Operations  | Tokyo    | Marta García    | password app pass              | windows-11 iphone-18   | pop           | has a pass
Adele Vance       | Store manager           | Retail      | Seattle  | Isaiah Langer   | password sms                   | windows-11 iphone-18   | -             | only text-message codes
Rosa Mendes       | Sales assistant         | Front line  | Seattle  | Adele Vance     | password                       | android-8              | no-mailbox    | no second factor
Tom Becker        | Warehouse worker        | Front line  | Munich   | Marta García    | password                       | shared-pc              | -             | no second factor
Aisha Khan        | Driver                  | Front line  | Dubai    | Marta García    | password sms                   | android-8              | -             | only text-message codes
Luis Ortega       | Sales assistant         | Front line  | Madrid   | Adele Vance     | password sms                   | -                      | no-mailbox lang:none temporary | not in the passkey policy
Nina Petrov       | Sales assistant         | Front line  | London   | Adele Vance     | password                       | own-iphone             | joined:2      | joined this week
Sam Osei          | Technician              | Front line  | London   | Marta García    | password key                   | shared-pc              | no-mailbox    | key at a shared PC
Erik Sand         | Warehouse worker        | Front line  | Munich   | Marta García    | password app                   | own-android            | no-teams temporary lang:de-DE | no Teams licence
`);
