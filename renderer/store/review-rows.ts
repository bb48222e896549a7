/**
 * One person's review list in memory, in list order with the words of each row, so that searches, filters and the table read no store.
 * A copy: what the store says changed is read again, row by row while that is little, else all of it.
 */
import { Dexie } from 'dexie';
import type { PackageId, PersonId } from '../../shared/domain/ids.ts';
import { changedIn } from './changed-keys.ts';
import type { DeskDb } from './db.ts';
import type { SummaryRow } from './rows.ts';

export interface ListedRow {
  readonly row: SummaryRow;
  /** What is searched of it, in lower case. */
  readonly text: string;
}

/** Rows read at once: small enough to keep the screen free. */
const READ_AT_ONCE = 1_000;
/** Quiet for this long, then the rows are read again, so that the next search finds them ready. */
const WARM_AFTER_MS = 700;
/** More changes than this are read as a whole. */
const MOST_CHANGES = 400;

interface Kept {
  readonly db: DeskDb;
  readonly personId: PersonId;
  rows: Promise<readonly ListedRow[]>;
  /** Changed since they were read. */
  readonly changed: Set<PackageId>;
  /** Too much changed to read it row by row. */
  isStale: boolean;
  /** Everything is read again as soon as what is being read has ended: a long sync must not start a reading with each page. */
  isQueued: boolean;
}

let kept: Kept | null = null;

const listed = (row: SummaryRow): ListedRow => ({
  row,
  text: `${row.accountName}\n${row.contactName}\n${row.contactTitle}\n${row.segmentName}\n${row.whyNow}`.toLowerCase(),
});

/** The person's review list after `last` by its whole key, in order: an offset would walk over every row before it. */
export function reviewRows(db: DeskDb, personId: PersonId, last?: SummaryRow) {
  const from = last === undefined ? [personId, 'review', Dexie.minKey] : [personId, 'review', last.rank, last.id];
  return db.relaxed.summaries
    .where('[owner+lane+rank+id]')
    .between(from, [personId, 'review', Dexie.maxKey], last === undefined);
}

async function readAll(db: DeskDb, personId: PersonId): Promise<readonly ListedRow[]> {
  const rows: ListedRow[] = [];
  for (let last: SummaryRow | undefined; ;) {
    const part = await reviewRows(db, personId, last).limit(READ_AT_ONCE).toArray();
    for (const row of part) rows.push(listed(row));
    last = part.at(-1);
    if (part.length < READ_AT_ONCE) return rows;
  }
}

/** The list's own order, as its index has it. */
export function inListOrder(one: SummaryRow, other: SummaryRow): number {
  return one.rank - other.rank || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

async function readChanged(
  { db, personId }: Kept,
  before: readonly ListedRow[],
  ids: readonly PackageId[],
): Promise<readonly ListedRow[]> {
  const changed = new Set<string>(ids);
  const fresh = (await db.relaxed.summaries.bulkGet([...ids]))
    .filter((row) => row !== undefined && row.owner === personId && row.lane === 'review')
    .map((row) => listed(row as SummaryRow))
    .sort((one, other) => inListOrder(one.row, other.row));
  const rows: ListedRow[] = [];
  let next = 0;
  for (const old of before) {
    if (changed.has(old.row.id)) continue;
    for (let one = fresh[next]; one !== undefined && inListOrder(one.row, old.row) < 0; one = fresh[next]) {
      rows.push(one);
      next += 1;
    }
    rows.push(old);
  }
  return [...rows, ...fresh.slice(next)];
}

/** The list as it is now. The same array while nothing changed. */
export function listedRows(db: DeskDb, personId: PersonId): Promise<readonly ListedRow[]> {
  if (kept?.db !== db || kept.personId !== personId)
    kept = { db, personId, rows: readAll(db, personId), changed: new Set(), isStale: false, isQueued: false };
  else if (kept.isStale) readAgain(kept);
  else if (kept.changed.size > 0) {
    const mine = kept;
    const ids = [...mine.changed];
    mine.changed.clear();
    mine.rows = mine.rows.then((before) => readChanged(mine, before, ids));
  }
  const mine = kept;
  const { rows } = mine;
  rows.catch(() => {
    if (kept === mine && mine.rows === rows) kept = null;
  });
  return rows;
}

function readAgain(mine: Kept): void {
  if (mine.isQueued) return;
  mine.isQueued = true;
  mine.rows = mine.rows
    .catch(() => [])
    .then(() => {
      mine.isQueued = false;
      mine.isStale = false;
      mine.changed.clear();
      return readAll(mine.db, mine.personId);
    });
}

let changes = 0;
const listeners = new Set<() => void>();

/** Rises with each change of what was read. */
export const listChanges = (): number => changes;

export function onListChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// In any window, for a change made in any window.
Dexie.on('storagemutated', (parts: object) => {
  if (kept === null) return;
  const ids = changedIn(parts, kept.db, 'summaries');
  if (ids === undefined) return;
  if (ids === null || kept.changed.size + ids.size > MOST_CHANGES) kept.isStale = true;
  else for (const id of ids) kept.changed.add(id as PackageId);
  changes += 1;
  for (const listener of listeners) listener();
});

/** Keeps the rows ready for the next search: reads them now and after each change, once it is quiet. Returns its end. */
export function keepListedRows(
  db: DeskDb,
  personId: () => PersonId | null,
  onFault: (error: unknown) => void,
): () => void {
  let warming: ReturnType<typeof setTimeout> | null = null;
  const warm = () => {
    if (warming !== null) clearTimeout(warming);
    warming = setTimeout(() => {
      const person = personId();
      if (person !== null) listedRows(db, person).catch(onFault);
    }, WARM_AFTER_MS);
  };
  const changed = (parts: object) => {
    if (changedIn(parts, db, 'summaries') !== undefined) warm();
  };
  Dexie.on('storagemutated', changed);
  warm();
  return () => {
    Dexie.on.storagemutated.unsubscribe(changed);
    if (warming !== null) clearTimeout(warming);
  };
}
