/**
 * Writes a decision into IndexedDB, in one strict transaction: the record, its place in the outbox, the package out of its list,
 * the counters. Nothing is handed to the main process here.
 */
import type { Decision } from '../../shared/domain/decision.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { refreshAwayOf } from './apply-items.ts';
import { CounterChanges } from './counters.ts';
import type { DeskDb, Stores } from './db.ts';
import { laneAfter, type DecisionRow, type Lane } from './rows.ts';

/** `pending`: an earlier decision about this package is still on its way. */
export type Recorded = 'recorded' | 'pending';

/** `undoUntilMs` is a guess until the main process, which owns that clock, has answered. */
export async function recordDecision(db: DeskDb, decision: Decision, undoUntilMs: number): Promise<Recorded> {
  const stores = db.strict;
  const { summaries, counters, decisions, outbox, sends } = stores;
  return stores.transaction('rw', [summaries, counters, decisions, outbox, sends], async (): Promise<Recorded> => {
    if ((await outbox.where('packageId').equals(decision.packageId).first()) !== undefined) return 'pending';
    const { id, packageId, personId, atMs, activeMs } = decision;
    const lane = laneAfter(decision.kind);
    await outbox.add({ decisionId: id, packageId, personId, atMs, stage: 'waiting', wantsUndo: false, lane });
    await decisions.add({
      id,
      packageId,
      personId,
      atMs,
      activeMs,
      record: { decision, undoUntilMs, state: 'standing' },
      confirmed: false,
      answer: null,
      undo: null,
      untold: 0,
    });
    await relist(stores, packageId, lane);
    return 'recorded';
  });
}

/** Lists the package in `lane` (null: where the feed has it) and keeps the counters. Call it inside a transaction. */
export async function relist(db: Stores, packageId: PackageId, lane: Lane | null): Promise<void> {
  const changes = new CounterChanges();
  const before = await db.summaries.get(packageId);
  if (before !== undefined) {
    const after = { ...before, lane: lane ?? before.feedLane };
    await db.summaries.put(after);
    changes.moved(before, after);
  }
  await refreshAwayOf(db, [packageId], changes);
  await changes.write(db);
}

/** What came of a wish to undo. `asked`: it may have reached the main process, which is being asked. */
export type UndoWish = 'undone' | 'asked' | 'gone';

/** Takes a decision back at once where it was never handed over; else puts down the wish, and the outbox asks. */
export async function wishUndo(db: DeskDb, id: DecisionRow['id']): Promise<UndoWish> {
  const stores = db.strict;
  const { summaries, counters, decisions, outbox, sends } = stores;
  return stores.transaction('rw', [summaries, counters, decisions, outbox, sends], async (): Promise<UndoWish> => {
    const row = await outbox.get(id);
    const decision = await decisions.get(id);
    if (decision === undefined || decision.record.state === 'undone') return 'gone';
    if (row?.stage === 'waiting') {
      await outbox.delete(id);
      await decisions.delete(id);
      await relist(stores, row.packageId, null);
      return 'undone';
    }
    const { packageId, personId, atMs, record } = decision;
    const asked = row ?? {
      decisionId: id,
      packageId,
      personId,
      atMs,
      stage: 'handed' as const,
      wantsUndo: false,
      lane: laneAfter(record.decision.kind),
    };
    await outbox.put({ ...asked, wantsUndo: true });
    await decisions.put({ ...decision, undo: null, untold: 0 });
    return 'asked';
  });
}
