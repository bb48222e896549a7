/** The package a command is about, with the person: read from memory, as it is on screen. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import { newestEdit } from '../store/editing.ts';
import { peekPackageView, type PackageView } from '../store/package-view.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useSession } from '../view-state/session.ts';

export interface OnScreen extends PackageView {
  readonly person: Person;
  /** What was typed, saved or not. */
  readonly edit: DraftEdit | null;
}

/** Null where the package was not read yet, or nobody is signed in. */
export function onScreen(packageId: PackageId): OnScreen | null {
  const view = peekPackageView(packageId);
  const { person } = useSession.getState();
  if (view === undefined || person === null) return null;
  return { ...view, person, edit: newestEdit(packageId, view.edit) };
}

/** The selected package. */
export function selectedOnScreen(): OnScreen | null {
  const { selectedId } = useDeskView.getState();
  return selectedId === null ? null : onScreen(selectedId);
}

/** Whether this package can still be decided by this person. */
export function isOpen({ pkg, person }: Pick<OnScreen, 'pkg' | 'person'>): boolean {
  const { state, ownerId } = pkg.review;
  const isDecidable = state === 'ready' || state === 'opened' || state === 'snoozed' || state === 'refused';
  return isDecidable && ownerId === person.id;
}
