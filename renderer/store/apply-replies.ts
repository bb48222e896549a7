/** Applies replies inside the page's transaction: the mail, its row, the counters. A row also follows its escalation. It opens no transaction of its own. */
import type { EscalationId, ReplyId } from '../../shared/domain/ids.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { FeedItem } from '../../shared/ipc/feed.ts';
import type { CounterChanges } from './counters.ts';
import type { Stores } from './db.ts';
import { replyRow, type ReplyRow } from './reply-rows.ts';

type ItemOf<K extends FeedItem['kind']> = Extract<FeedItem, { kind: K }>;

/** Call it after the page's escalations were written; `escalations` are those of the page. */
export async function applyReplies(
  db: Stores,
  items: readonly ItemOf<'reply'>[],
  escalations: readonly ItemOf<'escalation'>[],
  counters: CounterChanges,
): Promise<void> {
  const ids = items.map(({ id }) => id as ReplyId);
  const bodies = items.flatMap(({ body }) => (body === null ? [] : [body]));
  await db.replies.bulkPut(bodies);
  const gone = items.flatMap(({ id, body }) => (body === null ? [id as ReplyId] : []));
  if (gone.length > 0) await db.replies.bulkDelete(gone);
  const followers = await readFollowers(db, escalations, new Set(ids));
  if (ids.length + followers.length === 0) return;

  const changed: readonly Reply[] = [...bodies, ...followers];
  const [before, rows] = await Promise.all([
    db.replyRows.bulkGet([...ids, ...followers.map(({ id }) => id)]),
    rowsOf(db, changed),
  ]);
  for (const row of before) counters.countReply(row, -1);
  for (const row of rows) counters.countReply(row, 1);
  await db.replyRows.bulkPut(rows);
  if (gone.length > 0) await db.replyRows.bulkDelete(gone);
}

/** Replies that did not change themselves, whose escalation did. */
async function readFollowers(
  db: Stores,
  escalations: readonly ItemOf<'escalation'>[],
  inPage: ReadonlySet<ReplyId>,
): Promise<readonly Reply[]> {
  if (escalations.length === 0) return [];
  const ids = await db.replyRows
    .where('escalationId')
    .anyOf(escalations.map(({ id }) => id))
    .primaryKeys();
  const replies = await db.replies.bulkGet(ids.filter((id) => !inPage.has(id)));
  return replies.filter((reply) => reply !== undefined);
}

async function rowsOf(db: Stores, replies: readonly Reply[]): Promise<readonly ReplyRow[]> {
  const wanted = [...new Set(replies.flatMap(({ escalationId }) => (escalationId === null ? [] : [escalationId])))];
  const found = wanted.length === 0 ? [] : await db.escalations.bulkGet(wanted);
  const byId = new Map(wanted.map((id: EscalationId, at) => [id, found[at]]));
  return replies.map((reply) =>
    replyRow(reply, reply.escalationId === null ? undefined : byId.get(reply.escalationId)),
  );
}
