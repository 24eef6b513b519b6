export type Command = 'help' | 'status' | 'start' | 'greeting' | 'unknown';

// Written as `plain` leaves them: small letters, no marks, one space between words.
const HELP = [
  ...['help', 'help me', 'stuck', 'support', 'menu', 'what can you do'],
  ...['hilfe', 'hilf mir', 'ich brauche hilfe', 'was kannst du'],
  ...['مساعده', 'المساعده', 'ساعدني', 'ساعديني'],
];
const STATUS = [
  ...['status', 'show', 'card', 'progress', 'my card'],
  ...['stand', 'karte', 'meine karte', 'zeigen'],
  ...['الحاله', 'حاله', 'البطاقه', 'بطاقتي'],
];
const START = [
  ...['start', 'begin', 'go', 'get started', 'passkey', 'restart'],
  ...['starten', 'anfangen', 'beginnen', 'los', 'los gehts'],
  ...['ابدا', 'ابدء', 'بدء', 'البدء', 'ابداي'],
];
const GREETING = [
  ...['hi', 'hello', 'hey', 'good morning', 'good afternoon', 'good evening', 'good day'],
  ...['hallo', 'moin', 'servus', 'grezi', 'gruezi', 'gruss gott', 'guten tag', 'guten morgen', 'guten abend'],
  ...['مرحبا', 'اهلا', 'سلام', 'السلام عليكم', 'صباح الخير', 'مساء الخير'],
];

const FEW_WORDS = 4;

/** What a person means by a chat message, in any of our languages. Inside a longer sentence only a call for help counts. */
export function parseCommand(text: string): Command {
  const said = plain(text);
  if (mentions(said, HELP)) return 'help';
  if (said.split(' ').length > FEW_WORDS) return 'unknown';
  if (mentions(said, STATUS)) return 'status';
  if (mentions(said, START)) return 'start';
  return mentions(said, GREETING) ? 'greeting' : 'unknown';
}

function mentions(said: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => ` ${said} `.includes(` ${phrase} `));
}

const LONGEST_READ = 500;

/** Teams' markup, accents and punctuation gone; Arabic letters that people mix up written one way. */
function plain(text: string): string {
  return text
    .slice(0, LONGEST_READ)
    .replaceAll(/<at[^>]*>[^<]*<\/at>|<[^>]*>|&nbsp;/gi, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\u0640'’]/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
