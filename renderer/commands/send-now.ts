/** Ends the undo window of a send now. The main process still runs the gate. */
import type { DecisionId, SendId } from '../../shared/domain/ids.ts';
import { call } from '../bridge.ts';
import { deskDb } from '../store/db.ts';
import { watchAccepted } from '../store/decision-watch.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { reportStorageFault } from '../store/storage-state.ts';
import { useSession } from '../view-state/session.ts';
import { lastDecisionOf } from './direct-decisions.ts';
import { notify } from './notify.ts';

/** Longer than the way to the main process takes; a desk that is away must not send of itself when it comes back. */
const ANSWER_WITHIN_MS = 3_000;

export async function sendNow(sendId: SendId): Promise<void> {
  const result = await call('send.now', { sendId });
  if (!result.ok) notify({ id: sendId, kind: 'problem', text: `Not sent early: ${result.error.message}`, sendId });
  else if (result.value.kind === 'no') {
    notify({ id: sendId, kind: 'blocked', text: `Not sent early: ${result.value.because}`, sendId });
  } else notify({ id: sendId, kind: 'info', text: 'On its way now.', sendId });
}

/** The send of the last approval, while its undo window runs. */
export async function sendLastNow(): Promise<void> {
  const sendId = await lastWaitingSend();
  if (sendId !== null) await sendNow(sendId);
  else notify({ id: 'blocked', kind: 'blocked', text: 'No approval is waiting in its undo window.' });
}

async function lastWaitingSend(): Promise<SendId | null> {
  const { person } = useSession.getState();
  const found = person === null ? null : await lastDecisionOf(person.id);
  if (found === null) return null;
  if (found.kind === 'direct') return found.last.undoUntilMs > hereAndNow.nowMs() ? found.last.sendId : null;
  const { record, sendId } = found.last;
  if (record.state !== 'standing' || record.undoUntilMs <= hereAndNow.nowMs()) return null;
  return sendId === null && record.decision.kind === 'approve' ? answeredSend(record.decision.id) : sendId;
}

/** The send of an approval that is still on its way to the main process; null where its answer takes too long. */
function answeredSend(id: DecisionId): Promise<SendId | null> {
  return new Promise((resolve) => {
    const end = watchAccepted(deskDb(), id, {
      accepted: ({ sendId }) => resolve(sendId),
      onFault: reportStorageFault,
    });
    setTimeout(() => {
      end();
      resolve(null);
    }, ANSWER_WITHIN_MS);
  });
}
