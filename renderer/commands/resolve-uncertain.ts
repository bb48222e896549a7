/** A person's answer to an uncertain send: it arrived, or draft it again. It is never transmitted again. */
import type { SendId } from '../../shared/domain/ids.ts';
import { call } from '../bridge.ts';
import { notify } from './notify.ts';

export async function resolveUncertain(sendId: SendId, answer: 'arrived' | 'draft-again'): Promise<void> {
  const result = await call('send.resolve', { sendId, answer });
  if (!result.ok) notify({ id: sendId, kind: 'problem', text: `Not answered: ${result.error.message}`, sendId });
  else if (result.value.kind === 'no')
    notify({ id: sendId, kind: 'blocked', text: `Not answered: ${result.value.because}`, sendId });
  else
    notify({
      id: sendId,
      kind: 'info',
      text:
        answer === 'arrived' ? 'Marked as arrived.' : 'Freed to be drafted again; the old message is never sent again.',
      sendId,
    });
}
