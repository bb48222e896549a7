/** Characters a reader can't see, or that reorder what they see: where they stand and what they are called. It removes none of them. */

export interface HiddenCharacter {
  readonly start: number;
  readonly end: number;
  /** `U+200B zero width space`. */
  readonly name: string;
}

/** Controls but tab and line feed, line separators, what Unicode calls default-ignorable (bidi controls and tags among it), and what looks empty. */
const SUSPECT = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800]/gu;

const NAMES: Readonly<Record<number, string>> = {
  0x00ad: 'soft hyphen',
  0x061c: 'Arabic letter mark',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of direction change',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'end of isolate',
  0x2800: 'empty Braille pattern',
  0x3164: 'Hangul filler',
  0xfeff: 'zero width no-break space',
};

/** Every hidden character of a text, in order. Those that emoji and some scripts need where they stand are none. */
export function findHidden(text: string): readonly HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  for (const match of text.matchAll(SUSPECT)) {
    const start = match.index;
    const end = start + match[0].length;
    if (!isNeeded(text, match[0], start, end)) found.push({ start, end, name: nameOf(match[0]) });
  }
  return found;
}

const EMOJI_BEFORE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;
/** Scripts that spell words with joiners (Unicode Standard, 9.2 and 12.1). */
const JOINING_LETTER =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}]$/u;

function isNeeded(text: string, char: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  switch (char) {
    case '\u200d':
      return (EMOJI_BEFORE.test(before) && EMOJI_AFTER.test(text.slice(end, end + 2))) || JOINING_LETTER.test(before);
    case '\u200c':
      return JOINING_LETTER.test(before) && /^\p{L}/u.test(text.slice(end, end + 2));
    case '\ufe0e':
    case '\ufe0f':
      return /[\p{Extended_Pictographic}\d#*]$/u.test(before);
    default:
      return false;
  }
}

function nameOf(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const name =
    NAMES[point] ??
    (point >= 0xe0000 && point <= 0xe007f
      ? 'invisible tag character'
      : (point >= 0xfe00 && point <= 0xfe0f) || point >= 0xe0100
        ? 'variation selector'
        : point < 0x20 || (point >= 0x7f && point < 0xa0)
          ? 'control character'
          : 'invisible character');
  return `${code} ${name}`;
}

const WORD = /[\p{L}\p{M}]{3,}/gu;

/** Words that mix Latin letters with Cyrillic, Greek or Armenian ones, so that they read as what they are not. */
export function findMixedWords(
  text: string,
): readonly { readonly start: number; readonly end: number; readonly word: string }[] {
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(text)) return [];
  return [...text.matchAll(WORD)]
    .filter(
      ([word]) =>
        /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(word),
    )
    .map((match) => ({ start: match.index, end: match.index + match[0].length, word: match[0] }));
}
