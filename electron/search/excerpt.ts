/** The place in a text where the first of some words is found, with what stands around it. Pure. */

export interface Excerpt {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

const BEFORE_CHARS = 40;
const AFTER_CHARS = 90;

const onOneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ');
const MARKS = /\p{M}/gu;

/** One letter for each letter of `text`, lower case and without marks, so that a place in one is the same place in the other. */
function plain(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const bare = letter.normalize('NFD').replaceAll(MARKS, '').toLowerCase();
    return bare.length === letter.length ? bare : letter.toLowerCase().slice(0, letter.length).padEnd(letter.length);
  }).join('');
}

/** Whether each word begins somewhere in it. */
export function showsAll(text: string, words: readonly string[]): boolean {
  const bare = plain(text);
  return words.every((word) => bare.includes(plain(word)));
}

export function excerptOf(text: string, words: readonly string[]): Excerpt | null {
  const whole = onOneLine(text.normalize('NFC'));
  const bare = plain(whole);
  const at = words
    .map((word) => ({ word: plain(word), place: beginsAt(bare, plain(word)) }))
    .filter(({ place }) => place >= 0)
    .sort((one, other) => one.place - other.place)[0];
  if (at === undefined) return null;
  const end = at.place + at.word.length;
  const from = Math.max(0, at.place - BEFORE_CHARS);
  const to = Math.min(whole.length, end + AFTER_CHARS);
  // Whole words only, but for a word longer than the room.
  const cutFrom = from === 0 ? 0 : wordAfter(whole, from, at.place);
  const cutTo = to === whole.length ? to : wordBefore(whole, to, end);
  return {
    before: `${cutFrom === 0 ? '' : '… '}${whole.slice(cutFrom, at.place)}`,
    match: whole.slice(at.place, end),
    after: `${whole.slice(end, cutTo)}${cutTo === whole.length ? '' : ' …'}`,
  };
}

/** Where a word of the text begins with it; else wherever it stands. */
function beginsAt(bare: string, word: string): number {
  for (let at = bare.indexOf(word); at >= 0; at = bare.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(bare[at - 1] ?? '')) return at;
  return bare.indexOf(word);
}

function wordAfter(text: string, from: number, before: number): number {
  const space = text.indexOf(' ', from);
  return space >= 0 && space < before ? space + 1 : from;
}

function wordBefore(text: string, to: number, after: number): number {
  const space = text.lastIndexOf(' ', to);
  return space > after ? space : to;
}
