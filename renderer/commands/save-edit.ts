/** Keeps the rep's text: in IndexedDB within 300 ms of the keystroke, at the main process within a second. Text that equals the draft is no edit. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { editKeeper } from '../store/editing.ts';
import type { EditBase } from '../store/edits.ts';
import { textOnScreen } from '../store/preview.ts';
import { onScreen, type OnScreen } from './on-screen.ts';
import { notify } from './notify.ts';

/** What an edit of the package on screen starts from; null where it was not read yet. */
export function editBase(packageId: PackageId): EditBase | null {
  const shown = onScreen(packageId);
  if (shown === null) return null;
  const { pkg, edit, person } = shown;
  return {
    personId: person.id,
    baseRevision: edit?.baseRevision ?? pkg.revision,
    base: beganFrom(shown),
    attested: edit?.attested ?? [],
    ...textOnScreen(pkg, edit),
  };
}

/** The draft an edit began from; unknown for one that is older than this draft and did not keep it. */
function beganFrom({ pkg, edit }: OnScreen): DraftEdit['base'] {
  if (edit?.base !== undefined) return edit.base;
  if (pkg.draft === null || (edit !== null && edit.baseRevision < pkg.revision)) return undefined;
  const { subject, body } = pkg.draft;
  return { subject, body };
}

/** What is left out stays as it was last typed, saved or not. */
export function saveEdit(packageId: PackageId, change: { readonly subject?: string; readonly body?: string }): void {
  const shown = onScreen(packageId);
  const base = editBase(packageId);
  if (shown === null || base === null) {
    notify({
      id: 'not-saved',
      kind: 'problem',
      text: 'This package is not here any more; copy your text before you leave it.',
      packageId,
    });
    return;
  }
  const text = { subject: change.subject ?? base.subject, body: change.body ?? base.body };
  const { draft } = shown.pkg;
  const isDraft =
    draft !== null && draft.subject === text.subject && draft.body === text.body && base.attested.length === 0;
  if (!isDraft) editKeeper().save(packageId, text, base);
  else if (shown.edit !== null) editKeeper().discard(packageId);
}
