/** Numbers that follow from a fact although they don't stand in it: a sum of what it counts, the length of its list, the time since. */
import { isSameThing, stemOf } from './content-words.ts';
import { knownText } from './known-text.ts';
import type { Counted } from './number-noun.ts';
import type { DateParts } from './read-date.ts';
import type { NumberValue } from './read-number.ts';

const LIST =
  /\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*)*(?:, \p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*)*)*,? and \p{Lu}[\p{L}’'-]*/gu;

/** "Nine lines" of "7 lines in Brno and 2 in Ostrava"; "three offices" of "Toronto, Calgary and Halifax". */
export function derivesCount(value: string, number: NumberValue, counted: Counted): boolean {
  if (number.kind !== 'plain' || !Number.isInteger(number.value) || number.value < 2) return false;
  const { numbers } = knownText(value);
  const plain = numbers.filter((found) => found.number.kind === 'plain');
  const [first, second] = plain;
  if (plain.length === 2 && first !== undefined && second !== undefined) {
    const [of] = first.counted.nouns;
    const [alsoOf = of] = second.counted.nouns;
    const isThat =
      of !== undefined && of === alsoOf && counted.nouns.some((noun) => isSameThing(stemOf(of), stemOf(noun)));
    if (isThat && first.number.value + second.number.value === number.value) return true;
  }
  if (number.value > 9) return false;
  return [...value.matchAll(LIST)].some(([list]) => list.split(/, and |, | and /u).length === number.value);
}

/** Spans of time that have a name of their own. */
const NAMED_SPANS: Readonly<Record<string, RegExp>> = {
  '24 hour': /\b(?:a|one|1|per) day\b/iu,
  '36 hour': /\b(?:a|one) day and a half\b/iu,
  '48 hour': /\b(?:two|2) days\b/iu,
  '7 day': /\b(?:a|one|1|per) week\b/iu,
  '14 day': /\b(?:two|2) weeks\b|\bfortnight\b/iu,
  '30 day': /\b(?:a|one|1|first|per) month\b/iu,
  '3 month': /\bquarter\b/iu,
  '6 month': /\bhalf a year\b|\bhalf-year\b/iu,
  '12 month': /\b(?:a|one|1|first|per) year\b/iu,
};

/** "Three months" of a fact's "first quarter". */
export function isNamedSpan(value: string, number: NumberValue, counted: Counted): boolean {
  const [unit] = counted.nouns;
  if (number.kind !== 'plain' || unit === undefined) return false;
  return NAMED_SPANS[`${String(number.value)} ${unit.replace(/s$/u, '')}`]?.test(value) === true;
}

const BACK = /^(?: |-)(?<unit>year|month|week)s?(?: or so)? (?:ago|now|back|in|later|earlier|after)\b/iu;

/** "Two months ago" of a fact that is dated so long before now, to the month or the year. */
export function liesBack(after: string, count: number, dates: readonly DateParts[], nowMs: number): boolean {
  const unit = BACK.exec(after)?.groups?.['unit']?.toLowerCase();
  if (unit === undefined) return false;
  const now = new Date(nowMs);
  return dates.some(({ year, month }) => {
    if (year === null) return false;
    const years = now.getUTCFullYear() - year;
    if (unit === 'year') return Math.abs(years) === count;
    if (month === null) return false;
    const months = Math.abs(years * 12 + now.getUTCMonth() + 1 - month);
    return Math.abs(months - (unit === 'week' ? count / 4.35 : count)) <= 1;
  });
}
