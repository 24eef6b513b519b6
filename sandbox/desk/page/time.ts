const MINUTES = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;

/** "10:24" on the tenant's clocks, wherever the reader is: the cards speak that time too. */
export function timeOf(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', { ...MINUTES, timeZone });
}

/** "10:24:07" on the tenant's clocks. */
export function secondsOf(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', { timeZone });
}

/** "Mon 23 Nov 2026, 10:24" on the tenant's clocks. */
export function dayAndTimeOf(now: Date, timeZone: string): string {
  const day = now.toLocaleDateString('en-GB', { ...DAY, timeZone }).replaceAll(',', '');
  return `${day}, ${timeOf(now.toISOString(), timeZone)}`;
}

/** "Berlin", for those whose own clock shows something else. */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
