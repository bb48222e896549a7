/** The policy's phrases in the spelling they are looked for, folded once a list. */
import { foldText, type FoldedText } from './fold-text.ts';

type Phrase = string | { readonly phrase: string };

const known = new WeakMap<readonly Phrase[], readonly FoldedText[]>();

/** The list's phrases in its order; the list must not be changed once asked with. */
export function folded(phrases: readonly Phrase[]): readonly FoldedText[] {
  const before = known.get(phrases);
  if (before !== undefined) return before;
  const made = phrases.map((each) => foldText(typeof each === 'string' ? each : each.phrase));
  known.set(phrases, made);
  return made;
}
