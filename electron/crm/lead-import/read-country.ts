/** Reads a country by its two letters or its English name, and says which time zone it has where it has only one. It guesses neither. */

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Other names that lists use. */
const ALSO: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  'the netherlands': 'NL',
  holland: 'NL',
  'czech republic': 'CZ',
  turkey: 'TR',
  deutschland: 'DE',
  österreich: 'AT',
  schweiz: 'CH',
};

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Name in lower case to code, made once. */
const CODES: ReadonlyMap<string, string> = new Map([
  ...LETTERS.flatMap((first) =>
    LETTERS.flatMap((second): (readonly [string, string])[] => {
      const name = NAMES.of(first + second);
      return name === undefined || name === first + second ? [] : [[name.toLowerCase(), first + second]];
    }),
  ),
  ...Object.entries(ALSO),
]);
const KNOWN: ReadonlySet<string> = new Set(CODES.values());

/** ISO 3166-1, or null. */
export function readCountry(text: string): string | null {
  const named = ALSO[text.toLowerCase()];
  if (named !== undefined) return named;
  const code = text.toUpperCase();
  return /^[A-Z]{2}$/u.test(code) && KNOWN.has(code) ? code : (CODES.get(text.toLowerCase()) ?? null);
}

const ZONES = new Map<string, string | null>();

/** The one time zone of a country; null where it has several or the engine does not know. */
export function onlyTimeZoneOf(country: string): string | null {
  const known = ZONES.get(country);
  if (known !== undefined) return known;
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined };
  const zones = locale.getTimeZones?.() ?? [];
  const only = zones.length === 1 ? (zones[0] ?? null) : null;
  ZONES.set(country, only);
  return only;
}
