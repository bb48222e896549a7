/** The review list as screens ask for it: its first rows in their order, and what it is narrowed by. It never sorts: the index is the order. */
import type { PersonId } from '../../shared/domain/ids.ts';
import { laneKey } from './counters.ts';
import type { DeskDb } from './db.ts';
import { NO_FILTER, type FoundIn, type ReviewFilter } from './review-filter.ts';
import { reviewRows } from './review-rows.ts';
import type { SummaryRow } from './rows.ts';

export interface ReviewList {
  readonly rows: readonly SummaryRow[];
  /** How many pass. */
  readonly total: number;
  /** How many there are in all. */
  readonly all: number;
}

export interface Narrowing {
  readonly search: string;
  readonly filter: ReviewFilter;
  readonly found: FoundIn;
}

export const NOT_NARROWED: Narrowing = { search: '', filter: NO_FILTER, found: new Map() };

/** Each has to be there. */
export function wordsOf(search: string): readonly string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Rows read at first, and again with each arrival near the end. */
export const REVIEW_PAGE = 200;

/** Names what the list's query asks. */
export const reviewPageKey = (personId: PersonId | null, limit: number, narrows: boolean): string =>
  `review|${personId ?? ''}|${limit}|${String(narrows)}`;

/** The first `limit` rows of the person's whole list. */
export async function firstOfReview(db: DeskDb, personId: PersonId, limit: number): Promise<ReviewList> {
  const [rows, counter] = await Promise.all([
    reviewRows(db, personId).limit(limit).toArray(),
    db.relaxed.counters.get(laneKey(personId, 'review')),
  ]);
  const all = counter?.count ?? rows.length;
  return { rows, total: all, all };
}
