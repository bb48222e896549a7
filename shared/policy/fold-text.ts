/**
 * Brings a text to the one spelling in which phrases are looked for: lower case, no marks, no hidden characters, look-alikes as the Latin
 * letters they pass for, straight quotes, hyphens as spaces, single spaces. It keeps where each character stood; it never decides what a
 * phrase means.
 */
import { remembered } from './claims/remembered.ts';
import { latinFor } from './look-alikes.ts';

/** Offsets into the original text, the end just past the last character. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface FoldedText {
  readonly text: string;
  /** The same, character for character, with a line feed where a line ended. */
  readonly lines: string;
  /** Its words, for a quick no. */
  readonly words: ReadonlySet<string>;
  /** Where the folded characters from `from` to `to` stood in the original. */
  readonly placeOf: (from: number, to: number) => Place;
}

/** Folds a text; the same text is folded once. */
export const foldText: (text: string) => FoldedText = remembered(1_000, fold, (text) => text);

const SPACE = /\s/u;
const UNSEEN = /[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;
const WORD = /[\p{L}\p{N}]+/gu;

const PUNCTUATION: ReadonlyMap<string, string> = new Map(
  [
    ["'", '‘’‚‛ʼʹ′´＇'],
    ['"', '“”„‟″«»＂'],
    [' ', '‐‑‒–—―−﹣－'],
  ].flatMap(([plain = '', forms = '']) => Array.from(forms).map((form): [string, string] => [form, plain])),
);

function fold(original: string): FoldedText {
  let lines = '';
  const places: number[] = [];
  let at = 0;
  let endsWithSpace = true;
  for (const char of original) {
    for (const each of foldChar(char)) {
      const isSpace = each === ' ' || each === '\n';
      if (isSpace && endsWithSpace) {
        if (each === '\n' && lines !== '') lines = `${lines.slice(0, -1)}\n`;
        continue;
      }
      endsWithSpace = isSpace;
      lines += each;
      for (let unit = 0; unit < each.length; unit += 1) places.push(at);
    }
    at += char.length;
  }
  const text = lines.replaceAll('\n', ' ');
  return {
    text,
    lines,
    words: new Set(text.match(WORD)),
    placeOf(from, to) {
      const start = places[from] ?? original.length;
      const last = places[to - 1] ?? start;
      return { start, end: last + ((original.codePointAt(last) ?? 0) > 0xffff ? 2 : 1) };
    },
  };
}

function foldChar(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x80) {
    if (point >= 0x41 && point <= 0x5a) return String.fromCharCode(point + 32);
    if (point === 0x0a || point === 0x0d) return '\n';
    return point === 0x20 || (point >= 0x09 && point <= 0x0d) || char === '-' || char === '_' ? ' ' : char;
  }
  return foldedChars(char);
}

/** Decomposed first, so that full width, bold and circled letters open; then lower case, because some capitals have no look-alike of their own. */
const foldedChars = remembered(
  4_000,
  (char: string) => {
    let out = '';
    for (const part of (PUNCTUATION.get(char) ?? char).normalize('NFKD').toLowerCase()) {
      if (part === '\u2028' || part === '\u2029') out += '\n';
      else if (SPACE.test(part)) out += ' ';
      else if (!UNSEEN.test(part)) out += PUNCTUATION.get(part) ?? latinFor(part);
    }
    return out;
  },
  (char) => char,
);

const LETTER = /[\p{L}\p{N}]/u;

/** Where a folded phrase stands in a folded text as whole words, as offsets into the original; null where it does not. */
export function findPhrase(folded: FoldedText, phrase: FoldedText): Place | null {
  for (const word of phrase.words) if (!folded.words.has(word)) return null;
  const wanted = phrase.text.trimEnd();
  if (wanted === '') return null;
  for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const before = LETTER.test(wanted.charAt(0)) && LETTER.test(folded.text.charAt(at - 1));
    const after = LETTER.test(wanted.charAt(wanted.length - 1)) && LETTER.test(folded.text.charAt(end));
    if (!before && !after) return folded.placeOf(at, end);
  }
  return null;
}
