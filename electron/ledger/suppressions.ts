/** The suppression list as this desk has seen it. It never takes an entry off by itself: only a person's or the CRM's removal does. */
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { SuppressionLedger } from '../ports/ledger.ts';
import { addressKey, domainNamed, hostRange, matchKey } from './address-keys.ts';
import type { Connection } from './connection.ts';
import { saveCursor } from './cursors.ts';
import { matchingEntries } from './matching-entries.ts';
import type { StaleWorlds } from './world-refresh.ts';

export function makeSuppressions(connection: Connection, stale: StaleWorlds): SuppressionLedger {
  /** Every package that the entry could touch, by the address in the package or the one its contact has now. */
  function markTouched(entry: Suppression): void {
    switch (entry.scope) {
      case 'account':
        stale.account(entry.value);
        return;
      case 'domain': {
        const range = hostRange(domainNamed(entry.value));
        stale.where('SELECT id FROM packages WHERE host_key >= ? AND host_key < ?', ...range);
        stale.where(
          `SELECT packages.id FROM contacts JOIN packages ON packages.contact_id = contacts.id
           WHERE contacts.host_key >= ? AND contacts.host_key < ?`,
          ...range,
        );
        return;
      }
      case 'contact':
      case 'global': {
        if (entry.scope === 'contact') stale.contact(entry.value);
        if (!entry.value.includes('@')) return;
        const key = addressKey(entry.value);
        stale.where('SELECT id FROM packages WHERE address_key = ?', key);
        stale.where(
          'SELECT packages.id FROM contacts JOIN packages ON packages.contact_id = contacts.id WHERE contacts.address_key = ?',
          key,
        );
        return;
      }
    }
  }

  function putOne(entry: Suppression, source: 'desk' | 'suppression' | 'opt-out'): void {
    const text = JSON.stringify(entry);
    const kept = connection.get('SELECT body FROM suppressions WHERE id = ?', entry.id)?.body;
    if (kept === text) return;
    if (typeof kept === 'string') markTouched(JSON.parse(kept) as Suppression);
    connection.run(
      `INSERT INTO suppressions (id, match_key, source, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET match_key = excluded.match_key, source = excluded.source, body = excluded.body`,
      entry.id,
      matchKey(entry),
      source,
      text,
    );
    markTouched(entry);
  }

  function removeOne(id: string): void {
    const kept = connection.get('SELECT body FROM suppressions WHERE id = ?', id)?.body;
    if (typeof kept !== 'string') return;
    connection.run('DELETE FROM suppressions WHERE id = ?', id);
    markTouched(JSON.parse(kept) as Suppression);
  }

  return {
    put(entries) {
      connection.transact(() => entries.forEach((entry) => putOne(entry, 'desk')));
    },
    remove(ids) {
      connection.transact(() => ids.forEach(removeOne));
    },
    applyPulled(items, cursor, source) {
      connection.transact(() => {
        for (const { id, entry } of items) {
          if (entry === null) removeOne(id);
          else putOne(entry, source);
        }
        saveCursor(connection, source, cursor);
      });
    },
    matching: (recipient, nowMs) => matchingEntries(connection, recipient, nowMs),
  };
}
