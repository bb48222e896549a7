/** Finds the numbers of a text and what each amounts to, so that 1,200 equals 1.2k and $12M equals 12 million dollars. */

export interface NumberValue {
  /** A percentage is never a plain number; a plain one may be said of money. */
  readonly kind: 'plain' | 'percent' | 'money' | 'multiple';
  readonly value: number;
  /** ISO code, where the text names a currency. */
  readonly currency: string | null;
}

export interface FoundNumber {
  readonly start: number;
  readonly end: number;
  readonly number: NumberValue;
  /** How it is said: exactly, rounded ("nearly 1,200"), as a lower bound ("over 60"), or as a share in words ("a fifth", "one in eight"). */
  readonly reach: Reach;
}
export type Reach = 'exact' | 'about' | 'over' | 'share';

const WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  dozen: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const ONES = 'one|two|three|four|five|six|seven|eight|nine';

const TIMES: Readonly<Record<string, number>> = {
  twice: 2,
  double: 2,
  doubled: 2,
  doubling: 2,
  twofold: 2,
  triple: 3,
  tripled: 3,
  tripling: 3,
  threefold: 3,
  quadruple: 4,
  quadrupled: 4,
  tenfold: 10,
};

const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  a$: 'AUD',
  c$: 'CAD',
  usd: 'USD',
  dollars: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  pounds: 'GBP',
  '¥': 'JPY',
  chf: 'CHF',
};

const SCALES: Readonly<Record<string, number>> = {
  hundred: 1e2,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  trillion: 1e12,
};

const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{N}]|\p{L}-|[\p{N}][.,])(?<currency>us\$|[ac]\$|[$€£¥]|usd ?|eur ?|gbp ?|chf ?)?` +
    String.raw`(?<digits>\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,4})?|(?:${TENS})[- ](?:${ONES})|(?:${Object.keys(WORDS).join('|')})(?!-way))` +
    String.raw`(?:(?<percent> ?%| percent| per cent| pct|[- ]?percentage points?)|(?<times> ?x| times|-?fold)|(?:st|nd|rd|th)|(?:[ -]?(?<scale>k|hundred|thousand|mn|mio|million|m|bn|billion|b|trillion)(?![\p{L}\p{N}]))?(?: ?(?<after>usd|eur|gbp|chf|dollars|euros?|pounds|[€£$]))?)?(?![\p{L}\p{N}])`,
  'giu',
);
/** "One in eight", "97 of 100", "4.8 out of 5". */
const RATIO = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,$€£])(?<part>\d+(?:\.\d)?|one|${Object.keys(WORDS).join('|')}) (?:in|of|out of) (?:every )?(?<whole>100|20|10|5|three|four|five|six|seven|eight|nine|ten)(?![\p{L}\p{N}%]|[.,]\d| (?:countries|states|cities|days|hours|minutes|weeks|months|years))`,
  'giu',
);
const FRACTION =
  /(?<![\p{L}\p{N}])(?:(?:by|in) (?:about |around |roughly |nearly |almost )?(?<half>half)|(?<halved>halv(?:e|es|ed|ing))|(?<halfOf>half) (?:the (?:time|cost|costs|effort|price)|as)|(?:(?<count>two|three) |(?:by )?(?:a|one) (?:good |full )?)(?<part>thirds?|quarters?|fifths?|tenths?)(?: (?<then>more|less|fewer|of|off|faster|sooner|lower|higher))?)(?![\p{L}\p{N}])/giu;
const PARTS: Readonly<Record<string, number>> = { third: 100 / 3, quarter: 25, fifth: 20, tenth: 10 };
const ABOUT =
  /(?:\b(?:about|around|roughly|nearly|almost|approximately|circa|some|close to|just under|an estimated)|~)\s*$/iu;
const OVER = /\b(?:over|more than|upwards of|north of|in excess of|above|well over|at least)\s*$/iu;
const MULTIPLE = new RegExp(String.raw`\b(?:${Object.keys(TIMES).join('|')})\b`, 'giu');
const MAY_HOLD = new RegExp(
  String.raw`\d|half|halv|third|quarter|fifth|tenth|one in|one out|\b(?:${[...Object.keys(WORDS), ...Object.keys(TIMES)].join('|')})\b`,
  'iu',
);

