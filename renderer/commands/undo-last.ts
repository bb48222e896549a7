/** Takes the last decision, or the last act on a reply, back inside its window; else says why not. The main process owns the window. */
import { call } from '../bridge.ts';
import { deskDb } from '../store/db.ts';
import { wishUndo } from '../store/decide.ts';
import { reportStorageFault } from '../store/storage-state.ts';
import type { LastDecision } from '../store/undoable.ts';
import { showAgain } from '../view-state/leaving.ts';
import { useSession } from '../view-state/session.ts';
import { forgetDirect, lastDecisionOf, type DirectDecision, type Last } from './direct-decisions.ts';
import { notify } from './notify.ts';
import { undoActAfter } from './put-off.ts';
import { NOTHING_TO_UNDO } from './reveal-words.ts';
import { select } from './select.ts';
import { dayAndTime } from './time-words.ts';

const NOTHING = { id: 'blocked', kind: 'blocked', text: 'There is no decision to undo.' } as const;

export async function undoLast(): Promise<void> {
  const { person } = useSession.getState();
  if (person === null) return;
  const found = await lastDecisionOf(person.id);
  const decidedAtMs = found === null ? 0 : atMsOf(found);
  if (await undoActAfter(decidedAtMs)) return;
  if (found === null) {
    notify(NOTHING);
    return;
  }
  await (found.kind === 'direct' ? undoDirect(found.last) : undoStored(found.last));
}

function atMsOf({ kind, last }: Last): number {
  return kind === 'direct' ? last.decision.atMs : last.record.decision.atMs;
}

async function undoStored({ record, isAttentionCheck }: LastDecision): Promise<void> {
  const { id, packageId } = record.decision;
  if (isAttentionCheck) {
    notify({ id: 'blocked', kind: 'blocked', text: NOTHING_TO_UNDO });
    return;
  }
  if (record.state === 'settled') {
    const ended = dayAndTime(record.undoUntilMs);
    notify({ id: 'blocked', kind: 'blocked', text: `Too late to undo: its window ended ${ended}.`, packageId });
    return;
  }
  let wish: Awaited<ReturnType<typeof wishUndo>>;
  try {
    wish = await wishUndo(deskDb(), id);
  } catch (error) {
    reportStorageFault(error);
    notify({ id, kind: 'problem', text: 'Not undone: the wish could not be saved. Press Z again.', packageId });
    return;
  }
  switch (wish) {
    case 'gone':
      notify(NOTHING);
      return;
    case 'asked':
      notify({ id, kind: 'info', text: 'Undo asked for.', packageId });
      return;
    case 'undone':
      sayUndone(record.decision);
      select(packageId);
  }
}

async function undoDirect({ decision }: DirectDecision): Promise<void> {
  const { id, packageId } = decision;
  const result = await call('decision.undo', { decisionId: id });
  if (!result.ok) {
    notify({ id, kind: 'problem', text: `Not undone yet: ${result.error.message}`, packageId });
  } else if (result.value.kind === 'no') {
    notify({ id, kind: 'blocked', text: `Not undone: ${result.value.because}`, packageId });
  } else {
    forgetDirect(id);
    sayUndone(decision);
  }
}

function sayUndone({ id, packageId }: DirectDecision['decision']): void {
  showAgain(packageId);
  notify({ id, kind: 'undone', text: 'Undone. The package is back in Review.', packageId });
}
