/** Reads the review list in its order, whole or narrowed by words. It never sorts: the index is the order. */
import Dexie from 'dexie';
import type { PersonId } from '../../shared/domain/ids.ts';
import { laneKey } from './counters.ts';
import type { DeskDb } from './db.ts';
import type { SummaryRow } from './rows.ts';

/** Rows read at once while looking for words: small enough to keep the screen free. */
const READ_AT_ONCE = 2_000;

/** Whether every word stands somewhere in the row. `words` in lower case. */
export function matchesWords(row: SummaryRow, words: readonly string[]): boolean {
  const text =
    `${row.accountName}\n${row.contactName}\n${row.contactTitle}\n${row.segmentName}\n${row.whyNow}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The first `limit` rows of the person's list, and how many there are in all. */
export async function searchReview(
  db: DeskDb,
  personId: PersonId,
  search: string,
  limit: number,
): Promise<{ readonly rows: readonly SummaryRow[]; readonly total: number }> {
  const { summaries, counters } = db.relaxed;
  // After the last row by its whole key: an offset would walk over every row before it.
  const listed = (last?: SummaryRow) =>
    summaries
      .where('[owner+lane+rank+id]')
      .between(
        last === undefined ? [personId, 'review', Dexie.minKey] : [personId, 'review', last.rank, last.id],
        [personId, 'review', Dexie.maxKey],
        last === undefined,
      );
  const words = search.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) {
    const [rows, counter] = await Promise.all([
      listed().limit(limit).toArray(),
      counters.get(laneKey(personId, 'review')),
    ]);
    return { rows, total: counter?.count ?? rows.length };
  }
  const rows: SummaryRow[] = [];
  let total = 0;
  for (let last: SummaryRow | undefined; ;) {
    const part = await listed(last).limit(READ_AT_ONCE).toArray();
    for (const row of part) {
      if (!matchesWords(row, words)) continue;
      total += 1;
      if (rows.length < limit) rows.push(row);
    }
    last = part.at(-1);
    if (part.length < READ_AT_ONCE) return { rows, total };
  }
}
