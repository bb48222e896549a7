/** What a text of ours says, prepared for looking up: its words, numbers and dates. */
import { findDates, type DateParts } from './read-date.ts';
import { findNumbers, type FoundNumber } from './read-number.ts';
import { remembered } from './remembered.ts';

export interface KnownText {
  /** All words in small letters, one space around each. */
  readonly words: string;
  /** With their places in `masked`. */
  readonly numbers: readonly FoundNumber[];
  /** The text with NUL characters where a date stands. */
  readonly masked: string;
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
      numbers: findNumbers(rest),
      masked: rest,
      dates: dates.flatMap((found) => found.readings),
    };
  },
  (text) => text,
);

/** Words in small letters with one space between; a possessive's ending is left out. */
export function wordsOf(text: string): string {
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
