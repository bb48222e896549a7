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
}

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
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
};

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
  String.raw`(?<![\p{L}\p{N}]|\p{L}-|[\p{N}][.,])(?<currency>us\$|[$€£¥]|usd ?|eur ?|gbp ?|chf ?)?` +
    String.raw`(?<digits>\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,4})?|(?:${Object.keys(WORDS).join('|')})(?!-way))` +
    String.raw`(?:(?<percent> ?%| percent| per cent| pct|[- ]?percentage points?)|(?<times> ?x| times|-?fold)|(?:st|nd|rd|th)|(?:[ -]?(?<scale>k|thousand|mn|mio|million|m|bn|billion|b|trillion)(?![\p{L}\p{N}]))?(?: ?(?<after>usd|eur|gbp|chf|dollars|euros?|pounds|[€£$]))?)?(?![\p{L}\p{N}])`,
  'giu',
);
const MULTIPLE = new RegExp(String.raw`\b(?:${Object.keys(TIMES).join('|')})\b`, 'giu');
const MAY_HOLD = new RegExp(String.raw`\d|\b(?:${[...Object.keys(WORDS), ...Object.keys(TIMES)].join('|')})\b`, 'iu');

/** Every number of a text in order, written in digits or as a word from two on. */
export function findNumbers(text: string): readonly FoundNumber[] {
  if (!MAY_HOLD.test(text)) return [];
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const { currency, digits = '', percent, times, scale, after } = match.groups ?? {};
    const base = WORDS[digits.toLowerCase()] ?? parseDigits(digits);
    const value = round(base * (SCALES[scale?.toLowerCase() ?? ''] ?? 1));
    const money = CURRENCIES[(currency ?? after ?? '').trim().toLowerCase()] ?? null;
    const kind =
      percent !== undefined ? 'percent' : times !== undefined ? 'multiple' : money === null ? 'plain' : 'money';
    found.push({ start: match.index, end: match.index + match[0].length, number: { kind, value, currency: money } });
  }
  for (const match of text.matchAll(MULTIPLE)) {
    const value = TIMES[match[0].toLowerCase()] ?? 0;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      number: { kind: 'multiple', value, currency: null },
    });
  }
  return found.sort((left, right) => left.start - right.start);
}

function parseDigits(digits: string): number {
  if (/^\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+/u.test(digits)) return Number(digits.replace(/[,'’\u00a0\u202f]/gu, ''));
  return Number(digits.replace(',', '.'));
}

/** 1.2 times a million must equal 1,200,000 although binary fractions differ. */
const round = (value: number) => Number(value.toPrecision(12));

/** Whether a fact's number says what the sentence's number says. */
export function saysNumber(fact: NumberValue, said: NumberValue): boolean {
  if (fact.value !== said.value) return false;
  if (fact.kind === said.kind) return fact.currency === said.currency || said.currency === null;
  const amounts = ['plain', 'money'];
  // A bare amount in a fact may be money; a currency that the fact names must not be left for another.
  return amounts.includes(fact.kind) && amounts.includes(said.kind);
}
