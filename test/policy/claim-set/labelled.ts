/**
 * The shape of the labelled claim set: sentences of sales email, written by hand for this purpose, about invented companies, each with the
 * facts of its package and what a careful reader says of it. Labels follow the reader, never the checker.
 */

/**
 * What is the matter with a sentence. `paraphrase` says a fact in other words and is fine; a guess that is said as a guess, a question and a
 * statement about teams in general are `not-factual`; the kinds from `wrong-number` on are unsupported: `bridge` asserts as certain what a
 * signal means for them, `event` says that something happened to them which no fact says.
 */
export const SENTENCE_KINDS = [
  'supported',
  'paraphrase',
  'not-factual',
  'stale',
  'wrong-number',
  'wrong-name',
  'swapped-company',
  'invented-funding',
  'superlative',
  'wrong-thing',
  'wrong-year',
  'bridge',
  'event',
] as const;
export type SentenceKind = (typeof SENTENCE_KINDS)[number];

export type SentenceLabel = 'supported' | 'not-factual' | 'stale' | 'unsupported';

export function labelOf(kind: SentenceKind): SentenceLabel {
  if (kind === 'supported' || kind === 'paraphrase') return 'supported';
  return kind === 'not-factual' || kind === 'stale' ? kind : 'unsupported';
}

/** The kind, the ids of the facts its producer cites (separated by spaces), and the sentence. */
export type LabelledSentence = readonly [kind: SentenceKind, cites: string, text: string];

/** `signal`: the signal that says the same, with its half-life in days. Ages count back from 11 November 2026. */
export interface LabelledFact {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly daysAgo: number;
  readonly signal?: {
    readonly type: 'funding' | 'hiring' | 'new-tool' | 'compliance' | 'job-change' | 'expansion' | 'launch';
    readonly halfLifeDays: number;
  };
}

export interface LabelledPackage {
  readonly account: {
    readonly name: string;
    readonly domain: string;
    readonly industry: string;
    readonly geography: string;
  };
  readonly contact: { readonly name: string; readonly title: string };
  readonly senderName: string;
  readonly companyName: string;
  readonly facts: readonly LabelledFact[];
  readonly sentences: readonly LabelledSentence[];
}
