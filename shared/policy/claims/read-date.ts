/** Finds the dates of a text, in any common way of writing them, as the parts they name. It never guesses a missing part. */

export interface DateParts {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly quarter: number | null;
  readonly half: number | null;
}

export interface FoundDate {
  readonly start: number;
  readonly end: number;
  /** More than one where the order of day and month can't be told. */
  readonly readings: readonly DateParts[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`;
const YEAR = String.raw`(?:19[5-9]\d|20[0-4]\d)`;

const FORMS = new RegExp(
  [
    String.raw`(?<iso>(?<isoYear>\d{4})-(?<isoMonth>\d{2})(?:-(?<isoDay>\d{2}))?(?!\d))`,
    String.raw`(?<slash>(?<slashA>\d{1,2})[/.](?<slashB>\d{1,2})[/.](?<slashYear>\d{4}|\d{2})(?!\d))`,
    String.raw`(?<dayFirst>(?<dfDay>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<dfMonth>${MONTH})(?:,? (?<dfYear>${YEAR})(?!\d))?)`,
    String.raw`(?<monthFirst>(?<mfMonth>${MONTH}) (?<mfDay>\d{1,2})(?:st|nd|rd|th)?(?![\d%\p{L}])(?:,? (?<mfYear>${YEAR})(?!\d))?)`,
    String.raw`(?<monthYear>(?<myMonth>${MONTH}),? (?:of )?(?<myYear>${YEAR})(?!\d))`,
    String.raw`(?<quarter>(?:q(?<q>[1-4])|(?<qWord>first|second|third|fourth) quarter)(?:(?: of |[ /-]?)(?:fy ?)?'?(?<qYear>${YEAR}|\d{2})(?![\d%\p{L}]))?)`,
    String.raw`(?<half>h(?<h>[12])(?:[ /-]?'?(?<hYear>${YEAR}|\d{2})(?!\d))?(?![\p{L}\p{N}]))`,
    String.raw`(?<fiscal>fy ?'?(?<fYear>${YEAR}|\d{2})(?!\d))`,
    String.raw`(?<=\b(?:in|since|by|of|from|until|till|through|during|early|late|mid|mid-|before|after|for|to|and|between|founded|est\.) )(?<bareYear>${YEAR})(?![\d,.]\d|[\d%]|[ -]?(?:people|employees|staff|teams?|invoices|customers|sites|trucks|orders|\p{L}+s\b))`,
    String.raw`(?<month>\b(?:January|February|April|June|July|August|September|October|November|December)\b|(?<![.!?]\s|^)\bMarch\b|(?<=\b(?:in|since|of|by|until|last|this|next|early|late|mid|before|after|during|from|through|for) )May\b)`,
  ]
    .map((form) => String.raw`(?<![\p{L}\p{N}])(?:${form})`)
    .join('|'),
  'giu',
);
const MAY_HOLD = /\d|quarter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/iu;
const CAPITAL_MONTH = /^\p{Lu}/u;

const none: DateParts = { year: null, month: null, day: null, quarter: null, half: null };

/** Every date of a text in order. Weekdays are not dates: they propose a time. */
export function findDates(text: string): readonly FoundDate[] {
  if (!MAY_HOLD.test(text)) return [];
  const found: FoundDate[] = [];
  for (const match of text.matchAll(FORMS)) {
    const groups = match.groups ?? {};
    const name = groups.month ?? groups.dfMonth ?? groups.mfMonth ?? groups.myMonth;
    if (name !== undefined && !CAPITAL_MONTH.test(name)) continue;
    const readings = read(groups);
    if (readings.length > 0)
      found.push({ start: match.index, end: match.index + match[0].replace(/\.$/u, '').length, readings });
  }
  return found;
}

function read(groups: Readonly<Record<string, string | undefined>>): readonly DateParts[] {
  const number = (text: string | undefined) => (text === undefined ? null : Number(text));
  const year = (text: string | undefined) =>
    text === undefined ? null : text.length === 2 ? 2000 + Number(text) : Number(text);
  const month = (text: string | undefined) => MONTHS.indexOf((text ?? '').slice(0, 3).toLowerCase()) + 1;
  if (groups.iso !== undefined) {
    return [{ ...none, year: number(groups.isoYear), month: number(groups.isoMonth), day: number(groups.isoDay) }];
  }
  if (groups.slash !== undefined) {
    const [a, b] = [Number(groups.slashA), Number(groups.slashB)];
    const ways = [
      { ...none, year: year(groups.slashYear), month: b, day: a },
      { ...none, year: year(groups.slashYear), month: a, day: b },
    ];
    return ways.filter((way) => way.month >= 1 && way.month <= 12 && way.day >= 1 && way.day <= 31);
  }
  if (groups.dayFirst !== undefined) {
    return [{ ...none, day: number(groups.dfDay), month: month(groups.dfMonth), year: year(groups.dfYear) }];
  }
  if (groups.monthFirst !== undefined) {
    return [{ ...none, day: number(groups.mfDay), month: month(groups.mfMonth), year: year(groups.mfYear) }];
  }
  if (groups.monthYear !== undefined) return [{ ...none, month: month(groups.myMonth), year: year(groups.myYear) }];
  if (groups.quarter !== undefined) {
    const word = ['first', 'second', 'third', 'fourth'].indexOf((groups.qWord ?? '').toLowerCase()) + 1;
    return [{ ...none, quarter: number(groups.q) ?? word, year: year(groups.qYear) }];
  }
  if (groups.half !== undefined) return [{ ...none, half: number(groups.h), year: year(groups.hYear) }];
  if (groups.fiscal !== undefined) return [{ ...none, year: year(groups.fYear) }];
  if (groups.bareYear !== undefined) return [{ ...none, year: year(groups.bareYear) }];
  if (groups.month !== undefined) return [{ ...none, month: month(groups.month) }];
  return [];
}

/** The parts of a day in UTC, for comparing with an instant. */
export function partsOf(atMs: number): DateParts {
  const date = new Date(atMs);
  return { ...none, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Whether a fact's date says all that the sentence's date says: every part it names, in the fact or following from it. */
export function saysDate(fact: DateParts, said: DateParts): boolean {
  const quarter = fact.quarter ?? (fact.month === null ? null : Math.ceil(fact.month / 3));
  const half = fact.half ?? (quarter === null ? null : Math.ceil(quarter / 2));
  return (
    (said.year === null || said.year === fact.year) &&
    (said.month === null || said.month === fact.month) &&
    (said.day === null || said.day === fact.day) &&
    (said.quarter === null || said.quarter === quarter) &&
    (said.half === null || said.half === half)
  );
}
