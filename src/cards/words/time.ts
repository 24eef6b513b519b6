const MINUTE = 60_000;
const SECOND = 1000;

/** "3 minutes", "2 minutes 40 seconds": plural forms by Intl, number and word never parted. */
export function duration(locale: string, ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  const seconds = Math.round((ms % MINUTE) / SECOND);
  const parts = [
    ...(minutes > 0 ? [amount(locale, minutes, 'minute')] : []),
    ...(seconds > 0 || minutes === 0 ? [amount(locale, seconds, 'second')] : []),
  ];
  return new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }).format(parts);
}

function amount(locale: string, count: number, unit: 'minute' | 'second'): string {
  return unbroken(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
}

/** "1 February 2027", kept on one line. */
export function day(locale: string, at: Date, timeZone: string): string {
  return unbroken(new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at));
}

/** "14:50" */
export function time(locale: string, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

export function isSameDay(one: Date, other: Date, timeZone: string): boolean {
  return day('en', one, timeZone) === day('en', other, timeZone);
}

function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
