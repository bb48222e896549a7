/** Watches what the main process answered to decisions, so that each answer is told once, in one window. It tells nothing itself. */
import { liveQuery } from 'dexie';
import type { DecisionId } from '../../shared/domain/ids.ts';
import type { DeskDb } from './db.ts';
import type { DecisionRow } from './rows.ts';

export interface UntoldWatch {
  /** Looks again: this window may tell now. */
  readonly look: () => void;
  readonly stop: () => void;
}

/** Watches refusals and answers to undo. `tell` is called in one window only; `mayTell` says whether this one is looked at. */
export function watchUntold(
  db: DeskDb,
  ports: {
    readonly mayTell: () => boolean;
    readonly tell: (row: DecisionRow) => void;
    readonly onFault: (error: unknown) => void;
  },
): UntoldWatch {
  const { decisions } = db.relaxed;
  let waiting: readonly DecisionId[] = [];
  const claim = async (id: DecisionId) => {
    const claimed = await db.relaxed.transaction('rw', decisions, async () => {
      const row = await decisions.get(id);
      if (row?.untold !== 1) return null;
      await decisions.put({ ...row, untold: 0 });
      return row;
    });
    if (claimed !== null) ports.tell(claimed);
  };
  const look = () => {
    if (!ports.mayTell()) return;
    for (const id of waiting) claim(id).catch(ports.onFault);
  };
  const subscription = liveQuery(() => decisions.where('untold').equals(1).primaryKeys()).subscribe({
    next: (ids) => {
      waiting = ids;
      look();
    },
    error: ports.onFault,
  });
  return { look, stop: () => subscription.unsubscribe() };
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
