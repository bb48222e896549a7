/** Approves what is on screen: one press where nothing stands against it, never past a refusal or an unanswered sentence. */
import type { PackageId } from '../../shared/domain/ids.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { conflictOf } from '../store/edit-conflict.ts';
import { previewNow } from '../store/preview-now.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { approvalOf, leaves } from './approval.ts';
import { attestKeyWords } from './attest-key-words.ts';
import { decideAndGoOn, mayDecide } from './decide-and-go-on.ts';
import { jumpTo } from './jump-to-finding.ts';
import { notify } from './notify.ts';
import { onScreen } from './on-screen.ts';

/** A press this soon after a new package came was meant for the one before. */
export const TOO_SOON_MS = 400;

/** What one press did; told on screen as well. */
export type ApproveOutcome = 'signed' | 'shown' | 'blocked' | 'ignored';

export async function approve(packageId: PackageId): Promise<ApproveOutcome> {
  const view = useDeskView.getState();
  if (view.selectedId === packageId && hereAndNow.nowMs() - view.shownAtMs < TOO_SOON_MS) return 'ignored';
  const shown = onScreen(packageId);
  if (!mayDecide(shown)) return 'blocked';
  if (conflictOf(shown.pkg, shown.edit) !== null) {
    // What would be signed is a text over a draft that is no more: its person says first which one holds.
    if (view.selectedId === packageId) view.set({ mode: 'comparing' });
    notify({
      id: 'blocked',
      kind: 'blocked',
      text: 'Not signed: a newer draft came. Say which text holds.',
      packageId,
    });
    return 'blocked';
  }

  const { message, verdict, sentences } = previewNow(shown, view.seenAsks);
  const stop =
    verdict.findings.find(({ answer }) => answer === 'refuse') ??
    verdict.findings.find(({ answer }) => answer === 'attest');
  if (stop !== undefined) {
    jumpTo(stop, sentences);
    const text =
      stop.answer === 'attest'
        ? `Not signed: ${stop.evidence} Change the sentence, or press ${attestKeyWords(view.mode === 'editing')} to answer for it.`
        : `Not signed: ${stop.evidence} Clears with: ${stop.clears}`;
    notify({ id: 'blocked', kind: 'blocked', text, packageId });
    return 'blocked';
  }
  const asks = verdict.findings.filter(({ answer }) => answer === 'ask');
  const unseen = asks.filter(({ code }) => !view.seenAsks.includes(code));
  const [first] = unseen;
  if (first !== undefined) {
    view.set({ seenAsks: [...view.seenAsks, ...unseen.map(({ code }) => code)] });
    jumpTo(first, sentences);
    const evidence = unseen.map((ask) => ask.evidence).join(' ');
    notify({
      id: 'blocked',
      kind: 'blocked',
      text: `Look first: ${evidence} Approve again to sign with it seen.`,
      packageId,
    });
    return 'shown';
  }
  if (message === null) return 'blocked';

  await decideAndGoOn(approvalOf(shown, { message, verdict, seen: view.seenAsks }), leaves(verdict.findings));
  return 'signed';
}
