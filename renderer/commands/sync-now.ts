/** Asks the CRM for what is new. */
import { call } from '../bridge.ts';
import { notify } from './notify.ts';

export async function syncNow(): Promise<void> {
  const result = await call('sync.run', {});
  if (!result.ok) notify({ id: 'sync', kind: 'problem', text: `Not synced: ${result.error.message}` });
}