/** Every number of a text in order, written in digits or as a word from two on. */
export function findNumbers(text: string): readonly FoundNumber[] {
  if (!MAY_HOLD.test(text)) return [];
  const found: FoundNumber[] = [...findShares(text)];
  const shares = [...found];
  const add = (start: number, end: number, number: NumberValue, reach: Reach) => {
    if (!shares.some((share) => start < share.end && end > share.start)) found.push({ start, end, number, reach });
  };
  for (const match of text.matchAll(NUMBER)) {
    const { currency, digits = '', percent, times, scale, after } = match.groups ?? {};
    const base = parseWords(digits) ?? parseDigits(digits);
    const value = round(base * (SCALES[scale?.toLowerCase() ?? ''] ?? 1));
    const money = CURRENCIES[(currency ?? after ?? '').trim().toLowerCase()] ?? null;
    const kind =
      percent !== undefined ? 'percent' : times !== undefined ? 'multiple' : money === null ? 'plain' : 'money';
    const end = match.index + match[0].length;
    add(match.index, end, { kind, value, currency: money }, reachOf(text, match.index, end));
  }
  for (const match of text.matchAll(MULTIPLE)) {
    const value = TIMES[match[0].toLowerCase()] ?? 0;
    add(match.index, match.index + match[0].length, { kind: 'multiple', value, currency: null }, 'exact');
  }
  return found.sort((left, right) => left.start - right.start);
}

/** Shares said in words, as percentages. */
function findShares(text: string): readonly FoundNumber[] {
  const share = (match: RegExpMatchArray, value: number): FoundNumber => ({
    start: match.index ?? 0,
    end: (match.index ?? 0) + match[0].length,
    number: { kind: 'percent', value: round(value), currency: null },
    reach: 'share',
  });
  const ratios = [...text.matchAll(RATIO)].flatMap((match) => {
    const { part = '', whole = '' } = match.groups ?? {};
    const [of, all] = [part, whole].map((each) =>
      each.toLowerCase() === 'one' ? 1 : (parseWords(each) ?? parseDigits(each)),
    );
    return of === undefined || all === undefined || of > all ? [] : [share(match, (of / all) * 100)];
  });
  const fractions = [...text.matchAll(FRACTION)].flatMap((match) => {
    const { half, halved, halfOf, count, part, then } = match.groups ?? {};
    if ((half ?? halved ?? halfOf) !== undefined) return [share(match, 50)];
    // "A third centre", "a quarter" of a year: only with what it is a share of.
    if (then === undefined && count === undefined && !/^by /iu.test(match[0])) return [];
    const times = count === undefined ? 1 : (WORDS[count.toLowerCase()] ?? 1);
    return [share(match, times * (PARTS[(part ?? '').toLowerCase().replace(/s$/u, '')] ?? 0))];
  });
  return [...ratios, ...fractions];
}

function reachOf(text: string, start: number, end: number): Reach {
  const before = text.slice(Math.max(0, start - 20), start);
  if (ABOUT.test(before)) return 'about';
  if (OVER.test(before) || /^\+/u.test(text.slice(end)) || /\b(?:just|a bit|slightly|a little) over\s*$/iu.test(before))
    return 'over';
  return 'exact';
}

function parseWords(digits: string): number | null {
  const [tens, ones] = digits.toLowerCase().split(/[- ]/u);
  const first = WORDS[tens ?? ''];
  if (first === undefined) return null;
  return ones === undefined ? first : first + (ones === 'one' ? 1 : (WORDS[ones] ?? 0));
}

function parseDigits(digits: string): number {
  if (/^\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+/u.test(digits)) return Number(digits.replace(/[,'’\u00a0\u202f]/gu, ''));
  return Number(digits.replace(',', '.'));
}

/** 1.2 times a million must equal 1,200,000 although binary fractions differ. */
const round = (value: number) => Number(value.toPrecision(12));

/** Whether a fact's number says what the sentence's number says, as exactly as the sentence says it. */
export function saysNumber(fact: NumberValue, said: NumberValue, reach: Reach = 'exact'): boolean {
  if (!saysValue(fact.value, said.value, reach)) return false;
  if (fact.kind === said.kind) return fact.currency === said.currency || said.currency === null;
  const amounts = ['plain', 'money'];
  // A bare amount in a fact may be money; a currency that the fact names must not be left for another.
  return amounts.includes(fact.kind) && amounts.includes(said.kind);
}

function saysValue(fact: number, said: number, reach: Reach): boolean {
  if (fact === said) return true;
  if (reach === 'exact') return false;
  // "A third" is said of 34 %, "one in eight" of 12 %.
  if (reach === 'share') return Math.abs(fact - said) <= 1.5;
  const step = lastPlace(said);
  if (reach === 'about') return Math.abs(fact - said) <= step / 2 && Math.abs(fact - said) <= fact * 0.1;
  return fact > said && fact - said < step && fact <= said * 1.5;
}

/** The worth of the last digit that is not a zero: 100 for 1,200. */
function lastPlace(value: number): number {
  let step = 1;
  while (value >= step * 10 && value % (step * 10) === 0) step *= 10;
  return step;
}
