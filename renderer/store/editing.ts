/** This page's one edit keeper, and the text that a decision would be about: what was typed, saved or not. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { call } from '../bridge.ts';
import { deskDb } from './db.ts';
import { createEditKeeper, type EditKeeper } from './edits.ts';
import { hereAndNow } from './here-and-now.ts';
import { faultsOf } from './storage-state.ts';

let keeper: EditKeeper | null = null;

/** This page's edit keeper. */
export function editKeeper(): EditKeeper {
  if (keeper === null) {
    const db = deskDb();
    keeper = createEditKeeper({ db, call, nowMs: () => hereAndNow.nowMs(), onFault: faultsOf(db) });
  }
  return keeper;
}

/** Forgets what this page has in memory, for tests that change the database. */
export function resetEditing(): void {
  keeper = null;
}

/** The newest edit: this window's own, or a stored one that another window has written since. */
export function newestEdit(packageId: PackageId, stored: DraftEdit | null): DraftEdit | null {
  const own = editKeeper().current(packageId);
  if (own === undefined) return stored;
  return stored !== null && stored.updatedAtMs > own.atMs ? stored : own.edit;
}
