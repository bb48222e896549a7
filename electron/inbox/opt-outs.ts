/**
 * Does this mail ask not to be written to again? By its address or subject, as our List-Unsubscribe makes them, or in plain words of a reply.
 * Only explicit words count: "not interested" is an answer, not an opt-out.
 */
import type { ArrivedMail } from './arrived-mail.ts';
import { writtenAnywhere } from './new-text.ts';
import { OPT_OUT_REQUESTS } from './opt-out-requests.ts';

export interface OptOutWays {
  /** The mailbox that collects opt-outs, where the policy names one. */
  readonly mailto: string | null;
  /** The visible line under our messages; the words it asks for in quotes count as well. */
  readonly optOutLine: string;
  /** Whether this mail answers a message of ours. */
  readonly answersOurs: boolean;
  /** What we wrote to them, where it is known: it tells their words from ours under a quote without marks. */
  readonly ourTexts?: readonly string[];
}

export type OptOut = { readonly by: 'mailbox' | 'subject' | 'words' };

export function readOptOut(mail: ArrivedMail, ways: OptOutWays): OptOut | null {
  const { mailto } = ways;
  if (asksInSubject(mail.subject)) return { by: 'subject' };
  // A mailbox of its own takes nothing but opt-outs; where people read their mail at the same address, words decide.
  if (mailto !== null && mail.to.includes(mailto.toLowerCase()) && isOptOutAddress(mailto)) return { by: 'mailbox' };
  return ways.answersOurs && asksInWords(writtenAnywhere(mail.text, ways.ourTexts ?? []), ways.optOutLine)
    ? { by: 'words' }
    : null;
}

/** What stands in our List-Unsubscribe, also as mail programs send it back. */
function asksInSubject(subject: string): boolean {
  return /^\s*(?:(?:re|aw|sv|antw|fwd?|wg)\s*:\s*)*["'“”]?unsubscribe["'“”]?\s*[.!]*\s*$/iu.test(subject);
}

/** Named for the purpose, so that whatever comes there is one. */
function isOptOutAddress(mailto: string): boolean {
  return /(?:^|[.+_-])(?:un-?subscribe|opt-?out|remove|leave|abmelden|list-?unsub\w*)(?:[.+_@-]|$)/i.test(
    mailto.split('@')[0] ?? '',
  );
}

function asksInWords(newText: string, optOutLine: string): boolean {
  // Our own footer, where a mail program quoted it without a mark, is not the writer's word.
  const text = spelt(normal(newText)).replace(ownFooter(optOutLine), ' ');
  const named = wordsNamedIn(optOutLine);
  const first =
    text
      .split('\n')
      .map((row) => bare(row))
      .find((row) => row !== '') ?? '';
  return named.includes(first) || OPT_OUT_REQUESTS.some((request) => request.test(text));
}

/** `unsubcribe`, `un-subsribe`, `unsub`: hurried fingers mean the same. */
const spelt = (text: string): string =>
  text
    .replace(/\bun-?sub?s?c?r?i?be?\b/giu, 'unsubscribe')
    .replace(/’/gu, "'")
    .replace(/\b(do|did|would|is)nt\b/giu, "$1n't");

/** However it was wrapped. */
function ownFooter(optOutLine: string): RegExp {
  const words = normal(optOutLine)
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(words.join('\\s+'), 'giu');
}

const normal = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u00ad]/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();

const bare = (row: string) =>
  row
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim();

/** `reply “no thanks” and …` asks for these very words. */
function wordsNamedIn(optOutLine: string): readonly string[] {
  return [...optOutLine.matchAll(/["“„«‘']([^"“”„«»‘’']{2,40})["”“»’']/gu)]
    .map((match) => bare(match[1] ?? ''))
    .filter((words) => words !== '');
}
