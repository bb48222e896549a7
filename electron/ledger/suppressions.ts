/** The suppression list as this desk has seen it. It never takes an entry off by itself: only a person's or the CRM's removal does. */
import type { Suppression } from '../../shared/domain/suppression.ts';
import { matchKey } from '../../shared/policy/suppression-keys.ts';
import { domainNamed } from '../../shared/policy/suppression-match.ts';
import type { ListedSuppression, SuppressionCount, SuppressionLedger } from '../ports/suppression-ledger.ts';
import { addressKey, hostRange } from './address-keys.ts';
import type { Connection } from './connection.ts';
import { saveCursor } from './cursors.ts';
import { matchingEntries } from './matching-entries.ts';
import { readStretch, toListed } from './suppression-pages.ts';
import type { StaleWorlds } from './world-refresh.ts';

export function makeSuppressions(connection: Connection, stale: StaleWorlds): SuppressionLedger {
  const listeners = new Set<() => void>();
  let changed = false;
  connection.join({
    afterCommit() {
      if (!changed) return;
      changed = false;
      for (const listener of listeners) listener();
    },
    rolledBack() {
      changed = false;
    },
  });

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

  function putOne(entry: Suppression, source: ListedSuppression['source']): void {
    const text = JSON.stringify(entry);
    const kept = connection.get('SELECT body FROM suppressions WHERE id = ?', entry.id)?.body;
    if (kept === text) return;
    if (typeof kept === 'string') markTouched(JSON.parse(kept) as Suppression);
    const key = matchKey(entry);
    const spelt = entry.value.toLowerCase();
    connection.run(
      `INSERT INTO suppressions (id, match_key, source, body, scope, reason, at_ms, spelt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET match_key = excluded.match_key, source = excluded.source, body = excluded.body,
         scope = excluded.scope, reason = excluded.reason, at_ms = excluded.at_ms, spelt = excluded.spelt`,
      entry.id,
      key,
      source,
      text,
      entry.scope,
      entry.reason,
      entry.atMs,
      spelt === key ? '' : spelt,
    );
    changed = true;
    markTouched(entry);
  }

  function removeOne(id: string): void {
    const kept = connection.get('SELECT body FROM suppressions WHERE id = ?', id)?.body;
    if (typeof kept !== 'string') return;
    connection.run('DELETE FROM suppressions WHERE id = ?', id);
    changed = true;
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
    read(id) {
      const row = connection.get('SELECT body, source FROM suppressions WHERE id = ?', id);
      return row === undefined ? null : toListed(row);
    },
    stretch: (query, most) => readStretch(connection, query, most),
    counts: () =>
      connection
        .all(
          'SELECT scope, reason, source, entries FROM suppression_counts WHERE entries > 0 ORDER BY scope, reason, source',
        )
        .map((row): SuppressionCount => ({
          scope: row.scope as SuppressionCount['scope'],
          reason: row.reason as SuppressionCount['reason'],
          source: row.source as SuppressionCount['source'],
          entries: Number(row.entries),
        })),
    isListed: (entry) =>
      connection
        .all(
          'SELECT body FROM suppressions WHERE match_key = ? AND scope = ? AND reason = ?',
          matchKey(entry),
          entry.scope,
          entry.reason,
        )
        .some((row) => lastsAsLong(JSON.parse(String(row.body)) as Suppression, entry)),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    matching: (recipient, nowMs) => matchingEntries(connection, recipient, nowMs),
  };
}

function lastsAsLong(kept: Suppression, other: Suppression): boolean {
  return kept.expiresAtMs === null || (other.expiresAtMs !== null && other.expiresAtMs <= kept.expiresAtMs);
}
