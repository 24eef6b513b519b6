/** The instant at which this day (`2027-02-01`) begins in this time zone; undefined when there is no such day or zone. */
export function midnight(day: string, timeZone: string): Date | undefined {
  const asIfUtc = new Date(`${day}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d\d-\d\d$/.test(day) &&
    !Number.isNaN(asIfUtc.getTime()) &&
    asIfUtc.toISOString().startsWith(day);
  if (!isDay || !isTimeZone(timeZone)) return undefined;
  // The zone's offset at a first guess may differ from that at midnight itself, when the clocks change that night.
  const guess = new Date(asIfUtc.getTime() - offsetMs(asIfUtc, timeZone));
  return new Date(asIfUtc.getTime() - offsetMs(guess, timeZone));
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function offsetMs(at: Date, timeZone: string): number {
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return Date.parse(`${local.replace(' ', 'T')}Z`) - at.getTime();
}
