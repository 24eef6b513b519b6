/** An office of Contoso: what a person's directory entry takes from it. */
export type Place = {
  readonly city: string;
  readonly country: string;
  readonly language: string;
  /** Windows zone name, as Exchange keeps it. */
  readonly timeZone: string;
  readonly dialCode: string;
  readonly workingDays: readonly string[];
  readonly ipAddress: string;
};

const MON_FRI = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const SUN_THU = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday'];

const PLACES: Readonly<Record<string, Place>> = {
  Seattle: place('Seattle', 'US', 'en-US', 'Pacific Standard Time', '+1 206'),
  'New York': place('New York', 'US', 'en-US', 'Eastern Standard Time', '+1 212'),
  London: place('London', 'GB', 'en-GB', 'GMT Standard Time', '+44 20'),
  Munich: place('Munich', 'DE', 'de-DE', 'W. Europe Standard Time', '+49 89'),
  Paris: place('Paris', 'FR', 'fr-FR', 'Romance Standard Time', '+33 1'),
  Madrid: place('Madrid', 'ES', 'es-ES', 'Romance Standard Time', '+34 91'),
  Milan: place('Milan', 'IT', 'it-IT', 'W. Europe Standard Time', '+39 02'),
  Dubai: place('Dubai', 'AE', 'ar-AE', 'Arabian Standard Time', '+971 4'),
  Riyadh: { ...place('Riyadh', 'SA', 'ar-SA', 'Arab Standard Time', '+966 11'), workingDays: SUN_THU },
  Tokyo: place('Tokyo', 'JP', 'ja-JP', 'Tokyo Standard Time', '+81 3'),
  Bengaluru: place('Bengaluru', 'IN', 'en-IN', 'India Standard Time', '+91 80'),
};

function place(
  ...[city, country, language, timeZone, dialCode]: readonly [string, string, string, string, string]
): Place {
  // 203.0.113.0/24 is set aside for examples; each office has its own address in it.
  const ipAddress = `203.0.113.${10 + ((city.length * 7 + city.charCodeAt(0)) % 200)}`;
  return { city, country, language, timeZone, dialCode, workingDays: MON_FRI, ipAddress };
}

/** The office of that name; a slip in a table stops the sandbox at once. */
export function placeNamed(name: string): Place {
  const found = PLACES[name];
  if (!found) throw new Error(`No office is called “${name}”. Add it to places.ts.`);
  return found;
}
