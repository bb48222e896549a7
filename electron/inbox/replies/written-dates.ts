/**
 * The dates people write, as days of their own zone: "12 January", "in Q3", "after the summer", "the week of the 14th". What is vague gets the
 * first day it can mean; what can't be placed gets none. It never reads a clock: the mail's own time is "now".
 */
import * as chrono from 'chrono-node';
import { instantOf, wallMs, weekdayOf } from '../../../shared/policy/local-time.ts';
import { DATE_SHAPES, dayOf, monthSpan, numberOf, yearSpan, type Day, type Grain, type Span } from './date-shapes.ts';

export interface WrittenDate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Start of the first day it can mean, in the zone. */
  readonly atMs: number;
  /** Start of the last day it can mean: of a range its end, of a month its last day. */
  readonly lastAtMs: number;
  readonly grain: Grain;
  /** Two days with "to" between them. */
  readonly isRange: boolean;
}

export interface DateReference {
  /** When the mail was written. */
  readonly atMs: number;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/** Every date of a text, in order, none over another. */
export function writtenDates(text: string, reference: DateReference): readonly WrittenDate[] {
  const today = dayOf(Math.floor(wallMs(reference.atMs, reference.timeZone) / DAY_MS));
  const found: WrittenDate[] = [];
  let rest = text;
  const take = (start: number, words: string, span: Span | null): void => {
    // What was read once is not read again, also where it names no date that can be told.
    rest = rest.slice(0, start) + '\u0000'.repeat(words.length) + rest.slice(start + words.length);
    if (span === null) return;
    const at = (day: Day) => instantOf(numberOf(day) * DAY_MS, reference.timeZone);
    const [atMs, lastAtMs] = [at(span.first), at(span.last)];
    if (atMs < 0 || !Number.isSafeInteger(atMs)) return;
    found.push({
      text: words,
      start,
      end: start + words.length,
      atMs,
      lastAtMs: Math.max(atMs, lastAtMs),
      grain: span.grain,
      isRange: span.isRange ?? false,
    });
  };
  for (const { pattern, read } of DATE_SHAPES) {
    for (const match of rest.matchAll(pattern)) {
      if (!match[0].includes('\u0000')) take(match.index, match[0], read(match, today, reference.timeZone));
    }
  }
  for (const result of parseByChrono(rest, reference)) take(result.index, result.text, spanOf(result, today));
  return found.sort((one, other) => one.start - other.start);
}

/** chrono counts from the wall clock of the reference's zone; only its calendar days are used. */
function parseByChrono(text: string, { atMs, timeZone }: DateReference): readonly chrono.ParsedResult[] {
  const timezone = Math.round((wallMs(atMs, timeZone) - atMs) / 60_000);
  return chrono.en.casual.parse(text, { instant: new Date(atMs), timezone }, { forwardDate: true });
}

function spanOf({ text, start, end }: chrono.ParsedResult, today: Day): Span | null {
  // Its types say undefined where there is no end; it gives null.
  const day = (part: chrono.ParsedComponents | null | undefined): Day | null => {
    if (part === null || part === undefined) return null;
    const [year, month, dayOfMonth] = [part.get('year'), part.get('month'), part.get('day')];
    return year === null || month === null || dayOfMonth === null ? null : { year, month, day: dayOfMonth };
  };
  const first = day(start);
  if (first === null || first.year > today.year + 20 || first.year < today.year - 20) return null;
  // A bare time of day ("at 3") names no day.
  if (
    /^(?:at |around |by |@ ?)?\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|h|o'clock|uhr)?(?:\s*(?:-|to|until)\s*\d{1,2}.*)?$/iu.test(
      text,
    )
  )
    return null;
  // "4,000 a month" is a measure, not a time; and what is past is no plan.
  if (
    /^(?:an?|one|two|three|few|\d+) (?:day|week|month|quarter|year)s?$/iu.test(text) ||
    /\bago$|^(?:for|last|past|yesterday|within)\b/iu.test(text)
  )
    return null;
  if (/^(?:this (?:morning|afternoon|evening)|tonight|now|right now|just now)$/iu.test(text)) return null;
  const last = day(end);
  if (/\bweeks?\b/iu.test(text) && /\b(?:next|this|coming)\b/iu.test(text)) return weekSpan(text, today);
  if (/^(?:the )?next month$/iu.test(text)) return monthSpan(today.year, today.month + 1);
  if (/^(?:the )?next year$/iu.test(text)) return yearSpan(today.year + 1);
  if (/^this (?:month|year)$/iu.test(text)) return null;
  const isMonth = start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday');
  if (isMonth && !/\d+\s*month|\bmonths\b|year/iu.test(text)) return monthSpan(first.year, first.month);
  // "Thursday", written on a Thursday, is the next one.
  const isToday = numberOf(first) === numberOf(today) && start.isCertain('weekday') && !start.isCertain('day');
  const shifted = isToday ? dayOf(numberOf(first) + 7) : first;
  if (last !== null) {
    // "2 November to 20 November 2026": the year stands once and is meant for both.
    const named = end?.isCertain('year') === true && numberOf(shifted) > numberOf(last);
    if (named) return { first: { ...shifted, year: last.year }, last, grain: 'day', isRange: true };
    const carried = numberOf(last) < numberOf(shifted) ? { ...last, year: last.year + 1 } : last;
    return { first: shifted, last: carried, grain: 'day', isRange: numberOf(carried) > numberOf(shifted) };
  }
  return { first: shifted, last: shifted, grain: 'day' };
}

function weekSpan(words: string, today: Day): Span | null {
  const weekday = weekdayOf(numberOf(today));
  const monday = numberOf(today) - (weekday - 1) + (/\bnext|coming\b/iu.test(words) ? 7 : 0);
  return { first: dayOf(Math.max(monday, numberOf(today))), last: dayOf(monday + 6), grain: 'week' };
}
