/** Ends a conflict between a person's edit and a newer draft as the person says: theirs, mine, or both by hand. Nothing is lost by either. */
import type { PackageId } from '../../shared/domain/ids.ts';
import { editKeeper } from '../store/editing.ts';
import { conflictOf, type Text } from '../store/edit-conflict.ts';
import { textOnScreen } from '../store/preview.ts';
import { useRewrites } from '../view-state/rewrites.ts';
import { notify } from './notify.ts';
import { onScreen, selectedOnScreen } from './on-screen.ts';
import { editBase } from './save-edit.ts';

export function canCompare(): boolean {
  const shown = selectedOnScreen();
  return shown !== null && conflictOf(shown.pkg, shown.edit) !== null;
}

/** From now on an edit of the newer draft; `text` is the person's own or what they merged. */
export function keepMine(packageId: PackageId, text: Text): void {
  const shown = onScreen(packageId);
  const base = editBase(packageId);
  if (shown === null || base === null || shown.pkg.draft === null) return;
  const { subject, body } = shown.pkg.draft;
  editKeeper().save(packageId, text, { ...base, baseRevision: shown.pkg.revision, base: { subject, body } });
  notify({ id: 'settled', kind: 'info', text: 'Your text holds, as an edit of the newer draft.', packageId });
}

export async function takeTheirs(packageId: PackageId): Promise<void> {
  const shown = onScreen(packageId);
  if (shown === null || shown.pkg.draft === null) return;
  const { subject, body } = shown.pkg.draft;
  useRewrites.getState().remember(packageId, {
    before: textOnScreen(shown.pkg, shown.edit),
    after: { subject, body },
  });
  editKeeper().discard(packageId);
  await editKeeper().flush();
  notify({
    id: 'settled',
    kind: 'info',
    text: 'The newer draft holds. “Put my text back” brings yours back.',
    packageId,
  });
}
