/**
 * Takes the CRM's packages in: its newest revision under the state this desk gave it. A rep's edit lies in a record of its own and is
 * never touched here, and neither is a send: it keeps the revision that was countersigned.
 */
import { createHash } from 'node:crypto';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { addressKey, hostKey } from './address-keys.ts';
import type { Connection } from './connection.ts';
import type { Feed } from './feed.ts';
import { snapshotOf } from './package-world.ts';
import type { StaleWorlds } from './world-refresh.ts';

const UPSERT = `
  INSERT INTO packages (id, revision, account_id, contact_id, address_key, host_key, crm_state, content_hash, snapshot, local, gone)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
  ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, account_id = excluded.account_id, contact_id = excluded.contact_id,
    address_key = excluded.address_key, host_key = excluded.host_key, crm_state = excluded.crm_state,
    content_hash = excluded.content_hash, snapshot = excluded.snapshot, local = excluded.local, gone = 0`;

/** Says whether the package changed anything. A `local` one is not in the CRM yet. */
export function applyPackage(
  connection: Connection,
  feed: Feed,
  stale: StaleWorlds,
  pkg: HandoffPackage,
  from: 'crm' | 'local' = 'crm',
): boolean {
  const kept = connection.get(
    'SELECT revision, content_hash, desk_state, local, gone FROM packages WHERE id = ?',
    pkg.id,
  );
  const isNewer = kept === undefined || pkg.revision > Number(kept.revision);
  // A pull is at least once and may bring pages out of order: an older revision than the one kept says nothing new.
  if (!isNewer && pkg.revision < Number(kept.revision)) return false;
  const contentHash = createHash('sha256').update(JSON.stringify(pkg)).digest('base64');
  if (kept?.gone === 0 && kept.content_hash === contentHash) {
    if (kept.local === 1 && from === 'crm') connection.run('UPDATE packages SET local = 0 WHERE id = ?', pkg.id);
    return false;
  }
  const wakes =
    isNewer && kept?.desk_state === 'snoozed' && waitsForSignal(connection, feed, pkg.id) && bringsSignal(feed, pkg);
  if (wakes) connection.run('UPDATE packages SET desk_state = NULL, snoozed_until_ms = NULL WHERE id = ?', pkg.id);
  connection.run(
    UPSERT,
    pkg.id,
    pkg.revision,
    pkg.account.id,
    pkg.contact.id,
    addressKey(pkg.contact.email),
    hostKey(pkg.contact.email),
    pkg.review.state,
    contentHash,
    JSON.stringify(snapshotOf(pkg)),
    from === 'local' ? 1 : 0,
  );
  const deskState = wakes ? null : ((kept?.desk_state ?? null) as HandoffPackage['review']['state'] | null);
  feed.put('package', pkg.id, deskState === null ? pkg : { ...pkg, review: { ...pkg.review, state: deskState } });
  stale.package(pkg.id);
  return true;
}

/** The CRM deleted it: a tombstone. The row stays, for its state and its sends. */
export function buryPackage(connection: Connection, feed: Feed, stale: StaleWorlds, id: string): boolean {
  const changed = connection.run('UPDATE packages SET gone = 1 WHERE id = ? AND gone = 0', id) > 0;
  if (changed) {
    feed.bury('package', id);
    stale.package(id);
  }
  return changed;
}

/** Whether the package's standing snooze ends with a fresh signal. */
function waitsForSignal(connection: Connection, feed: Feed, packageId: string): boolean {
  const row = connection.get(
    `SELECT id FROM decisions WHERE package_id = ? AND kind = 'snooze' AND state <> 'undone' ORDER BY rowid DESC LIMIT 1`,
    packageId,
  );
  const decision = row === undefined ? undefined : feed.read('decision', String(row.id))?.decision;
  return decision?.kind === 'snooze' && decision.until.kind === 'fresh-signal';
}

function bringsSignal(feed: Feed, pkg: HandoffPackage): boolean {
  const before = new Set(feed.read('package', pkg.id)?.signals.map((signal) => signal.id));
  return pkg.signals.some((signal) => !before.has(signal.id));
}
