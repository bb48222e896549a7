/** Takes an escalation over. */
import type { EscalationId } from '../../shared/domain/ids.ts';
import { call } from '../bridge.ts';
import { notify } from './notify.ts';

export async function acceptEscalation(escalationId: EscalationId): Promise<void> {
  const result = await call('escalation.accept', { escalationId });
  if (!result.ok) notify({ id: escalationId, kind: 'problem', text: `Not accepted: ${result.error.message}` });
  else if (result.value.kind === 'no')
    notify({ id: escalationId, kind: 'blocked', text: `Not accepted: ${result.value.because}` });
  else notify({ id: escalationId, kind: 'info', text: 'Accepted. The thread is yours.' });
}
