/**
 * What every decision does: the package leaves the list at once, the next one is on screen, and the decision is saved before it is
 * handed over. Where the store fails it goes straight to the main process instead.
 */
import type { Decision } from '../../shared/domain/decision.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import { call } from '../bridge.ts';
import { deskDb } from '../store/db.ts';
import { recordDecision, type Recorded } from '../store/decide.ts';
import { useDeskCopy } from '../store/desk-copy.ts';
import { editKeeper } from '../store/editing.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { afterLeaving } from '../store/review-order.ts';
import { storageFaultOf } from '../store/storage-fault.ts';
import { reportStorageFault, storageFails } from '../store/storage-state.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { hasMoved, hide, showAgain } from '../view-state/leaving.ts';
import { activeTimeOf } from './active-time.ts';
import { awaitBeforeLast, rememberDirect } from './direct-decisions.ts';
import { notify } from './notify.ts';
import { isOpen, type OnScreen } from './on-screen.ts';
import { revealNotice } from './reveal-words.ts';
import { select } from './select.ts';
import { followAnswer } from './tell-outcomes.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

/** The fields every decision has. */
export function decisionHead({ pkg, person, openedAtMs }: OnScreen) {
  const time = activeTimeOf(pkg.id);
  const atMs = hereAndNow.nowMs();
  return {
    id: hereAndNow.newDecisionId(),
    packageId: pkg.id,
    packageRevision: pkg.revision,
    personId: person.id,
    atMs,
    openedAtMs: Math.min(atMs, time?.openedAtMs ?? openedAtMs ?? atMs),
    activeMs: Math.round(time?.activeMs ?? 0),
  };
}

/** Whether this package may be decided here; says why where it may not. */
export function mayDecide(shown: OnScreen | null): shown is OnScreen {
  if (shown === null) {
    notify({ id: 'blocked', kind: 'blocked', text: 'This package is still being read.' });
    return false;
  }
  if (isOpen(shown)) return true;
  const because =
    shown.pkg.review.ownerId === shown.person.id ? `it is ${shown.pkg.review.state}` : 'it belongs to somebody else';
  notify({ id: 'blocked', kind: 'blocked', text: `This package can’t be decided here: ${because}.` });
  return false;
}

/** Takes the decision, tells it with `text`, and goes on to the next package. */
export async function decideAndGoOn(decision: Decision, text: string): Promise<void> {
  const { packageId } = decision;
  const undoSeconds = useDeskCopy.getState().policy?.limits.undoSeconds ?? LIMITS.undoSeconds.default;
  const undoUntilMs = decision.atMs + undoSeconds * 1_000;
  const next = afterLeaving(packageId);
  hide(packageId);
  if (useDeskView.getState().selectedId === packageId) select(next);
  notify({ id: decision.id, kind: 'decided', text, decisionId: decision.id, packageId, untilMs: undoUntilMs });
  const recording = record(decision, undoUntilMs);
  // Z or S pressed at once is about this decision, never about the one before.
  awaitBeforeLast(recording);
  let recorded: Awaited<typeof recording>;
  try {
    recorded = await recording;
  } catch (error) {
    // Whatever failed, the decision is not lost; a fault that is not the store's is thrown on after that.
    await submitDirectly(decision);
    if (storageFaultOf(error) === null) throw error;
    reportStorageFault(error);
    return;
  }
  switch (recorded) {
    case 'store-fails':
      await submitDirectly(decision);
      return;
    case 'pending':
      showAgain(packageId);
      notify({
        id: decision.id,
        kind: 'blocked',
        text: 'An earlier decision about this package is still on its way.',
        packageId,
      });
      return;
    case 'recorded':
      followAnswer(decision.id);
      hasMoved(packageId);
  }
}

/** What was typed goes first, so that the decision is never about a text the store has not got. */
async function record(decision: Decision, undoUntilMs: number): Promise<Recorded | 'store-fails'> {
  await editKeeper().flush();
  return storageFails() ? 'store-fails' : recordDecision(deskDb(), decision, undoUntilMs);
}

/** Hands the decision to the main process from memory, again until it is answered. */
async function submitDirectly(decision: Decision): Promise<void> {
  const { id, packageId } = decision;
  for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
    const result = await call('decision.submit', { decision });
    if (result.ok && result.value.kind === 'accepted') {
      const { undoUntilMs, sendId } = result.value;
      rememberDirect({ decision, undoUntilMs, sendId });
      notify({
        id,
        kind: 'decided',
        text: 'Kept by the ledger; this browser’s storage could not take it.',
        decisionId: id,
        packageId,
        untilMs: undoUntilMs,
        ...(sendId === null ? {} : { sendId }),
      });
      return;
    }
    if (result.ok && result.value.kind === 'attention-check') {
      showAgain(packageId);
      notify({ id, ...revealNotice(result.value.reveal) });
      return;
    }
    const isFinal = result.ok || ['bad-request', 'forbidden', 'not-found'].includes(result.error.code);
    if (isFinal) {
      const because = result.ok ? (result.value.kind === 'refused' ? result.value.because : '') : result.error.message;
      showAgain(packageId);
      notify({ id, kind: 'refused', text: `Not decided: ${because}`, packageId });
      return;
    }
    notify({
      id,
      kind: 'problem',
      text: 'This decision is only in this window: the storage is full and the desk does not answer. Leave the window open.',
      packageId,
    });
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
