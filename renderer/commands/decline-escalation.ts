/** Gives an escalation back with a reason. */
import type { EscalationId } from '../../shared/domain/ids.ts';
import { call } from '../bridge.ts';
import { notify } from './notify.ts';
import { oneLine } from './one-line.ts';

export async function declineEscalation(escalationId: EscalationId, because: string): Promise<void> {
  const words = oneLine(because, 500);
  if (words === '') {
    notify({ id: escalationId, kind: 'blocked', text: 'Declining asks for a reason.' });
    return;
  }
  const result = await call('escalation.decline', { escalationId, because: words });
  if (!result.ok) notify({ id: escalationId, kind: 'problem', text: `Not declined: ${result.error.message}` });
  else if (result.value.kind === 'no')
    notify({ id: escalationId, kind: 'blocked', text: `Not declined: ${result.value.because}` });
  else notify({ id: escalationId, kind: 'info', text: 'Declined.' });
}
