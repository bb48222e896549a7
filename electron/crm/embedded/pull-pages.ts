/**
 * Answers what changed since a cursor. A cursor is the file's epoch and the newest change number the reader has; one of another
 * file starts from the beginning. It must never skip a row: one that can't be read is reported beside the others.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Suppression } from '../../../shared/domain/suppression.ts';
import { ConnectorFault, type Pulled, type PulledKind, type PullPage, type Unreadable } from '../../ports/connector.ts';
import { PULLED, readSuppression } from './rows.ts';
import type { CountedTable } from './schema.ts';

function afterOf(cursor: string | null, epoch: string): number {
  if (cursor === null) return 0;
  const dot = cursor.lastIndexOf('.');
  const after = Number(cursor.slice(dot + 1));
  return cursor.slice(0, dot) === epoch && Number.isSafeInteger(after) && after >= 0 ? after : 0;
}

function changedRows(
  database: DatabaseSync,
  table: CountedTable,
  alsoFrom: string | undefined,
  after: number,
  limit: number,
) {
  const columns = alsoFrom === undefined ? '*' : `*, ${alsoFrom}`;
  const rows = database
    .prepare(`SELECT ${columns} FROM ${table} WHERE change_no > ? ORDER BY change_no LIMIT ?`)
    .all(after, limit);
  const upTo = Number(rows.at(-1)?.['change_no'] ?? after);
  const remaining = Number(
    database.prepare(`SELECT count(*) AS n FROM ${table} WHERE change_no > ?`).get(upTo)?.['n'] ?? 0,
  );
  return { rows, upTo, remaining };
}

export function pullPage<K extends PulledKind>(
  database: DatabaseSync,
  epoch: string,
  kind: K,
  cursor: string | null,
  limit: number,
): PullPage<K> {
  const source = PULLED[kind];
  const { rows, upTo, remaining } = changedRows(database, source.table, source.alsoFrom, afterOf(cursor, epoch), limit);
  const items: Pulled<K>[] = [];
  const unreadable: Unreadable[] = [];
  for (const row of rows) {
    const id = String(row['id']);
    const read = source.read(row);
    if (read.kind === 'read') items.push({ kind, id, body: read.value });
    else unreadable.push({ kind, id, field: read.field, reason: read.reason });
  }
  return { items, unreadable, cursor: `${epoch}.${upTo}`, more: remaining > 0, remaining, serverAtMs: null };
}

/** Ids of the given that are not there any more. */
export function goneOf(database: DatabaseSync, kind: PulledKind, ids: readonly string[]): readonly string[] {
  const stillThere = database.prepare(`SELECT 1 FROM ${PULLED[kind].table} WHERE id = ?`);
  return ids.filter((id) => stillThere.get(id) === undefined);
}

const LIST_PAGE = 500;

interface ListPage {
  readonly items: readonly { readonly id: string; readonly entry: Suppression | null }[];
  readonly cursor: string;
  readonly more: boolean;
}

/** A suppression whose row is damaged can't be ignored: somebody asked not to be written to. Unknown means: do not send. */
export const unreadableSuppression = (id: unknown, field: string): ConnectorFault =>
  new ConnectorFault(
    'permanent',
    `the suppression ${String(id)} can’t be read (${field}); repair or remove it in the CRM`,
  );

/** Changes of one of the two lists since the cursor; a removed entry comes with a null. */
export function pullList(
  database: DatabaseSync,
  epoch: string,
  table: 'suppressions' | 'opt_outs',
  cursor: string | null,
): ListPage {
  const after = afterOf(cursor, epoch);
  // One more than a page says whether there is more; counting what remains would take longer with each page of a long list.
  const rows = database
    .prepare(`SELECT * FROM ${table} WHERE change_no > ? ORDER BY change_no LIMIT ?`)
    .all(after, LIST_PAGE + 1);
  const page = rows.slice(0, LIST_PAGE);
  const items = page.map((row) => {
    const id = String(row['id']);
    if (row['removed_at_ms'] !== null) return { id, entry: null };
    const read = readSuppression(row);
    if (read.kind === 'unreadable') throw unreadableSuppression(id, read.field);
    return { id, entry: read.value };
  });
  return { items, cursor: `${epoch}.${String(page.at(-1)?.['change_no'] ?? after)}`, more: rows.length > LIST_PAGE };
}
