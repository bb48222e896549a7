/** Asks for the text on screen to be written again, and takes what came as an edit of the person's own; it never takes it by itself. */
import type { PackageId } from '../../shared/domain/ids.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { call } from '../bridge.ts';
import { textOnScreen } from '../store/preview.ts';
import { useRewrites } from '../view-state/rewrites.ts';
import { notify } from './notify.ts';
import { onScreen } from './on-screen.ts';
import { saveEdit } from './save-edit.ts';

export type RewriteAnswer = ResponseOf<'draft.rewrite'>;

export async function askForRewrite(packageId: PackageId, instruction: string): Promise<RewriteAnswer> {
  const shown = onScreen(packageId);
  if (shown === null) return { kind: 'no', because: 'This package is not here any more.' };
  const result = await call('draft.rewrite', { packageId, instruction, ...textOnScreen(shown.pkg, shown.edit) });
  return result.ok ? result.value : { kind: 'no', because: result.error.message };
}

export function takeRewrite(packageId: PackageId, after: { readonly subject: string; readonly body: string }): void {
  const shown = onScreen(packageId);
  if (shown === null) return;
  useRewrites.getState().remember(packageId, { before: textOnScreen(shown.pkg, shown.edit), after });
  saveEdit(packageId, after);
  notify({
    id: 'rewrite',
    kind: 'info',
    text: 'Taken as your edit. “Put my text back” undoes it; the agent’s own stays beside it.',
    packageId,
  });
}

/** Whether the text on screen is a taken rewrite, as it was taken. */
export function canTakeBack(packageId: PackageId | null): boolean {
  const replaced = packageId === null ? undefined : useRewrites.getState().replaced.get(packageId);
  const shown = packageId === null ? null : onScreen(packageId);
  if (replaced === undefined || shown === null) return false;
  const now = textOnScreen(shown.pkg, shown.edit);
  return now.subject === replaced.after.subject && now.body === replaced.after.body;
}

export function takeRewriteBack(packageId: PackageId): void {
  const replaced = useRewrites.getState().replaced.get(packageId);
  if (replaced === undefined || !canTakeBack(packageId)) return;
  saveEdit(packageId, replaced.before);
  useRewrites.getState().forget(packageId);
  notify({ id: 'rewrite', kind: 'undone', text: 'Your text from before is back.', packageId });
}
