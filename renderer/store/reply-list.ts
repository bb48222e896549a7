/** Reads replies in the order of their index, newest first, whole or narrowed by words. It never sorts. */
import Dexie from 'dexie';
import type { MailboxId } from '../../shared/domain/ids.ts';
import { repliesKey } from './counters.ts';
import type { DeskDb } from './db.ts';
import type { CountsAs, ReplyRow } from './reply-rows.ts';

/** Which replies: those nobody has taken, those that still ask for something, all, or those of one class. */
export type ReplyFilter = 'hot' | 'open' | 'all' | CountsAs;

export interface ReplyList {
  readonly rows: readonly ReplyRow[];
  /** How many there are in all. */
  readonly total: number;
}

/** Rows read at once while searching: small enough to keep the screen free. */
const READ_AT_ONCE = 1_000;

/** The replies of a filter in their order, after `last` by its whole key. */
function range(db: DeskDb, mailboxId: MailboxId, filter: ReplyFilter, last?: ReplyRow) {
  const { replyRows } = db.relaxed;
  const [index, head]: readonly [string, readonly (string | number)[]] =
    filter === 'all'
      ? ['[mailboxId+rank+id]', [mailboxId]]
      : filter === 'open' || filter === 'hot'
        ? [`[mailboxId+${filter}+rank+id]`, [mailboxId, 1]]
        : ['[mailboxId+class+rank+id]', [mailboxId, filter]];
  const from = last === undefined ? [...head, Dexie.minKey] : [...head, last.rank, last.id];
  return replyRows.where(index).between(from, [...head, Dexie.maxKey], last === undefined);
}

function searchedText(row: ReplyRow): string {
  return `${row.accountName}\n${row.contactName}\n${row.from}\n${row.subject}\n${row.begins}`.toLowerCase();
}

/** The first `limit` replies of the filter; with words, of those that have every one of them. */
export async function readReplies(
  db: DeskDb,
  mailboxId: MailboxId,
  filter: ReplyFilter,
  search: string,
  limit: number,
): Promise<ReplyList> {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) {
    const [rows, counter] = await Promise.all([
      range(db, mailboxId, filter).limit(limit).toArray(),
      db.relaxed.counters.get(repliesKey(mailboxId, filter)),
    ]);
    return { rows, total: counter?.count ?? rows.length };
  }
  const rows: ReplyRow[] = [];
  let total = 0;
  for (let last: ReplyRow | undefined; ;) {
    const part = await range(db, mailboxId, filter, last).limit(READ_AT_ONCE).toArray();
    for (const row of part) {
      const text = searchedText(row);
      if (!words.every((word) => text.includes(word))) continue;
      total += 1;
      if (rows.length < limit) rows.push(row);
    }
    last = part.at(-1);
    if (part.length < READ_AT_ONCE) return { rows, total };
  }
}
