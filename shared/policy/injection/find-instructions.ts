/** Whether a text speaks to a language model, and where. It judges the form of words; it never runs, follows or sends any of them. */
import { remembered } from '../claims/remembered.ts';
import { foldText, type FoldedText, type Place } from '../fold-text.ts';
import { INSTRUCTION_PATTERNS, MODEL_MARKS, SQUEEZED } from './instruction-patterns.ts';

export interface FoundInstruction extends Place {
  /** What it tries, in words that finish “tries to …”. */
  readonly tries: string;
}

/** Instruction-like places of a text, in order; the same text is searched once. */
export const findInstructions: (text: string) => readonly FoundInstruction[] = remembered(
  4_000,
  search,
  (text) => text,
);

function search(text: string): readonly FoundInstruction[] {
  const found: FoundInstruction[] = [];
  const add = (each: FoundInstruction) => {
    if (!found.some(({ start, end }) => each.start < end && start < each.end)) found.push(each);
  };
  const mark = MODEL_MARKS.exec(text);
  if (mark !== null)
    add({ start: mark.index, end: mark.index + mark[0].length, tries: 'end the prompt and begin another' });
  const folded = foldText(text);
  for (const spelling of spellings(folded)) {
    for (const { needs, pattern, tries } of INSTRUCTION_PATTERNS) {
      if (!needs.some((word) => spelling.words.has(word))) continue;
      const match = pattern.exec(spelling.lines);
      if (match !== null) add({ ...trimmed(spelling, match.index, match[0]), tries });
    }
  }
  const squeezed = found.length === 0 ? findSqueezed(folded) : null;
  if (squeezed !== null) add({ ...squeezed, tries: 'set aside the instructions, spelt apart' });
  return found.sort((one, other) => one.start - other.start);
}

/** The place of a match without the marks and spaces that only lead into it. */
function trimmed(folded: FoldedText, at: number, matched: string): Place {
  const lead = /^[^\p{L}\p{N}]*/u.exec(matched)?.[0].length ?? 0;
  return folded.placeOf(at + lead, at + matched.trimEnd().length);
}

const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };

/** As written, and with the digits and signs that stand among letters read as letters (`1gn0re`). */
function spellings(folded: FoldedText): readonly FoldedText[] {
  const read = folded.lines.replace(/[013457@$](?=[a-z])|(?<=[a-z])[013457@$]/gu, (sign) => LEET[sign] ?? sign);
  if (read === folded.lines) return [folded];
  return [folded, { ...folded, lines: read, words: new Set(read.match(/[\p{L}\p{N}]+/gu)) }];
}

/** Only where letters stand apart at all: five or more alone, one after another. */
const SPELT_APART = /(?:(?<![\p{L}\p{N}])\p{L}[^\p{L}\p{N}]+){5,}/u;

function findSqueezed(folded: FoldedText): Place | null {
  const apart = SPELT_APART.exec(folded.text);
  if (apart === null) return null;
  const places: number[] = [];
  let letters = '';
  for (let at = 0; at < folded.text.length; at += 1) {
    const char = folded.text.charAt(at);
    if (!/\p{L}/u.test(char)) continue;
    letters += char;
    places.push(at);
  }
  const match = SQUEEZED.exec(letters);
  if (match === null) return null;
  return folded.placeOf(places[match.index] ?? 0, (places[match.index + match[0].length - 1] ?? 0) + 1);
}
