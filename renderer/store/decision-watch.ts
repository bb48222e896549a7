/** Watches what the main process answered to decisions, so that each answer is told once, in one window. It tells nothing itself. */
import { liveQuery } from 'dexie';
import type { DecisionId } from '../../shared/domain/ids.ts';
import type { DeskDb } from './db.ts';
import type { DecisionRow } from './rows.ts';

/** Watches refusals and answers to undo. `tell` is called in one window only; `mayTell` says whether this one is looked at. */
export function watchUntold(
  db: DeskDb,
  ports: { mayTell(): boolean; tell(row: DecisionRow): void; readonly onFault: (error: unknown) => void },
): () => void {
  const { decisions } = db.relaxed;
  const claim = async (id: DecisionId) => {
    const claimed = await db.relaxed.transaction('rw', decisions, async () => {
      const row = await decisions.get(id);
      if (row?.untold !== 1) return null;
      await decisions.put({ ...row, untold: 0 });
      return row;
    });
    if (claimed !== null) ports.tell(claimed);
  };
  const subscription = liveQuery(() => decisions.where('untold').equals(1).primaryKeys()).subscribe({
    next: (ids) => {
      if (!ports.mayTell()) return;
      for (const id of ids) claim(id).catch(ports.onFault);
    },
    error: ports.onFault,
  });
  return () => subscription.unsubscribe();
}

/** Calls back once the main process has accepted the decision; the returned function ends the watch. */
export function watchAccepted(
  db: DeskDb,
  id: DecisionId,
  ports: {
    accepted(answer: Extract<NonNullable<DecisionRow['answer']>, { kind: 'accepted' }>): void;
    readonly onFault: (error: unknown) => void;
  },
): () => void {
  const subscription = liveQuery(() => db.relaxed.decisions.get(id)).subscribe({
    next: (row) => {
      if (row?.answer?.kind === 'accepted') {
        subscription.unsubscribe();
        ports.accepted(row.answer);
      } else if (row === undefined || row.answer !== null) {
        subscription.unsubscribe();
      }
    },
    error: ports.onFault,
  });
  return () => subscription.unsubscribe();
}
