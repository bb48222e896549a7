/** Puts the main process's answers into words: accepted, refused, undone, too late. */
import type { DecisionId } from '../../shared/domain/ids.ts';
import { deskDb } from '../store/db.ts';
import { watchAccepted, watchUntold } from '../store/decision-watch.ts';
import type { DecisionRow } from '../store/rows.ts';
import { faultsOf } from '../store/storage-state.ts';
import { showAgain } from '../view-state/leaving.ts';
import { notify, useNotices } from './notify.ts';
import { revealNotice } from './reveal-words.ts';

/** Brings the toast of a decision up to date once it was accepted: the true end of its undo window, and its send. */
export function followAnswer(id: DecisionId): void {
  const db = deskDb();
  watchAccepted(db, id, {
    accepted: ({ undoUntilMs, sendId }) => {
      const shown = useNotices.getState().notices.find((notice) => notice.id === id);
      if (shown !== undefined) notify({ ...shown, untilMs: undoUntilMs, ...(sendId === null ? {} : { sendId }) });
    },
    onFault: faultsOf(db),
  });
}

/** Tells refusals and answers to undo, in the window the person looks at. Returns its end. */
export function tellOutcomes(): () => void {
  const db = deskDb();
  const watch = watchUntold(db, {
    mayTell: () => document.visibilityState === 'visible',
    tell,
    onFault: faultsOf(db),
  });
  document.addEventListener('visibilitychange', watch.look);
  return () => {
    document.removeEventListener('visibilitychange', watch.look);
    watch.stop();
  };
}

function tell({ id, packageId, answer, undo }: DecisionRow): void {
  showAgain(packageId);
  if (undo?.kind === 'ok') notify({ id, kind: 'undone', text: 'Undone. The package is back in Review.', packageId });
  else if (undo?.kind === 'no') notify({ id, kind: 'blocked', text: `Not undone: ${undo.because}`, packageId });
  else if (answer?.kind === 'attention-check') notify({ id, ...revealNotice(answer.reveal) });
  else if (answer?.kind === 'refused')
    notify({ id, kind: 'refused', text: `Back in Review: ${answer.because}`, packageId });
}
