/**
 * Reads what the desk's first picture shows before it is drawn, so that it is drawn once and whole instead of part by part as each read ends.
 * It begins with whoever sat here last, while the main process is still being asked who sits here now.
 */
import { PersonId, type PackageId } from '../../shared/domain/ids.ts';
import type { DeskDb } from './db.ts';
import { readDeskCopy, readRecentBodies } from './desk-copy.ts';
import { answerFirst } from './live.ts';
import { prefetchPackageViews } from './package-view.ts';
import { setReviewOrder } from './review-order.ts';
import { firstOfReview, REVIEW_PAGE, reviewPageKey, type ReviewList } from './review-search.ts';

/** A store that is slower than this draws as it answers: nobody looks at an empty window for it. */
const LONGEST_MS = 300;
const KEY = 'countersign.lastPerson';

export interface FirstLook {
  /** Has the first picture of this person's list at hand; the package it begins with, null where there is none or the store is slow. */
  of(personId: PersonId): Promise<PackageId | null>;
}

export function startFirstLook(db: DeskDb, onFault: (error: unknown) => void): FirstLook {
  const lastId = lastPerson();
  const early = lastId === null ? null : read(db, lastId).catch(() => null);
  return {
    async of(personId) {
      const reading = personId === lastId ? early : null;
      keepPerson(personId);
      const list = await within(
        LONGEST_MS,
        (reading ?? Promise.resolve(null)).then((was) => was ?? read(db, personId)),
      ).catch((error: unknown) => {
        onFault(error);
        return null;
      });
      // Nothing there may mean that nothing was copied yet: whoever draws asks again.
      const first = list?.rows[0];
      if (list === null || first === undefined) return null;
      answerFirst(reviewPageKey(personId, REVIEW_PAGE, false), list);
      setReviewOrder(list.rows.map(({ id }) => id));
      return first.id;
    },
  };
}

async function read(db: DeskDb, personId: PersonId): Promise<ReviewList> {
  const [list] = await Promise.all([firstOfReview(db, personId, REVIEW_PAGE), readDeskCopy(db), readRecentBodies(db)]);
  const first = list.rows[0];
  if (first !== undefined) await prefetchPackageViews(db, [first.id]);
  return list;
}

/** Null where it takes longer. */
function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(null), ms);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

function lastPerson(): PersonId | null {
  try {
    return PersonId.safeParse(localStorage.getItem(KEY)).data ?? null;
  } catch {
    // Storage may be switched off: then the look begins with the answer.
    return null;
  }
}

function keepPerson(personId: PersonId): void {
  try {
    localStorage.setItem(KEY, personId);
  } catch {
    // As above.
  }
}
