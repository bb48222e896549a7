/** Which facts a body rests on: those its producer cited for the sentences that still stand in their original words. */
import type { Fact } from '../../domain/fact.ts';
import type { HandoffPackage } from '../../domain/handoff-package.ts';
import type { FactId } from '../../domain/ids.ts';
import { remembered } from './remembered.ts';
import { splitSentences } from './split-sentences.ts';

/** White space does not change a sentence's words. */
export const sameWordsKey: (sentence: string) => string = remembered(
  4_000,
  (sentence) => sentence.replace(/\s+/gu, ' ').trim(),
  (sentence) => sentence,
);

/** The original's sentences by their words, each with the facts cited for it. */
export type OriginalSentences = ReadonlyMap<string, readonly FactId[]>;

type Draft = NonNullable<HandoffPackage['draft']>;

function sentencesOf(draft: Draft): OriginalSentences {
  const found = new Map<string, readonly FactId[]>();
  // The producer may cut sentences elsewhere than we do: what overlaps belongs together.
  let from = 0;
  const cited = draft.sentences.map((sentence) => {
    const after = draft.body.indexOf(sentence.text, from);
    const start = after >= 0 ? after : draft.body.indexOf(sentence.text);
    if (start >= 0) from = start + sentence.text.length;
    return { start, end: start + sentence.text.length, factIds: sentence.factIds };
  });
  for (const { start, end, text } of splitSentences(draft.body)) {
    const key = sameWordsKey(text);
    const ids = new Set(found.get(key) ?? []);
    for (const each of cited)
      if (each.start >= 0 && each.start < end && each.end > start) each.factIds.forEach((id) => ids.add(id));
    found.set(key, [...ids]);
  }
  return found;
}

/** A draft is never changed, so what it says is found out once. */
const originals = new WeakMap<Draft, OriginalSentences>();

/** The draft's sentences in our cut, with the producer's fact ids; empty where there is no draft. */
export function originalSentences(pkg: HandoffPackage): OriginalSentences {
  if (pkg.draft === null) return new Map();
  const known = originals.get(pkg.draft);
  if (known !== undefined) return known;
  const made = sentencesOf(pkg.draft);
  originals.set(pkg.draft, made);
  return made;
}

/** Facts behind a body in the order of their ids: what a countersignature signs along with the text. */
export function citedFacts(pkg: HandoffPackage, body: string): readonly Fact[] {
  const original = originalSentences(pkg);
  const ids = new Set<FactId>();
  for (const { text } of splitSentences(body)) original.get(sameWordsKey(text))?.forEach((id) => ids.add(id));
  return pkg.facts.filter((fact) => ids.has(fact.id)).sort((left, right) => (left.id < right.id ? -1 : 1));
}
