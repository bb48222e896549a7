/** Gathers what may be read side by side with the package on screen, and signs each of them as a decision of its own. It signs nothing that was not read. */
import type { PackageId } from '../../shared/domain/ids.ts';
import { BATCH_MOST, batchFrom, whyNotInBatch, type BatchCandidate } from '../../shared/policy/batch.ts';
import { deskDb } from '../store/db.ts';
import { prefetchPackageViews } from '../store/package-view.ts';
import { reviewOrder } from '../store/review-order.ts';
import { previewNow } from '../store/preview-now.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { approvalOf, leaves } from './approval.ts';
import { decideAndGoOn } from './decide-and-go-on.ts';
import { notify } from './notify.ts';
import { isOpen, onScreen, selectedOnScreen } from './on-screen.ts';

/** Packages after the one on screen that are looked through for ones like it. */
const LOOKED_THROUGH = 120;
/** Fewer than the views kept in memory, so that none of them is dropped while its batch is open. */
const READ_AT_ONCE = 8;

function candidateOf(id: PackageId): BatchCandidate | null {
  const shown = onScreen(id);
  if (shown === null || !isOpen(shown)) return null;
  return { pkg: shown.pkg, verdict: previewNow(shown).verdict, isEdited: shown.edit !== null };
}

/** Opens the batch around the package on screen, or says why there is none. */
export async function openBatch(): Promise<void> {
  const shown = selectedOnScreen();
  if (shown === null) return;
  const first = candidateOf(shown.pkg.id);
  const whyNot = first === null ? 'It can’t be decided here.' : whyNotInBatch(first);
  if (first === null || whyNot !== null) {
    notify({ id: 'blocked', kind: 'blocked', text: `No batch from here. ${whyNot ?? ''}`, packageId: shown.pkg.id });
    return;
  }
  const ids = await likely(first.pkg.id, first.pkg.account.segmentId);
  const found: BatchCandidate[] = [];
  for (let at = 0; at < ids.length && batchFrom(first, found).length < BATCH_MOST; at += READ_AT_ONCE) {
    const some = ids.slice(at, at + READ_AT_ONCE);
    await prefetchPackageViews(deskDb(), some);
    found.push(...some.flatMap((id) => candidateOf(id) ?? []));
  }
  const batch = batchFrom(first, found).map(({ pkg }) => pkg.id);
  const view = useDeskView.getState();
  if (view.selectedId !== shown.pkg.id || view.overlay !== 'none') return;
  if (batch.length < 2) {
    notify({
      id: 'blocked',
      kind: 'info',
      text: 'No other package near has the same segment and version, and nothing found in it.',
      packageId: shown.pkg.id,
    });
    return;
  }
  await prefetchPackageViews(deskDb(), batch);
  view.set({ overlay: 'batch', batch });
}

/** Those after it in the list first, then those before. */
async function likely(id: PackageId, segmentId: string): Promise<readonly PackageId[]> {
  const order = reviewOrder();
  const at = order.indexOf(id);
  const around = [...order.slice(at + 1), ...order.slice(0, Math.max(0, at))].slice(0, LOOKED_THROUGH);
  const rows = await deskDb().relaxed.summaries.bulkGet(around);
  return rows.flatMap((row) =>
    row !== undefined && row.segmentId === segmentId && row.tier !== 1 && !row.edited ? [row.id] : [],
  );
}

/** Each is held against the gate's preview once more; what changed in between is left in the list, and told. */
export async function signBatch(ids: readonly PackageId[]): Promise<void> {
  const left: string[] = [];
  for (const id of ids) {
    const candidate = candidateOf(id);
    const shown = onScreen(id);
    if (candidate === null || shown === null || whyNotInBatch(candidate) !== null) {
      left.push(shown?.pkg.contact.name ?? id);
      continue;
    }
    const { message, verdict } = previewNow(shown);
    if (message === null) left.push(shown.pkg.contact.name);
    else await decideAndGoOn(approvalOf(shown, { message, verdict, seen: [] }), leaves(verdict.findings));
  }
  if (left.length > 0)
    notify({
      id: 'batch-left',
      kind: 'blocked',
      text: `Not signed, because something changed in between: ${left.join(', ')}.`,
    });
}
