/** How much of a draft a person changed: unedited, minor, light, heavy. It judges amounts, never meaning. */
import { diffWords } from 'diff';
import type { EditClass } from '../domain/decision.ts';
import { countWords } from './word-count.ts';

/** Shares of changed words from which an edit is no longer minor, and no longer light. */
const LIGHT_FROM = 0.15;
const HEAVY_FROM = 0.4;

/** Past this many changed tokens the two texts have little in common, and a finer answer would cost seconds. */
const MAX_EDIT_LENGTH = 2_000;

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The edited text against the original, word by word. `same` and `added` parts together are the edited text. */
export function wordDiff(original: string, edited: string): readonly DiffPart[] {
  const parts = diffWords(original, edited, { maxEditLength: MAX_EDIT_LENGTH });
  if (parts === undefined) {
    return [
      { kind: 'removed', text: original },
      { kind: 'added', text: edited },
    ];
  }
  return parts.map((part) => ({ kind: part.added ? 'added' : part.removed ? 'removed' : 'same', text: part.value }));
}

/** The class by share of changed words; a word put in another's place counts once, white space not at all. */
export function editClass(original: string, edited: string): EditClass {
  if (sameWords(original, edited)) return 'unedited';
  let changed = 0;
  let removedBefore = 0;
  let addedBefore = 0;
  const closeRun = () => {
    changed += Math.max(removedBefore, addedBefore);
    removedBefore = 0;
    addedBefore = 0;
  };
  for (const part of wordDiff(original, edited)) {
    if (part.kind === 'removed') removedBefore += countWords(part.text);
    else if (part.kind === 'added') addedBefore += countWords(part.text);
    else if (countWords(part.text) > 0) closeRun();
  }
  closeRun();
  const share = changed / Math.max(countWords(original), countWords(edited), 1);
  if (share < LIGHT_FROM) return 'minor';
  return share < HEAVY_FROM ? 'light' : 'heavy';
}

function sameWords(left: string, right: string): boolean {
  return left === right || left.split(/\s+/u).join(' ').trim() === right.split(/\s+/u).join(' ').trim();
}
