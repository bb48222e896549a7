/** How far each kind of the CRM's objects, and each other thing outside, was read. A cursor is saved in the transaction that applied its page, never apart. */
import type { PulledKind } from '../ports/connector.ts';
import type { ReadingPlaces } from '../ports/ledger.ts';
import type { Connection } from './connection.ts';

type CursorKind = PulledKind | 'suppression' | 'opt-out';

/** Kept apart from the CRM's by their name. */
const PLACE = 'place:';

export function makeReadingPlaces(connection: Connection): ReadingPlaces {
  return {
    read: (name) => readText(connection, `${PLACE}${name}`),
    save: (name, place) => connection.transact(() => saveText(connection, `${PLACE}${name}`, place)),
  };
}

export function readCursor(connection: Connection, kind: CursorKind): string | null {
  return readText(connection, kind);
}

export function saveCursor(connection: Connection, kind: CursorKind, cursor: string): void {
  saveText(connection, kind, cursor);
}

function readText(connection: Connection, kind: string): string | null {
  const cursor = connection.get('SELECT cursor FROM cursors WHERE kind = ?', kind)?.cursor;
  return typeof cursor === 'string' ? cursor : null;
}

function saveText(connection: Connection, kind: string, cursor: string): void {
  connection.run(
    'INSERT INTO cursors (kind, cursor) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET cursor = excluded.cursor WHERE excluded.cursor <> cursor',
    kind,
    cursor,
  );
}
