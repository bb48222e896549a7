/** The team's library as the CRM's documents have it. A document that can't be read never takes the place of one that could, and is never dropped. */
import { LibraryEntry, type LibraryEntryOf, type LibraryKind } from '../../../shared/domain/library-entry.ts';
import type { AgentLedger, LibraryDocument, UnreadableDocument } from '../../ports/agent-ledger.ts';
import type { Connection } from '../connection.ts';
import type { Feed } from '../feed.ts';
import { latestMails, versionCounts } from './version-counts.ts';

const NEXT_CHANGE = '(SELECT coalesce(max(change_no), 0) + 1 FROM library)';
const IN_FORCE = `
  INSERT INTO library (kind, id, document_version, body, source_version, source, change_no) VALUES (?, ?, ?, ?, ?, ?, ${NEXT_CHANGE})
  ON CONFLICT (kind, id) DO UPDATE SET document_version = excluded.document_version, body = excluded.body,
    source_version = excluded.source_version, source = excluded.source, fault_field = NULL, fault_reason = NULL,
    change_no = excluded.change_no`;
const AT_FAULT = `
  INSERT INTO library (kind, id, source_version, source, fault_field, fault_reason, change_no) VALUES (?, ?, ?, ?, ?, ?, ${NEXT_CHANGE})
  ON CONFLICT (kind, id) DO UPDATE SET source_version = excluded.source_version, source = excluded.source,
    fault_field = excluded.fault_field, fault_reason = excluded.fault_reason, change_no = excluded.change_no`;

export function makeLibrary(connection: Connection, feed: Feed): AgentLedger['library'] {
  /** Parsed once for as long as nothing of the kind changes. */
  const parsed = new Map<LibraryKind, { readonly state: string; readonly entries: readonly LibraryEntry[] }>();

  // Numbers of a change that was undone, or of one that is gone, come again: what was parsed by them must not.
  connection.join({ rolledBack: () => parsed.clear() });

  function listOf(kind: LibraryKind): readonly LibraryEntry[] {
    const row = connection.get(
      'SELECT count(*) AS entries, coalesce(max(change_no), 0) AS newest FROM library WHERE kind = ?',
      kind,
    );
    const state = `${String(row?.entries)} ${String(row?.newest)}`;
    const before = parsed.get(kind);
    if (before?.state === state) return before.entries;
    const entries = connection
      .all('SELECT body FROM library WHERE kind = ? AND body IS NOT NULL ORDER BY id', kind)
      .map((each) => JSON.parse(String(each.body)) as LibraryEntry);
    parsed.set(kind, { state, entries });
    return entries;
  }

  function put(entry: LibraryEntry, version: number, source: string): void {
    connection.run(IN_FORCE, entry.kind, entry.id, version, JSON.stringify(entry), version, source);
  }

  function keepUnreadable({ kind, id, version }: LibraryDocument, source: string, field: string, reason: string) {
    connection.run(AT_FAULT, kind, id, version, source, field, reason);
    return { kind: 'unreadable', document: { kind, id, version }, field, reason } satisfies UnreadableDocument;
  }

  return {
    list: <K extends LibraryKind>(kind: K) => listOf(kind) as unknown as readonly LibraryEntryOf<K>[],
    read(kind, id) {
      const row = connection.get(
        'SELECT document_version, body FROM library WHERE kind = ? AND id = ? AND body IS NOT NULL',
        kind,
        id,
      );
      return row === undefined
        ? null
        : { entry: JSON.parse(String(row.body)) as LibraryEntry, documentVersion: Number(row.document_version) };
    },
    put(entry, documentVersion) {
      connection.transact(() => put(entry, documentVersion, JSON.stringify(entry)));
    },
    remove(kind, id) {
      connection.transact(() => {
        connection.run('DELETE FROM library WHERE kind = ? AND id = ?', kind, id);
        parsed.delete(kind);
      });
    },
    ids: (kind) =>
      connection.all('SELECT id FROM library WHERE kind = ? ORDER BY id', kind).map((row) => String(row.id)),
    has({ kind, id, version, body }) {
      const row = connection.get('SELECT source_version, source FROM library WHERE kind = ? AND id = ?', kind, id);
      return row?.source_version === version && row.source === JSON.stringify(body);
    },
    takeIn: (document) =>
      connection.transact(() => {
        const source = JSON.stringify(document.body);
        const read = LibraryEntry.safeParse(document.body);
        if (!read.success) {
          const issue = read.error.issues[0];
          return keepUnreadable(document, source, issue?.path.join('.') ?? '', issue?.message ?? 'not readable');
        }
        if (read.data.kind !== document.kind || read.data.id !== document.id) {
          return keepUnreadable(document, source, 'id', 'it says it is another document than the CRM keeps it as');
        }
        put(read.data, document.version, source);
        return { kind: 'read' };
      }),
    fared: (version, nowMs) => versionCounts(connection, feed, version, nowMs),
    latestMails: (limit, nowMs) => latestMails(connection, feed, limit, nowMs),
    unreadable: () =>
      connection
        .all(
          'SELECT kind, id, source_version, fault_field, fault_reason FROM library WHERE fault_reason IS NOT NULL ORDER BY kind, id',
        )
        .map((row) => ({
          kind: 'unreadable',
          document: { kind: row.kind as LibraryKind, id: String(row.id), version: Number(row.source_version) },
          field: String(row.fault_field),
          reason: String(row.fault_reason),
        })),
  };
}
