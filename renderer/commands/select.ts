/** Moves from package to package without deciding, and reads the next ones ahead. */
import type { PackageId } from '../../shared/domain/ids.ts';
import { deskDb } from '../store/db.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { prefetchPackageViews } from '../store/package-view.ts';
import { around, neighbour } from '../store/review-order.ts';
import { faultsOf } from '../store/storage-state.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { checkAhead } from './check-ahead.ts';
import { dismissNotice } from './notify.ts';

/** Packages read ahead of the one on screen, and kept behind it. */
const READ_AHEAD = 4;
const READ_BEHIND = 3;

/** Puts a package on screen, from its beginning; null shows none. */
export function select(packageId: PackageId | null): void {
  const view = useDeskView.getState();
  if (view.selectedId !== packageId) {
    // What stopped a press was about the package before.
    dismissNotice('blocked');
    view.set({
      selectedId: packageId,
      mode: 'reading',
      shownAtMs: hereAndNow.nowMs(),
      sentence: null,
      seenAsks: [],
      focusFinding: null,
      showDiff: false,
      showThread: false,
      showAllChecks: false,
    });
  }
  readAhead();
}

/** Reads what a step on or back would show into memory. */
export function readAhead(): void {
  const { selectedId } = useDeskView.getState();
  const near = around(selectedId, READ_AHEAD, READ_BEHIND);
  const wanted = selectedId === null ? near : [selectedId, ...near];
  const db = deskDb();
  prefetchPackageViews(db, wanted).then(() => checkAhead(near), faultsOf(db));
}

/** The next package of the list. */
export function goNext(): void {
  const { selectedId } = useDeskView.getState();
  select(neighbour(selectedId, 1));
}

/** The one before. */
export function goPrevious(): void {
  const { selectedId } = useDeskView.getState();
  select(neighbour(selectedId, -1));
}
