/** Takes the last decision back inside its window; else says why not. The main process owns the window. */
import { call } from '../bridge.ts';
import { deskDb } from '../store/db.ts';
import { wishUndo } from '../store/decide.ts';
import { reportStorageFault, storageFails } from '../store/storage-state.ts';
import { readLastDecision } from '../store/undoable.ts';
import { showAgain } from '../view-state/leaving.ts';
import { useSession } from '../view-state/session.ts';
import { forgetDirect, lastDirect } from './direct-decisions.ts';
import { notify } from './notify.ts';
import { select } from './select.ts';
import { dayAndTime } from './time-words.ts';

const NOTHING = { id: 'blocked', kind: 'blocked', text: 'There is no decision to undo.' } as const;

export async function undoLast(): Promise<void> {
  const { person } = useSession.getState();
  if (person === null) return;
  if (storageFails() || lastDirect() !== null) return undoDirect();
  try {
    const last = await readLastDecision(deskDb(), person.id);
    if (last === null) {
      notify(NOTHING);
      return;
    }
    const { decision, state, undoUntilMs } = last.record;
    if (state === 'settled') {
      notify({
        id: 'blocked',
        kind: 'blocked',
        text: `Too late to undo: the window of your last decision ended ${dayAndTime(undoUntilMs)}.`,
        packageId: decision.packageId,
      });
      return;
    }
    const wish = await wishUndo(deskDb(), decision.id);
    if (wish === 'gone') {
      notify(NOTHING);
      return;
    }
    if (wish === 'asked') {
      notify({ id: decision.id, kind: 'info', text: 'Undo asked for.', packageId: decision.packageId });
      return;
    }
    notify({
      id: decision.id,
      kind: 'undone',
      text: 'Undone. The package is back in Review.',
      packageId: decision.packageId,
    });
    showAgain(decision.packageId);
    select(decision.packageId);
  } catch (error) {
    reportStorageFault(error);
    await undoDirect();
  }
}

async function undoDirect(): Promise<void> {
  const last = lastDirect();
  if (last === null) {
    notify(NOTHING);
    return;
  }
  const { id, packageId } = last.decision;
  const result = await call('decision.undo', { decisionId: id });
  if (!result.ok) {
    notify({ id, kind: 'problem', text: `Not undone yet: ${result.error.message}`, packageId });
    return;
  }
  if (result.value.kind === 'no') {
    notify({ id, kind: 'blocked', text: `Not undone: ${result.value.because}`, packageId });
    return;
  }
  forgetDirect(id);
  showAgain(packageId);
  notify({ id, kind: 'undone', text: 'Undone. The package is back in Review.', packageId });
}
