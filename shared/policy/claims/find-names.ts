/** Finds the runs of words that may name a person, company, product or place: capitals, inner capitals, acronyms. */
import { isGenericCapital } from './common-words.ts';

export interface NameWord {
  readonly start: number;
  /** Past the word, a possessive's `'s` left out. */
  readonly end: number;
  readonly text: string;
  /** `of`, `&` and the like inside a name: never its first or last word. */
  readonly connects: boolean;
  /** Stands where English writes any word with a capital. */
  readonly opens: boolean;
  /** Its verb shows that it is an ordinary plural: "Pickers walk", "Mailrooms are". */
  readonly isPlural: boolean;
}

/** Words that belong together as they stand: only white space, hyphens and connecting words between them. */
export type NameRun = readonly NameWord[];

const TOKEN = /[\p{L}\p{N}]+(?:['’.&/+][\p{L}\p{N}]+)*/gu;
const CONNECTORS = new Set(['of', 'de', 'la', 'du', 'van', 'von', 'der', 'den', 'di', 'da', 'al', 'and', 'the', 'for']);
const NAME_LIKE = /^\p{Lu}|^\p{Ll}\p{Lu}|^\d+\p{Lu}|\p{Ll}\p{Lu}/u;

/** The runs of a sentence in order; `masked` has NUL characters where a date, a number or an address stands. */
export function findNameRuns(masked: string): readonly NameRun[] {
  const runs: NameRun[] = [];
  let run: NameWord[] = [];
  let pending: NameWord[] = [];
  let lastEnd = 0;
  const close = () => {
    if (run.length > 0) runs.push(run);
    run = [];
    pending = [];
  };
  for (const match of masked.matchAll(TOKEN)) {
    const gap = masked.slice(lastEnd, match.index);
    const opens = opensSentence(masked, match.index);
    if (run.length > 0 && !/^(?: |\n|-|‑| & )$/u.test(gap)) close();
    const bare = match[0].replace(/(?:['’]s|['’])$/u, '');
    const possessive = bare.length < match[0].length;
    const word = {
      start: match.index,
      end: match.index + bare.length,
      text: bare,
      connects: false,
      opens,
      isPlural:
        opens && isPluralSubject(bare, masked.slice(match.index + match[0].length, match.index + match[0].length + 24)),
    };
    lastEnd = match.index + match[0].length;
    if (NAME_LIKE.test(bare) && !(isGenericCapital(bare) && !opens && run.length === 0)) {
      run.push(...pending, word);
      pending = [];
      if (possessive) close();
    } else if (run.length > 0 && CONNECTORS.has(bare)) {
      pending.push({ ...word, connects: true });
    } else {
      close();
    }
  }
  close();
  return runs;
}

const PLURAL_VERB =
  /^ (?:are|were|have|do|don(?:’|')t|can|can(?:’|')t|tend|need|want|get|love|hate|rarely|often|usually|always|never|still|seldom|mostly)\b/u;
/** Whoever does something is no company by name where the verb is in the plural. */
const DOERS = /(?:ers|ors|ists|ants|ents|ees|ians|ysts)$/u;

function isPluralSubject(word: string, after: string): boolean {
  if (!/^\p{Lu}\p{Ll}{3,}s$/u.test(word) || /(?:ss|us|is)$/u.test(word)) return false;
  return (
    PLURAL_VERB.test(after) ||
    (DOERS.test(word) &&
      /^ \p{Ll}{2,}(?<!s|ed) /u.test(after) &&
      !/^ (?:and|or|of|in|at|for|with|on|to|from|by|who|that|has)\b/u.test(after))
  );
}

const ONLY_MARKS = /^[\s"'“‘([*•–-]*(?:\d{1,2}[.)]\s+)?$/u;
const AFTER_A_STOP = /(?:[:–—]|[.!?]["”’)]*)\s+["'“‘(]*$/u;

/** At the very start, after a bullet or quote, or after a colon, dash or stop that begins a sentence of its own. */
function opensSentence(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.slice(Math.max(0, at - 24), at);
  return (at <= 24 && ONLY_MARKS.test(before)) || AFTER_A_STOP.test(before);
}
