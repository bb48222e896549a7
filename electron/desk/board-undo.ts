/** What was done on the board and can still be taken back, by its person alone and inside its window. Forgotten with the desk: what it wrote stays. */
import type { DecisionId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface Undoable {
  readonly personId: Person['id'];
  readonly undoUntilMs: number;
  /** Takes it back, or says why it no longer can be. */
  readonly takeBack: (working: WorkingDesk, nowMs: number) => string | null;
}

export interface BoardUndo {
  remember(id: DecisionId, undoable: Undoable, nowMs: number): void;
  /** Null where it was taken back. */
  takeBack(id: DecisionId, personId: Person['id'], working: WorkingDesk, nowMs: number): string | null;
}

export function makeBoardUndo(): BoardUndo {
  const done = new Map<DecisionId, Undoable>();
  return {
    remember(id, undoable, nowMs) {
      for (const [old, { undoUntilMs }] of done) if (undoUntilMs <= nowMs) done.delete(old);
      done.set(id, undoable);
    },
    takeBack(id, personId, working, nowMs) {
      const undoable = done.get(id);
      if (undoable === undefined || undoable.undoUntilMs <= nowMs)
        return 'Its time to be taken back is over. Move it again by hand.';
      if (undoable.personId !== personId) return 'Only the person who moved it can take it back.';
      const because = undoable.takeBack(working, nowMs);
      if (because === null) done.delete(id);
      return because;
    },
  };
}
