/** Written dates that chrono doesn't know, or reads otherwise: quarters, halves, seasons, feasts, numbers by the zone. A table, by the calendar alone. */
import { weekdayOf } from '../../../shared/policy/local-time.ts';

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'season' | 'half' | 'year';

const DAY_MS = 86_400_000;

export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export interface Span {
  readonly first: Day;
  readonly last: Day;
  readonly grain: Grain;
  readonly isRange?: boolean;
}

/** Days since 1970, by the calendar; days and months beyond their end carry over. */
export const numberOf = ({ year, month, day }: Day): number => Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
export const dayOf = (dayNumber: number): Day => {
  const date = new Date(dayNumber * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};
const lastOfMonth = (year: number, month: number): Day => dayOf(numberOf({ year, month: month + 1, day: 0 }));

export const monthSpan = (year: number, month: number): Span => {
  const first = dayOf(numberOf({ year, month, day: 1 }));
  return { first, last: lastOfMonth(first.year, first.month), grain: 'month' };
};

export const yearSpan = (year: number): Span => ({
  first: { year, month: 1, day: 1 },
  last: { year, month: 12, day: 31 },
  grain: 'year',
});

export interface Shape {
  readonly pattern: RegExp;
  /** Null where the words name a time that can't be told. */
  readonly read: (match: RegExpExecArray, today: Day, timeZone: string) => Span | null;
}

const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const GERMAN_MONTHS = [
  'januar',
  'februar',
  'märz',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'dezember',
];
const FRENCH_MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

/** Numbers with the month first are read where people write them so. */
const isMonthFirst = (timeZone: string): boolean =>
  /^(?:US\/|America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Indiana\/|Kentucky\/|North_Dakota\/|Juneau|Adak|Nome|Sitka|Menominee)|Pacific\/Honolulu)/.test(
    timeZone,
  );
const isSouthern = (timeZone: string): boolean =>
  /^(?:Australia\/|Pacific\/(?:Auckland|Fiji)|Africa\/(?:Johannesburg|Harare|Maputo|Windhoek|Gaborone)|America\/(?:Sao_Paulo|Buenos_Aires|Argentina\/|Santiago|Montevideo|Asuncion)|Antarctica\/)/.test(
    timeZone,
  );

/** The next day with this month and number that is not past, or the one of a named year. */
function comingDay(month: number, day: number, year: number | null, today: Day): Span | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const named = year === null ? null : year < 100 ? 2_000 + year : year;
  const thisYear = { year: named ?? today.year, month, day };
  // The thirty-first of a shorter month is no day.
  if (dayOf(numberOf(thisYear)).month !== month) return null;
  const isPast = named === null && numberOf(thisYear) < numberOf(today);
  const first = isPast ? { ...thisYear, year: today.year + 1 } : thisYear;
  return { first, last: first, grain: 'day' };
}

const yearIn = (words: string | undefined): number | null => {
  if (words === undefined || words === '') return null;
  const year = Number(words.replace(/\D/g, ''));
  return year < 100 ? 2_000 + year : year;
};

type Part = 'early' | 'late' | 'whole';
const partIn = (words: string | undefined): Part =>
  words === undefined || words === '' ? 'whole' : /end|late|close/iu.test(words) ? 'late' : 'early';

/** A run of months that comes again every year: the next one that has not begun, or of its end the next one. */
function monthsSpan(
  fromMonth: number,
  count: number,
  year: number | null,
  part: Part,
  today: Day,
  grain: Grain,
): Span | null {
  const at = (inYear: number): Span => {
    const first = { year: inYear, month: fromMonth, day: 1 };
    const last = dayOf(numberOf({ year: inYear, month: fromMonth + count, day: 0 }));
    return part === 'late' ? { first: { ...last, day: 1 }, last, grain } : { first, last, grain };
  };
  if (year !== null) return at(year);
  const thisYear = at(today.year);
  return numberOf(thisYear.first) > numberOf(today) ? thisYear : at(today.year + 1);
}

const quarterOf = ({ month }: Day): number => Math.floor((month - 1) / 3) + 1;

const PART =
  '(?:(the (?:very )?)?(early|beginning of|start of|begin of|mid|middle of|end of|late|later|close of)[ -](?:in )?(?:the )?)?';

