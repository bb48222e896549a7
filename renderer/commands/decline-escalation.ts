/** Gives an escalation back with a reason, once the undo window is over. There is no declining without one. */
import type { Escalation } from '../../shared/domain/escalation.ts';
import { call } from '../bridge.ts';
import { notify } from './notify.ts';
import { oneLine } from './one-line.ts';
import { putOff } from './put-off.ts';

export function declineEscalation({ id, accountName }: Pick<Escalation, 'id' | 'accountName'>, because: string): void {
  const words = oneLine(because, 500);
  if (words === '') {
    notify({ id, kind: 'blocked', text: 'Declining asks for a reason.' });
    return;
  }
  putOff(id, `Declined: ${accountName}.`, `Undone. ${accountName} waits for an answer again.`, async () => {
    const result = await call('escalation.decline', { escalationId: id, because: words });
    if (!result.ok) return `${accountName} is not declined: ${result.error.message}`;
    return result.value.kind === 'no' ? `${accountName} is not declined: ${result.value.because}` : null;
  });
}
