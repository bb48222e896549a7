/** What a text of ours says, prepared for looking up: its words, numbers and dates. */
import { countedBy, type Counted } from './number-noun.ts';
import { findDates, type DateParts } from './read-date.ts';
import { findNumbers, type FoundNumber } from './read-number.ts';
import { remembered } from './remembered.ts';

export interface KnownText {
  /** All words in small letters, one space around each. */
  readonly words: string;
  /** With what each counts. */
  readonly numbers: readonly (FoundNumber & { readonly counted: Counted })[];
  readonly dates: readonly DateParts[];
}

/** Prepares a fact's value, or the names that need no fact. */
export const knownText = remembered(
  4_000,
  (text: string): KnownText => {
    const dates = findDates(text);
    let rest = text;
    for (const { start, end } of dates) rest = rest.slice(0, start) + '\0'.repeat(end - start) + rest.slice(end);
    return {
      words: ` ${wordsOf(text)} `,
      numbers: findNumbers(rest).map((found) => ({ ...found, counted: countedBy(rest, found) })),
      dates: dates.flatMap((found) => found.readings),
    };
  },
  (text) => text,
);

/** Words in small letters with one space between; a possessive's ending is left out. */
export const wordsOf = remembered(4_000, toWords, (text: string) => text);

function toWords(text: string): string {
  const small = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s?(?![\p{L}\p{N}])/gu, '');
  return (small.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Whether these words stand together in the text. */
export function saysWords(known: KnownText, words: string): boolean {
  return words !== '' && known.words.includes(` ${words} `);
}

/** Words that stand in small letters in a text, as they are. */
export const smallWordsOf = remembered(
  1_000,
  (text: string): ReadonlySet<string> => new Set(text.match(/(?<!\p{L})\p{Ll}+(?!\p{L})/gu) ?? []),
  (text) => text,
);
