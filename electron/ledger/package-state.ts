/** The state this desk gives a package, over the CRM's: kept beside the package and shown in its feed body, never written into the CRM's revision. */
import type { PackageState } from '../../shared/domain/handoff-package.ts';
import type { SendState } from '../../shared/domain/send.ts';
import type { Connection } from './connection.ts';
import type { Feed } from './feed.ts';

/** Null gives the package back to the CRM's state. */
export function setDeskState(connection: Connection, feed: Feed, packageId: string, state: PackageState | null): void {
  const row = connection.get(
    'UPDATE packages SET desk_state = ? WHERE id = ? RETURNING coalesce(desk_state, crm_state) AS state',
    state,
    packageId,
  );
  if (row !== undefined) feed.putPackageState(packageId, String(row.state));
}

/**
 * What a send's state makes of its package. An undone or abandoned send frees it: it is `ready` again even where the CRM has heard of
 * the approval meanwhile.
 */
export const PACKAGE_STATE_OF_SEND: Readonly<Record<SendState, PackageState | 'freed'>> = {
  countersigned: 'approved',
  held: 'approved',
  released: 'released',
  reserved: 'released',
  transmitting: 'released',
  sent: 'sent',
  refused: 'refused',
  failed: 'refused',
  deferred: 'deferred',
  retry: 'deferred',
  uncertain: 'uncertain',
  expired: 'expired',
  undone: 'freed',
  abandoned: 'freed',
};

const OPEN_STATES: readonly string[] = ['ready', 'opened'] satisfies PackageState[];

/** Keeps the package's state in step with its send's. */
export function followSend(connection: Connection, feed: Feed, packageId: string, sendState: SendState): void {
  const next = PACKAGE_STATE_OF_SEND[sendState];
  if (next !== 'freed') {
    setDeskState(connection, feed, packageId, next);
    return;
  }
  const crmState = connection.get('SELECT crm_state FROM packages WHERE id = ?', packageId)?.crm_state;
  setDeskState(connection, feed, packageId, OPEN_STATES.includes(String(crmState)) ? null : 'ready');
}
