/** How far each kind of the CRM's objects was pulled. A cursor is saved in the transaction that applied its page, never apart. */
import type { PulledKind } from '../ports/connector.ts';
import type { Connection } from './connection.ts';

type CursorKind = PulledKind | 'suppression' | 'opt-out';

export function readCursor(connection: Connection, kind: CursorKind): string | null {
  const cursor = connection.get('SELECT cursor FROM cursors WHERE kind = ?', kind)?.cursor;
  return typeof cursor === 'string' ? cursor : null;
}

export function saveCursor(connection: Connection, kind: CursorKind, cursor: string): void {
  connection.run(
    'INSERT INTO cursors (kind, cursor) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET cursor = excluded.cursor WHERE excluded.cursor <> cursor',
    kind,
    cursor,
  );
}
