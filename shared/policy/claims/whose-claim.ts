/**
 * Whose a statement is: theirs, ours, or another company's. A true number said of the wrong company is wrong, so what a fact says of our
 * customers does not hold for the account, and what it says of the account holds for nobody else.
 */
import type { Fact } from '../../domain/fact.ts';
import { knownText, saysWords, wordsOf, type KnownText } from './known-text.ts';
import type { NameRun } from './find-names.ts';

export interface WhoIsWho {
  /** The account's name in its words; a part of it names it too. */
  readonly account: KnownText;
  /** Our company, the sender and the contact. */
  readonly others: KnownText;
  readonly us: KnownText;
}

/** The nearest subject before a place in a sentence. */
export type Subject =
  | { readonly kind: 'you'; readonly end: number }
  | { readonly kind: 'we'; readonly end: number }
  | { readonly kind: 'name'; readonly end: number; readonly words: string; readonly text: string };

const PRONOUN = /\b(?<you>you(?:’ve|'ve|’re|'re)?|your)\b|\b(?<we>we(?:’ve|'ve|’re|'re)?)\b/giu;
const NO_SUBJECT =
  /\b(?:like|with|from|to|in|on|by|for|of|as|through|via|into|than|and|or|led by|against|over|since|after|before)\s+(?:the\s+)?$/iu;
const CLAUSE = /[;:.!?]\s|\s[–—]\s/gu;

/** How far back a subject is looked for, in characters: a bound on work, longer than any sane clause. */
const MAX_REACH = 300;

/** Who the statement before this place is about; null where nobody is named. */
export function subjectBefore(text: string, at: number, names: readonly NameRun[]): Subject | null {
  const begin = Math.max(0, at - MAX_REACH);
  let from = begin;
  for (const match of text.slice(begin, at).matchAll(CLAUSE)) from = begin + match.index + match[0].length;
  let found: Subject | null = null;
  for (const match of text.slice(from, at).matchAll(PRONOUN)) {
    const end = from + match.index + match[0].length;
    found = match.groups?.['you'] === undefined ? { kind: 'we', end } : { kind: 'you', end };
  }
  for (const run of names) {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined || first.start < from || last.end > at) continue;
    if (NO_SUBJECT.test(text.slice(from, first.start))) continue;
    // A subject is followed by its verb, not by a comma, a mark or a place.
    if (
      !/^(?:’s|'s)? (?!(?:for|in|at|on|to|from|with|and|or|of|by|as|into|than|since|until)\b)\p{Ll}/u.test(
        text.slice(last.end, last.end + 9),
      ) &&
      !/^\s*at\s+$/iu.test(text.slice(from, first.start))
    )
      continue;
    if (found !== null && found.end > last.end) continue;
    const said = text.slice(first.start, last.end);
    found = { kind: 'name', end: last.end, words: wordsOf(said), text: said };
  }
  return found;
}

export const isOurs = (fact: Fact): boolean => fact.path.startsWith('value-prop.');

/** Products the account uses do things on its behalf. */
const TOOL = /technograph|tool|system|stack/iu;
const MODAL = /\b(?:would|could|can|will|might|may|should|to|if|when|’d|'d|’ll|'ll)\b|(?:’d|'d|’ll|'ll)\b/iu;
const PAST =
  /^ (?:have |already |now |also |just |just about )*(?:cut|brought|put|took|held|left|paid|spent|found|built|ran|hit|sold|kept|saved|got|went|made|saw|grew|fell|lost|won|\p{L}+ed)\b/iu;
const OWNS =
  /^ (?:now |already |also |currently )*(?:have|has|run|runs|own|owns|operate|operates|employ|employs|raised|opened|hired|serve|serves|ship|ships)\b[^,;]{0,16}$/iu;

/** Why a fact that says a part does not say it of this subject; null where it may. */
export function saidOfAnother(
  fact: Fact,
  subject: Subject | null,
  text: string,
  at: number,
  { who, facts }: { readonly who: WhoIsWho; readonly facts: readonly Fact[] },
): string | null {
  if (subject === null) return null;
  const between = text.slice(subject.end, at);
  if (subject.kind === 'you') {
    if (!isOurs(fact) || MODAL.test(between) || !PAST.test(between)) return null;
    return 'the fact tells of our customers, not of them';
  }
  if (subject.kind === 'we') {
    return !isOurs(fact) && OWNS.test(between) ? 'the fact tells of the account, not of us' : null;
  }
  const { words } = subject;
  if (saysWords(knownText(fact.value), words)) return null;
  if (saysWords(who.account, words)) {
    return isOurs(fact) && !MODAL.test(between) ? 'the fact tells of our customers, not of the account' : null;
  }
  if (saysWords(who.us, words))
    return !isOurs(fact) && OWNS.test(between) ? 'the fact tells of the account, not of us' : null;
  if (saysWords(who.others, words)) return null;
  // A name that no fact knows is found as such; of two facts of the account either may be said of its tools and investors.
  const telling = facts.filter((each) => saysWords(knownText(each.value), words));
  if (telling.length === 0 || telling.some((each) => TOOL.test(each.path))) return null;
  if (!isOurs(fact) && !telling.some(isOurs)) return null;
  return `the fact does not tell of ${subject.text}`;
}
