/** Where the sentences of a plain-text email begin and end. The same text is always split the same way, wherever it stands. */
import { isOrdinaryOpener } from './common-words.ts';
import { remembered } from './remembered.ts';

export interface Sentence {
  readonly start: number;
  /** Just past its last character; white space around it belongs to no sentence. */
  readonly end: number;
  readonly text: string;
  /** The greeting line and the sign-off state nothing that needs a fact of its own. */
  readonly role: 'greeting' | 'prose' | 'sign-off';
}

/** A full stop after one of these ends no sentence. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof sr jr st inc ltd co corp llc plc no nos vs etc e.g i.e eg ie approx est dept fig vol ca cf al ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m am pm u.s u.k u.n e.u ph.d gmbh bros ave blvd p.s'
  ).split(' '),
);

/** Of those, the ones that may as well stand at a sentence's end. */
const MAY_END = new Set('inc ltd co corp llc plc etc a.m p.m am pm u.s u.k e.u gmbh'.split(' '));

const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|hallo|bonjour)(?: [\p{L}'’.-]+){0,3}\s*[,!:–—-]?$/iu;
const BARE_NAME = /^\p{Lu}[\p{L}'’.-]{1,30}(?: \p{Lu}[\p{L}'’.-]{1,30})?\s*[,–—-]$/u;
const CLOSING =
  /^(?:(?:all|my) the best|(?:all|my|with)? ?(?:very )?(?:best|kind|warm|warmest|kindest)?(?: (?:kind|warm))? ?(?:regards|wishes)|best|cheers|thanks|thank you|many thanks|thanks (?:again|so much|in advance)|sincerely|yours(?: (?:sincerely|truly|faithfully))?|warmly|talk soon|speak soon|take care|respectfully|cordially|regards)[,.!]?$/iu;
const BULLET = /^\s*(?:[-*•–—]|\d{1,2}[.)])\s+/u;

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Splits a body into its sentences, in order. */
export const splitSentences: (body: string) => readonly Sentence[] = remembered(400, split, (body) => body);

function split(body: string): readonly Sentence[] {
  const lines = linesOf(body);
  const firstText = lines.findIndex((line) => line.text.trim() !== '');
  const signOffFrom = signOffLine(lines);
  const sentences: Sentence[] = [];
  let block: Line[] = [];
  const closeBlock = () => {
    const first = block[0];
    const last = block.at(-1);
    if (first !== undefined && last !== undefined) pushSentences(body, first.start, last.end, sentences);
    block = [];
  };
  for (const [at, line] of lines.entries()) {
    const text = line.text.trim();
    const before = block.at(-1);
    const greets = at === firstText && (GREETING.test(text) || (BARE_NAME.test(text) && !CLOSING.test(text)));
    if (text === '') {
      closeBlock();
    } else if (greets || at >= signOffFrom) {
      closeBlock();
      const role = greets ? 'greeting' : isSignatureLine(text) ? 'sign-off' : 'prose';
      pushWhole(body, line, role, sentences);
    } else {
      if (before !== undefined && startsAnew(before.text, line.text)) closeBlock();
      block.push(line);
    }
  }
  closeBlock();
  return sentences;
}

function linesOf(body: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const text of body.split('\n')) {
    lines.push({ start, end: start + text.length, text });
    start += text.length + 1;
  }
  return lines;
}

/** A closing phrase, or names, titles, phone numbers and addresses only: a small word would make it a statement. */
function isSignatureLine(text: string): boolean {
  if (CLOSING.test(text)) return true;
  return text
    .split(/[\s,|·•/–—-]+/u)
    .every((word) => !/^\p{Ll}/u.test(word) || /^(?:of|and|the|at|for|in|de|van|von|t|m|p|e|\S*[@.]\S+)$/u.test(word));
}

