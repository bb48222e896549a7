/** Reads a country by its two letters or its English name, and says which time zone it has where it has only one. It guesses neither. */
import { lazily } from '../../../shared/domain/lazily.ts';

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

const countries = lazily(() => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  /** Name in lower case to code. */
  const codes: ReadonlyMap<string, string> = new Map([
    ...LETTERS.flatMap((first) =>
      LETTERS.flatMap((second): (readonly [string, string])[] => {
        const name = names.of(first + second);
        return name === undefined || name === first + second ? [] : [[name.toLowerCase(), first + second]];
      }),
    ),
    ...Object.entries(ALSO),
  ]);
  return { codes, known: new Set(codes.values()) };
});

/** ISO 3166-1, or null. */
export function readCountry(text: string): string | null {
  const named = ALSO[text.toLowerCase()];
  if (named !== undefined) return named;
  const code = text.toUpperCase();
  const { codes, known } = countries();
  return /^[A-Z]{2}$/u.test(code) && known.has(code) ? code : (codes.get(text.toLowerCase()) ?? null);
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
