/** Ends the undo window of a send now. The main process still runs the gate. */
import type { SendId } from '../../shared/domain/ids.ts';
import { call } from '../bridge.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { useSession } from '../view-state/session.ts';
import { lastDecisionOf } from './direct-decisions.ts';
import { notify } from './notify.ts';

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
  const undoUntilMs = found.kind === 'direct' ? found.last.undoUntilMs : found.last.record.undoUntilMs;
  const isOver = found.kind === 'stored' && found.last.record.state !== 'standing';
  return isOver || undoUntilMs <= hereAndNow.nowMs() ? null : found.last.sendId;
}