/** What chrono doesn't know, or reads otherwise. The first that matches takes the words. */
export const DATE_SHAPES: readonly Shape[] = [
  {
    pattern: new RegExp(`\\b${PART}Q([1-4])(?:\\s*(?:of\\s*|\\/|-|')?\\s*(20\\d\\d|FY\\s?\\d\\d|'?2\\d))?\\b`, 'giu'),
    read: (match, today) => quarter(Number(match[3]), yearIn(match[4]), partIn(match[2]), today),
  },
  {
    pattern: new RegExp(
      `\\b${PART}(?:the )?(first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of (?:the year|(20\\d\\d)))?\\b`,
      'giu',
    ),
    read: (match, today) =>
      quarter(ORDINALS[(match[3] ?? '').toLowerCase()] ?? 1, yearIn(match[4]), partIn(match[2]), today),
  },
  {
    pattern: new RegExp(`\\b${PART}(next|this|the coming|coming|following) quarter\\b`, 'giu'),
    read: (match, today) => {
      const isThis = /this/iu.test(match[3] ?? '');
      const index = quarterOf(today) - 1 + (isThis ? 0 : 1);
      const part = partIn(match[2]);
      if (isThis && part !== 'late') return null;
      return monthsSpan((index % 4) * 3 + 1, 3, today.year + Math.floor(index / 4), part, today, 'quarter');
    },
  },
  {
    pattern:
      /\b(?:the )?(first|second|1st|2nd|latter|other) half(?: of (?:the|next|this) year| of (20\d\d))\b|\bH([12])(?:\s*(?:of\s*|\/)?(20\d\d))?\b/giu,
    read: (match, today) => {
      const isSecond = match[3] === '2' || /second|2nd|latter|other/iu.test(match[1] ?? '');
      const named = yearIn(match[2] ?? match[4]);
      const year = named ?? (/next year/iu.test(match[0]) ? today.year + 1 : null);
      return monthsSpan(isSecond ? 7 : 1, 6, year, 'whole', today, 'half');
    },
  },
  {
    // What is over is past: the season's end, or the first day of the next one.
    pattern:
      /\b(after|once|until after|till after)?(?: the)? ?\b(?:(early|late|end of|this|next|the end of|the|in|over|through|until|till)\s+(?:the )?)?(spring|summer|autumn|fall|winter)(?: (?:break|holidays?|vacation|season|is over|20\d\d))?\b/giu,
    read: (match, today, timeZone) => {
      if (/^fall$/iu.test(match[3] ?? '') && match[1] === undefined && match[2] === undefined) return null;
      const order = ['spring', 'summer', 'autumn', 'winter'];
      const season = order.indexOf((match[3] ?? '').toLowerCase().replace('fall', 'autumn'));
      const isOver = match[1] !== undefined || /end of|is over/iu.test(match[0]);
      const months = isSouthern(timeZone) ? [9, 12, 3, 6] : [3, 6, 9, 12];
      const starts = months[(season + (isOver ? 1 : 0)) % 4] ?? 3;
      return monthsSpan(starts, 3, yearIn(/20\d\d/.exec(match[0])?.[0]), 'whole', today, 'season');
    },
  },
  {
    pattern: /\b(?:after |in |until |till |by |early (?:in )?|start of |beginning of )?(?:the )?new year\b/giu,
    read: (_match, today) => ({
      first: { year: today.year + 1, month: 1, day: 2 },
      last: { year: today.year + 1, month: 1, day: 31 },
      grain: 'month',
    }),
  },
  {
    pattern:
      /\b(?:after )?(?:the )?(?:(?:christmas|xmas)(?: (?:break|holidays?|vacation))?|holidays|holiday season)\b/giu,
    read: (_match, today) => ({
      first: { year: today.year + 1, month: 1, day: 2 },
      last: { year: today.year + 1, month: 1, day: 31 },
      grain: 'week',
    }),
  },
  {
    pattern: /\b(?:after )?thanksgiving\b/giu,
    read: (_match, today) => {
      const of = (year: number) => {
        const first = numberOf({ year, month: 11, day: 1 });
        // The fourth Thursday of November; back on the Monday after.
        return first + ((4 - weekdayOf(first) + 7) % 7) + 21 + 4;
      };
      const monday = of(today.year) > numberOf(today) ? of(today.year) : of(today.year + 1);
      return { first: dayOf(monday), last: dayOf(monday), grain: 'day' };
    },
  },
  {
    pattern: /\b(?:after easter|easter)\b/giu,
    read: (_match, today) => {
      const monday = (year: number) => easterSunday(year) + 1;
      const next = monday(today.year) > numberOf(today) ? monday(today.year) : monday(today.year + 1);
      return { first: dayOf(next + 1), last: dayOf(next + 1), grain: 'day' };
    },
  },
  {
    // A firm's own year: only they know when it ends.
    pattern: /\b(?:our |the )?(?:fiscal|financial|budget) year(?:[- ]end| end)?\b/giu,
    read: () => null,
  },
  {
    pattern: /\b(?:the )?(?:end of (?:the|this) year|year[- ]?end|end of year|EOY)\b/giu,
    read: (_match, today) => ({
      first: { year: today.year, month: 12, day: 31 },
      last: { year: today.year, month: 12, day: 31 },
      grain: 'day',
    }),
  },
  {
    pattern: /(?<=\b(?:in|until|till|before|by|for|from) )20\d\d\b/giu,
    read: (match, today) => (Number(match[0]) > today.year ? yearSpan(Number(match[0])) : null),
  },
  {
    pattern: /\b(early|start of|beginning of|later|late|end of) next year\b/giu,
    read: (match, today) =>
      /early|start|begin/iu.test(match[1] ?? '')
        ? monthsSpan(1, 3, today.year + 1, 'whole', today, 'quarter')
        : monthsSpan(10, 3, today.year + 1, 'whole', today, 'quarter'),
  },
  {
    pattern: /\b(?:the )?(?:end of (?:the|this) month|month[- ]end|EOM)\b/giu,
    read: (_match, today) => {
      const last = lastOfMonth(today.year, today.month);
      return { first: last, last, grain: 'day' };
    },
  },
  {
    pattern:
      /\bweek (?:of|commencing|beginning|starting)(?: the)? (\d{1,2})(?:st|nd|rd|th)?(?: (?:of )?([a-z]{3,9}))?\b/giu,
    read: (match, today) => {
      const month = MONTHS.indexOf((match[2] ?? '').slice(0, 3).toLowerCase()) + 1;
      const span = month > 0 ? comingDay(month, Number(match[1]), null, today) : comingOrdinal(Number(match[1]), today);
      if (span === null) return null;
      return { first: span.first, last: dayOf(numberOf(span.first) + 6), grain: 'week' };
    },
  },
  {
    pattern:
      /\b(mid|middle of|late|early)[- ](?:in )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: (20\d\d))?\b/giu,
    read: (match, today) => {
      const month = MONTHS.indexOf((match[2] ?? '').slice(0, 3).toLowerCase()) + 1;
      const day = /mid/iu.test(match[1] ?? '') ? 15 : /late/iu.test(match[1] ?? '') ? 24 : 1;
      const span = comingDay(month, day, yearIn(match[3]), today);
      return span === null ? null : { ...span, last: lastOfMonth(span.first.year, span.first.month), grain: 'month' };
    },
  },
  {
    pattern: /\b(\d{1,2})([/.-])(\d{1,2})\2((?:20)?\d\d)\b|\b(\d{1,2})\/(\d{1,2})\b(?!\/|\d|%)/gu,
    read: (match, today, timeZone) => {
      const [one, two] = [Number(match[1] ?? match[5]), Number(match[3] ?? match[6])];
      const year = yearIn(match[4]);
      const isDayFirst = two > 12 ? false : one > 12 || match[2] === '.' || !isMonthFirst(timeZone);
      return isDayFirst ? comingDay(two, one, year, today) : comingDay(one, two, year, today);
    },
  },
  {
    pattern: /\b(\d{1,2})\.(\d{1,2})\.(?!\d)/gu,
    read: (match, today) => comingDay(Number(match[2]), Number(match[1]), null, today),
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])(\d{1,2})(?:\.? (?=(?:januar|februar|märz|mai|ju[nl]i|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)(?!\p{L}))|\. (?=april|august|september|november))(\p{L}+)(?: (20\d\d))?(?![\p{L}\p{N}])/giu,
    read: (match, today) => {
      const name = (match[2] ?? '').toLowerCase();
      const month = Math.max(GERMAN_MONTHS.indexOf(name), FRENCH_MONTHS.indexOf(name)) + 1;
      return comingDay(month, Number(match[1]), yearIn(match[3]), today);
    },
  },
  {
    pattern:
      /\b(?:on|until|till|from|by|after|before|is) the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|quarter|floor|time|one))/giu,
    read: (match, today) => comingOrdinal(Number(match[1]), today),
  },
];

function quarter(number: number, year: number | null, part: Part, today: Day): Span | null {
  // Said inside the quarter without more, nobody can tell whether this one or the next is meant.
  if (year === null && part !== 'late' && number === quarterOf(today)) return null;
  if (year === null && part === 'late' && number === quarterOf(today)) {
    return monthsSpan((number - 1) * 3 + 1, 3, today.year, 'late', today, 'quarter');
  }
  return monthsSpan((number - 1) * 3 + 1, 3, year, part, today, 'quarter');
}

/** "The 14th": of this month, or of the next where it is past. */
function comingOrdinal(day: number, today: Day): Span | null {
  if (day < 1 || day > 31) return null;
  for (let later = 0; later < 3; later += 1) {
    const asked = { year: today.year, month: today.month + later, day };
    const real = dayOf(numberOf(asked));
    if (real.day === day && numberOf(real) >= numberOf(today)) return { first: real, last: real, grain: 'day' };
  }
  return null;
}

/** Days since 1970 of Easter Sunday (the anonymous Gregorian rule). */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30);
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return numberOf({ year, month: Math.floor(f / 31), day: (f % 31) + 1 });
}
