/** Decisions that went around a failing store, newest last, so that undo still finds them. Kept in memory: the ledger has the records. */
import type { Decision } from '../../shared/domain/decision.ts';
import type { DecisionId, PersonId, SendId } from '../../shared/domain/ids.ts';
import { deskDb } from '../store/db.ts';
import { faultsOf, storageFails } from '../store/storage-state.ts';
import { readLastDecision, type LastDecision } from '../store/undoable.ts';

export interface DirectDecision {
  readonly decision: Decision;
  readonly undoUntilMs: number;
  readonly sendId: SendId | null;
}

const KEPT = 50;

let direct: readonly DirectDecision[] = [];

export function rememberDirect(one: DirectDecision): void {
  direct = [...direct, one].slice(-KEPT);
}

export function forgetDirect(id: DecisionId): void {
  direct = direct.filter(({ decision }) => decision.id !== id);
}

let recording: Promise<unknown> = Promise.resolve();

/** A decision is being written down: until that is over, `lastDecisionOf` waits. */
export function awaitBeforeLast(writing: Promise<unknown>): void {
  // Its failure is its maker's to tell.
  recording = writing.catch(() => undefined);
}

export type Last =
  { readonly kind: 'stored'; readonly last: LastDecision } | { readonly kind: 'direct'; readonly last: DirectDecision };

/** The person's last decision, whichever way it went; null where none is known here. */
export async function lastDecisionOf(personId: PersonId): Promise<Last | null> {
  await recording;
  const stored = storageFails() ? null : await readStored(personId);
  const around = direct.findLast(({ decision }) => decision.personId === personId);
  if (around !== undefined && (stored === null || around.decision.atMs >= stored.record.decision.atMs)) {
    return { kind: 'direct', last: around };
  }
  return stored === null ? null : { kind: 'stored', last: stored };
}

async function readStored(personId: PersonId): Promise<LastDecision | null> {
  const db = deskDb();
  try {
    return await readLastDecision(db, personId);
  } catch (error) {
    faultsOf(db)(error);
    return null;
  }
}
