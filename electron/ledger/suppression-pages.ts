/**
 * Reads the suppression list page by page, however long it is: along one index, a bounded stretch at a time, so that a search that finds
 * nothing holds nobody up. It changes nothing and judges nobody.
 */
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { ListedSuppression, SuppressionQuery, SuppressionStretch } from '../ports/suppression-ledger.ts';
import type { Connection, Row } from './connection.ts';

/** Entries a person's list shows by, and the way through each order: its columns, the comparison that goes on, the direction. */
const ORDERS = {
  newest: { key: 'at_ms', on: '<', upTo: '>=', direction: 'DESC' },
  value: { key: 'match_key', on: '>', upTo: '<=', direction: 'ASC' },
} as const;

/** What the filters ask of an index row; each is passed by when it is null. */
const FILTERS = `coalesce(?, scope) = scope AND coalesce(?, reason) = reason AND coalesce(?, source) = source
  AND (? = '' OR instr(match_key, ?) > 0 OR instr(spelt, ?) > 0)`;

export function toListed(row: Row): ListedSuppression {
  return {
    entry: JSON.parse(String(row.body)) as Suppression,
    source: row.source as ListedSuppression['source'],
  };
}

/** At most `limit` entries, out of at most `most` that were looked at; `next` goes on from there, null at the end. */
export function readStretch(
  connection: Connection,
  { filter, order, after, limit }: SuppressionQuery,
  most: number,
): SuppressionStretch {
  const { key, on, upTo, direction } = ORDERS[order];
  const from =
    after === null ? { where: '1', values: [] } : { where: `(${key}, id) ${on} (?, ?)`, values: [after.key, after.id] };
  const ordered = `ORDER BY ${key} ${direction}, id ${direction}`;
  const search = filter.search.trim().toLowerCase();
  const isWhole = filter.scope === null && filter.reason === null && filter.source === null && search === '';
  // Without a filter every row looked at is shown: the page's own limit is bound enough.
  const end = isWhole
    ? undefined
    : connection.get(
        `SELECT ${key} AS key, id FROM suppressions WHERE ${from.where} ${ordered} LIMIT 1 OFFSET ?`,
        ...from.values,
        most - 1,
      );
  const within =
    end === undefined
      ? { where: '1', values: [] }
      : { where: `(${key}, id) ${upTo} (?, ?)`, values: [keyOf(end), String(end.id)] };
  const rows = connection.all(
    `SELECT ${key} AS key, id, body, source FROM suppressions WHERE ${from.where} AND ${within.where} AND ${FILTERS} ${ordered} LIMIT ?`,
    ...from.values,
    ...within.values,
    filter.scope,
    filter.reason,
    filter.source,
    search,
    search,
    search,
    limit,
  );
  const last = rows.length === limit ? rows.at(-1) : end;
  return {
    entries: rows.map(toListed),
    next: last === undefined ? null : { key: keyOf(last), id: String(last.id) },
  };
}

function keyOf(row: Row): string | number {
  return typeof row.key === 'number' ? row.key : String(row.key);
}
