/**
 * The edit that the store has, without the echo of what is being typed here: each saved keystroke comes back from the store a moment later,
 * and would render the whole screen for words that the editor shows already. What is newer than what was typed here is no echo: it is what a
 * decision would be about, so it has to be on screen.
 */
import { useState } from 'react';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import { editKeeper } from '../../store/editing.ts';

export function useStoredEdit(stored: DraftEdit | null, isEditing: boolean): DraftEdit | null {
  const [kept, setKept] = useState(stored);
  const isEcho =
    isEditing && kept !== null && stored !== null && kept.packageId === stored.packageId && wasTypedHere(stored);
  if (kept === stored || isEcho) return kept;
  setKept(stored);
  return stored;
}

/** It, or something newer. */
function wasTypedHere({ packageId, updatedAtMs }: DraftEdit): boolean {
  const typed = editKeeper().current(packageId);
  return typed !== undefined && updatedAtMs <= typed.atMs;
}
