/**
 * Finds the entries of both lists that could mean a recipient, by index, in a file that other programs write to as well. Their rows have
 * no key when they come: each look-up first gives one to every row whose change number is new. It never answers with a row from memory.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Suppression } from '../../../shared/domain/suppression.ts';
import { matchKey, recipientKeys } from '../../../shared/policy/suppression-keys.ts';
import { matchesRecipient, type Recipient } from '../../../shared/policy/suppression-match.ts';
import { unreadableSuppression } from './pull-pages.ts';
import { readSuppression } from './rows.ts';

const LISTS = ['suppressions', 'opt_outs'] as const;
type List = (typeof LISTS)[number];

/** Rows given their key in one go. */
const AT_ONCE = 2_000;

const metaOf = (list: List): string => `keys_up_to_${list}`;
const keyedUpTo = (database: DatabaseSync, list: List): number =>
  Number(database.prepare('SELECT value FROM meta WHERE key = ?').get(metaOf(list))?.['value'] ?? 0);

/** Whether some row has come or changed since keys were given. */
export function lacksKeys(database: DatabaseSync): boolean {
  return LISTS.some((list) => {
    const newest = database.prepare(`SELECT max(change_no) AS newest FROM ${list} WHERE change_no > 0`).get()?.[
      'newest'
    ];
    return Number(newest ?? 0) > keyedUpTo(database, list);
  });
}

function keyNewRows(database: DatabaseSync, list: List): number {
  const after = keyedUpTo(database, list);
  const rows = database
    .prepare(`SELECT * FROM ${list} WHERE change_no > ? ORDER BY change_no LIMIT ?`)
    .all(after, AT_ONCE);
  if (rows.length === 0) return 0;
  const put = database.prepare(
    'INSERT INTO suppression_keys (list, id, key) VALUES (?, ?, ?) ON CONFLICT (list, id) DO UPDATE SET key = excluded.key',
  );
  for (const row of rows) {
    if (row['removed_at_ms'] !== null) continue;
    const read = readSuppression(row);
    if (read.kind === 'unreadable') throw unreadableSuppression(row['id'], read.field);
    put.run(list, read.value.id, matchKey(read.value));
  }
  database
    .prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run(metaOf(list), String(rows.at(-1)?.['change_no']));
  return rows.length;
}

/** Gives every new row its key; inside the caller's transaction. */
export function keepKeys(database: DatabaseSync): void {
  for (const list of LISTS) while (keyNewRows(database, list) === AT_ONCE);
}

/** Entries of both lists that hold now and mean the recipient. */
export function matchingSuppressions(
  database: DatabaseSync,
  recipient: Recipient,
  nowMs: number,
): readonly Suppression[] {
  const keys = JSON.stringify(recipientKeys(recipient));
  return LISTS.flatMap((list) =>
    database
      .prepare(
        `SELECT found.* FROM suppression_keys JOIN ${list} AS found ON found.id = suppression_keys.id
         WHERE list = ? AND key IN (SELECT value FROM json_each(?)) AND removed_at_ms IS NULL ORDER BY found.id`,
      )
      .all(list, keys)
      .flatMap((row) => {
        const read = readSuppression(row);
        if (read.kind === 'unreadable') throw unreadableSuppression(row['id'], read.field);
        return matchesRecipient(read.value, recipient, nowMs) ? [read.value] : [];
      }),
  );
}
