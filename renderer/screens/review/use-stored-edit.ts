/**
 * The edit that the store has, without the echo of what is being typed here: each saved keystroke comes back from the store a moment later,
 * and would render the whole screen for words that the editor shows already. Anything else about the edit is passed on at once.
 */
import { useState } from 'react';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';

export function useStoredEdit(stored: DraftEdit | null, isEditing: boolean): DraftEdit | null {
  const [kept, setKept] = useState(stored);
  const isEcho = isEditing && kept !== null && stored !== null && differOnlyInText(kept, stored);
  if (kept === stored || isEcho) return kept;
  setKept(stored);
  return stored;
}

function differOnlyInText(one: DraftEdit, other: DraftEdit): boolean {
  return (
    one.packageId === other.packageId &&
    one.personId === other.personId &&
    one.baseRevision === other.baseRevision &&
    one.attested.length === other.attested.length &&
    one.attested.every(({ sentence, personId, atMs }, at) => {
      const there = other.attested[at];
      return there?.sentence === sentence && there.personId === personId && there.atMs === atMs;
    })
  );
}
