/** Reads the review list in its order, whole or narrowed by words. It never sorts: the index is the order. */
import type { PackageId, PersonId } from '../../shared/domain/ids.ts';
import { laneKey } from './counters.ts';
import type { DeskDb } from './db.ts';
import { reviewRows, reviewWords } from './review-words.ts';
import type { SummaryRow } from './rows.ts';

export interface ReviewList {
  readonly rows: readonly SummaryRow[];
  /** How many there are in all. */
  readonly total: number;
}

/** The first `limit` rows of the person's list; with words, of those that have every one of them. */
export async function searchReview(db: DeskDb, personId: PersonId, search: string, limit: number): Promise<ReviewList> {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) {
    const [rows, counter] = await Promise.all([
      reviewRows(db, personId).limit(limit).toArray(),
      db.relaxed.counters.get(laneKey(personId, 'review')),
    ]);
    return { rows, total: counter?.count ?? rows.length };
  }
  // Read so that a live query knows what its answer rests on: the words in memory tell it nothing.
  await Promise.all([db.relaxed.meta.get('feed'), reviewRows(db, personId).limit(1).primaryKeys()]);
  const { ids, texts } = await reviewWords(db, personId);
  const found: PackageId[] = [];
  let total = 0;
  texts.forEach((text, at) => {
    if (!words.every((word) => text.includes(word))) return;
    total += 1;
    const id = ids[at];
    if (found.length < limit && id !== undefined) found.push(id);
  });
  const rows = await db.relaxed.summaries.bulkGet(found);
  return { rows: rows.filter((row) => row !== undefined), total };
}