/** Where the sign-off begins: at a closing phrase that only a few short lines follow, or at a bare name that stands alone at the end. */
function signOffLine(lines: readonly Line[]): number {
  const texts = lines.map((line) => line.text.trim());
  const last = texts.findLastIndex((text) => text !== '');
  for (let at = last, below = 0; at > 0 && below <= 6; at -= 1) {
    const text = texts[at] ?? '';
    if (CLOSING.test(text)) return at;
    if (text.length > 60 || ENDS_A_SENTENCE.test(text)) break;
    if (text !== '') below += 1;
  }
  const name = texts[last] ?? '';
  return last > 0 && texts[last - 1] === '' && LONE_NAME.test(name) ? last : lines.length;
}

const ENDS_A_SENTENCE = /(?<!\b(?:inc|ltd|co|corp|jr|sr))[.!?]$/iu;
const LONE_NAME = /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3}$/u;

/** Whether a line begins something of its own, or only goes on where the one before was wrapped. */
function startsAnew(before: string, line: string): boolean {
  if (BULLET.test(line) || /:\s*$/u.test(before)) return true;
  if (/[.!?;,]["'”’)]*\s*$/u.test(before)) return false;
  // After a short line an ordinary word with a capital begins anew; a name may as well go on.
  const first = /^\s*(\p{Lu}[\p{L}'’]*)/u.exec(line)?.[1];
  return before.trim().length < 45 && first !== undefined && isOrdinaryOpener(first);
}

function pushWhole(body: string, line: Line, role: Sentence['role'], into: Sentence[]): void {
  const start = line.start + (line.text.length - line.text.trimStart().length);
  const end = line.start + line.text.trimEnd().length;
  into.push({ start, end, text: body.slice(start, end), role });
}

/** A possible end: marks, closing quotes or brackets, then white space or the block's end. */
const ENDS = /[.!?…]+["'”’)\]]*(?=\s|$)/gu;

function pushSentences(body: string, from: number, to: number, into: Sentence[]): void {
  const block = body.slice(from, to);
  let start = 0;
  const push = (end: number) => {
    const text = block.slice(start, end);
    const trimmed = text.trim();
    if (trimmed !== '') {
      const at = from + start + (text.length - text.trimStart().length);
      into.push({ start: at, end: at + trimmed.length, text: trimmed, role: 'prose' });
    }
    start = end;
  };
  for (const match of block.matchAll(ENDS)) {
    const end = match.index + match[0].length;
    if (!isInside(block, start, match.index, match[0], end)) push(end);
  }
  push(block.length);
}

/** Whether the mark stands inside a sentence: after an abbreviation, an initial, a bullet's number, or before a small letter. */
function isInside(block: string, start: number, at: number, mark: string, end: number): boolean {
  if (!mark.startsWith('.') || mark.startsWith('...'))
    return mark.startsWith('...') && /^\s+\p{Ll}/u.test(block.slice(end, end + 12));
  const rest = block.slice(end, end + 40);
  if (/^\s*$/u.test(rest) && end >= block.length) return false;
  if (/^\s+[\p{Ll}]/u.test(rest)) return true;
  const word = /[\p{L}\p{N}.]+$/u.exec(block.slice(Math.max(start, at - 24), at))?.[0] ?? '';
  const known = word.toLowerCase();
  if (/^\d{1,2}$/u.test(word) && block.slice(start, at).trim() === word) return true;
  if (/^\p{Lu}$/u.test(word) && word !== 'I') return true;
  if (!ABBREVIATIONS.has(known)) return false;
  if (known === 'no' || known === 'nos') return /^\s+[#\d]/u.test(rest);
  // "Acme Inc. raised": goes on; "Acme Inc. They raised": a new sentence, which a common opener shows.
  return !(
    MAY_END.has(known) &&
    /^\s+(?:The|They|That|This|It|We|I|You|Your|Our|If|And|But|So|When|Would|Could|Is|Are|How|What|Do|Does|In|A|An|Most|Many)\b/u.test(
      rest,
    )
  );
}
