/** The words of one person's review list in memory, in list order, so that a search reads only what it shows. A copy: any change drops it. */
import { Dexie } from 'dexie';
import type { PackageId, PersonId } from '../../shared/domain/ids.ts';
import type { DeskDb } from './db.ts';
import type { SummaryRow } from './rows.ts';

export interface ReviewWords {
  readonly ids: readonly PackageId[];
  /** What is searched of each, in lower case. */
  readonly texts: readonly string[];
}

/** Rows read at once: small enough to keep the screen free. */
const READ_AT_ONCE = 1_000;
/** Quiet for this long, then the words are read again, so that the next search finds them ready. */
const WARM_AFTER_MS = 700;

interface Kept {
  readonly db: DeskDb;
  readonly personId: PersonId;
  readonly words: Promise<ReviewWords>;
}

let kept: Kept | null = null;

/** What a search looks through. */
export function searchedText(row: SummaryRow): string {
  return `${row.accountName}\n${row.contactName}\n${row.contactTitle}\n${row.segmentName}\n${row.whyNow}`.toLowerCase();
}

/** The person's review list after `last` by its whole key, in order: an offset would walk over every row before it. */
export function reviewRows(db: DeskDb, personId: PersonId, last?: SummaryRow) {
  const from = last === undefined ? [personId, 'review', Dexie.minKey] : [personId, 'review', last.rank, last.id];
  return db.relaxed.summaries
    .where('[owner+lane+rank+id]')
    .between(from, [personId, 'review', Dexie.maxKey], last === undefined);
}

async function read(db: DeskDb, personId: PersonId): Promise<ReviewWords> {
  const ids: PackageId[] = [];
  const texts: string[] = [];
  for (let last: SummaryRow | undefined; ;) {
    const part = await reviewRows(db, personId, last).limit(READ_AT_ONCE).toArray();
    for (const row of part) {
      ids.push(row.id);
      texts.push(searchedText(row));
    }
    last = part.at(-1);
    if (part.length < READ_AT_ONCE) return { ids, texts };
  }
}

/** The words as they are now. */
export function reviewWords(db: DeskDb, personId: PersonId): Promise<ReviewWords> {
  if (kept?.db !== db || kept.personId !== personId) {
    const words = read(db, personId);
    const mine: Kept = { db, personId, words };
    kept = mine;
    words.catch(() => {
      if (kept === mine) kept = null;
    });
  }
  return kept.words;
}

/** Whether a change touches the lists of this database. */
function touchesLists(parts: object, db: DeskDb): boolean {
  return Object.keys(parts).some((part) => part.startsWith(`idb://${db.relaxed.name}/summaries/`));
}

// In any window, for a change made in any window.
Dexie.on('storagemutated', (parts: object) => {
  if (kept !== null && touchesLists(parts, kept.db)) kept = null;
});

/** Keeps the words ready for the next search: reads them now and after each change, once it is quiet. Returns its end. */
export function keepReviewWords(
  db: DeskDb,
  personId: () => PersonId | null,
  onFault: (error: unknown) => void,
): () => void {
  let warming: ReturnType<typeof setTimeout> | null = null;
  const warm = () => {
    if (warming !== null) clearTimeout(warming);
    warming = setTimeout(() => {
      const person = personId();
      if (person !== null) reviewWords(db, person).catch(onFault);
    }, WARM_AFTER_MS);
  };
  const changed = (parts: object) => {
    if (touchesLists(parts, db)) warm();
  };
  Dexie.on('storagemutated', changed);
  warm();
  return () => {
    Dexie.on.storagemutated.unsubscribe(changed);
    if (warming !== null) clearTimeout(warming);
  };
}
