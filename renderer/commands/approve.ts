/** Approves what is on screen: one press where nothing stands against it, never past a refusal or an unanswered sentence. */
import type { Finding } from '../../shared/domain/finding.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { editClass } from '../../shared/policy/edit-class.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { conflictOf } from '../store/edit-conflict.ts';
import { textOnScreen } from '../store/preview.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { attestKeyWords } from './attest-key-words.ts';
import { decideAndGoOn, decisionHead, mayDecide } from './decide-and-go-on.ts';
import { jumpTo } from './jump-to-finding.ts';
import { notify } from './notify.ts';
import { onScreen, previewOf } from './on-screen.ts';
import { dayAndTime } from './time-words.ts';

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
    notify({ id: 'blocked', kind: 'blocked', text: 'Not signed: a newer draft came. Say which text holds.', packageId });
    return 'blocked';
  }

  const { message, verdict, sentences } = previewOf(shown, view.seenAsks);
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

  const { subject, body } = textOnScreen(shown.pkg, shown.edit);
  const original = textOnScreen(shown.pkg, null);
  const changed = (text: { readonly subject: string; readonly body: string }) => `${text.subject}\n\n${text.body}`;
  const attested = (shown.edit?.attested ?? []).filter(({ sentence }) => body.includes(sentence));
  await decideAndGoOn(
    {
      ...decisionHead(shown),
      kind: 'approve',
      message: { to: message.to, from: message.from.address, subject: message.subject, text: message.text },
      body,
      editClass: editClass(changed(original), changed({ subject, body })),
      // Only what still stands: an edit may have taken an ask away again.
      seen: view.seenAsks.filter((code) => asks.some((ask) => ask.code === code)),
      attested: [...attested],
    },
    leaves(verdict.findings),
  );
  return 'signed';
}

/** When it leaves, in words: at the end of the undo window, or when the last hold clears. */
function leaves(findings: readonly Finding[]): string {
  const holds = findings.filter(({ answer }) => answer === 'hold');
  if (holds.length === 0) return 'Countersigned. It leaves at the end of the undo window.';
  const timed = holds.flatMap(({ clearsAtMs }) => (clearsAtMs === null ? [] : [clearsAtMs]));
  const untimed = holds.find(({ clearsAtMs }) => clearsAtMs === null);
  if (untimed !== undefined) return `Countersigned. Waits: ${untimed.evidence} ${untimed.clears}`;
  return `Countersigned. Leaves ${dayAndTime(Math.max(...timed))}, if this computer is on.`;
}
