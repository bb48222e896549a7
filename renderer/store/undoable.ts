/** Finds the decision that undo is about: the person's last one that still stands. It takes nothing back. */
import Dexie from 'dexie';
import type { DecisionRecord } from '../../shared/domain/decision.ts';
import type { PersonId, SendId } from '../../shared/domain/ids.ts';
import type { DeskDb } from './db.ts';

export interface LastDecision {
  readonly record: DecisionRecord;
  /** It was never answered by the main process, so its window has not begun to run out. */
  readonly isWaiting: boolean;
  readonly sendId: SendId | null;
  /** It was about a decoy: there is nothing to take back. */
  readonly isAttentionCheck: boolean;
}

/** Decisions looked through: those after the last standing one were undone or refused. */
const LOOKED_THROUGH = 20;

/** Null where none stands. */
export async function readLastDecision(db: DeskDb, personId: PersonId): Promise<LastDecision | null> {
  const { decisions, outbox, sends } = db.relaxed;
  const range = decisions.where('[personId+atMs]').between([personId, Dexie.minKey], [personId, Dexie.maxKey]);
  const rows = await range.reverse().limit(LOOKED_THROUGH).toArray();
  const row = rows.find(({ record, answer }) => record.state !== 'undone' || answer?.kind === 'attention-check');
  if (row === undefined) return null;
  const [waiting, send] = await Promise.all([outbox.get(row.id), sends.where('decisionId').equals(row.id).first()]);
  const answered = row.answer?.kind === 'accepted' ? row.answer.sendId : null;
  return {
    record: row.record,
    isWaiting: waiting !== undefined && waiting.stage !== 'handed' && !waiting.wantsUndo,
    sendId: send?.id ?? answered,
    isAttentionCheck: row.answer?.kind === 'attention-check',
  };
}
