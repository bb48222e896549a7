/** Ends the undo window of a send now. The main process still runs the gate. */
import type { SendId } from '../../shared/domain/ids.ts';
import { call } from '../bridge.ts';
import { deskDb } from '../store/db.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { reportStorageFault, storageFails } from '../store/storage-state.ts';
import { readLastDecision } from '../store/undoable.ts';
import { useSession } from '../view-state/session.ts';
import { lastDirect } from './direct-decisions.ts';
import { notify } from './notify.ts';

export async function sendNow(sendId: SendId): Promise<void> {
  const result = await call('send.now', { sendId });
  if (!result.ok) notify({ id: sendId, kind: 'problem', text: `Not sent early: ${result.error.message}`, sendId });
  else if (result.value.kind === 'no')
    notify({ id: sendId, kind: 'blocked', text: `Not sent early: ${result.value.because}`, sendId });
  else notify({ id: sendId, kind: 'info', text: 'On its way now.', sendId });
}

/** The send of the last approval, while its undo window runs. */
export async function sendLastNow(): Promise<void> {
  const sendId = storageFails() ? (lastDirect()?.sendId ?? null) : await lastSendId();
  if (sendId === null) notify({ id: 'blocked', kind: 'blocked', text: 'No approval is waiting in its undo window.' });
  else await sendNow(sendId);
}

async function lastSendId(): Promise<SendId | null> {
  const { person } = useSession.getState();
  if (person === null) return null;
  try {
    const last = await readLastDecision(deskDb(), person.id);
    const isWaiting = last?.record.state === 'standing' && last.record.undoUntilMs > hereAndNow.nowMs();
    return isWaiting ? last.sendId : null;
  } catch (error) {
    reportStorageFault(error);
    return null;
  }
}
