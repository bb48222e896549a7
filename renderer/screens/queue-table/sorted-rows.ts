/** The orders of the table: each is worked out once for a set of rows, on keys read beforehand, and then only turned round. */
import { z } from 'zod';
import type { ListedRow } from '../../store/review-rows.ts';
import { inListOrder } from '../../store/review-rows.ts';
import type { PackageSummary } from '../../store/rows.ts';

/** In the order they stand at first. */
export const ColumnId = z.enum([
  'account',
  'contact',
  'tier',
  'score',
  'segment',
  'whyNow',
  'findings',
  'kind',
  'state',
  'expires',
  'ready',
  'versions',
]);
export type ColumnId = z.infer<typeof ColumnId>;

/** Where the person is with it: what was typed into counts for more than that it was opened. */
export const stateOf = ({ edited, state }: PackageSummary): 'edited' | 'opened' | 'untouched' =>
  edited ? 'edited' : state === 'opened' ? 'opened' : 'untouched';

/** What a column is sorted by: words in lower case, or a figure. */
export const KEY_OF: Readonly<Record<ColumnId, (row: PackageSummary) => string | number>> = {
  account: (row) => row.accountName.toLowerCase(),
  contact: (row) => row.contactName.toLowerCase(),
  tier: (row) => row.tier,
  segment: (row) => row.segmentName.toLowerCase(),
  score: (row) => row.score,
  whyNow: (row) => row.whyNow.toLowerCase(),
  // Only rows in sight are looked at, so there is no order by it.
  findings: () => 0,
  state: stateOf,
  kind: (row) => `${row.messageKind} ${String(row.stepNumber).padStart(3, '0')}`,
  expires: (row) => row.expiresAtMs,
  ready: (row) => row.readyAtMs,
  versions: (row) => row.versions.join(' '),
};

export const isSortable = (id: ColumnId): boolean => id !== 'findings';

/** Null is the queue's own order. */
export interface TableOrder {
  readonly column: ColumnId;
  readonly isDescending: boolean;
}

const known = new WeakMap<readonly ListedRow[], Map<ColumnId, readonly ListedRow[]>>();

function ascending(rows: readonly ListedRow[], column: ColumnId): readonly ListedRow[] {
  const orders = known.get(rows) ?? new Map<ColumnId, readonly ListedRow[]>();
  known.set(rows, orders);
  const before = orders.get(column);
  if (before !== undefined) return before;
  const keyOf = KEY_OF[column];
  const keyed = rows.map((listed) => ({ listed, key: keyOf(listed.row) }));
  keyed.sort((one, other) =>
    one.key < other.key ? -1 : one.key > other.key ? 1 : inListOrder(one.listed.row, other.listed.row),
  );
  const sorted = keyed.map(({ listed }) => listed);
  orders.set(column, sorted);
  return sorted;
}

/** Within equals the queue's order stands, whichever way the column goes. */
export function inOrder(rows: readonly ListedRow[], order: TableOrder | null): readonly ListedRow[] {
  if (order === null) return rows;
  const sorted = ascending(rows, order.column);
  if (!order.isDescending) return sorted;
  const keyOf = KEY_OF[order.column];
  const turned: ListedRow[] = [];
  for (let end = sorted.length; end > 0;) {
    const last = sorted[end - 1];
    if (last === undefined) break;
    const key = keyOf(last.row);
    let start = end - 1;
    for (let one = sorted[start - 1]; one !== undefined && keyOf(one.row) === key; one = sorted[start - 1]) start -= 1;
    for (let at = start; at < end; at += 1) {
      const one = sorted[at];
      if (one !== undefined) turned.push(one);
    }
    end = start;
  }
  return turned;
}
