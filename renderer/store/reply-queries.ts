/** What the screens of replies and escalations ask the store, as React hooks over live queries. They read; they never write. */
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { MailboxId, PackageId, PersonId, ReplyId } from '../../shared/domain/ids.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { ThreadMessage } from '../../shared/domain/handoff-package.ts';
import { useSession } from '../view-state/session.ts';
import { repliesKey } from './counters.ts';
import { deskDb } from './db.ts';
import { useLive } from './live.ts';
import { readReplies, type ReplyFilter, type ReplyList } from './reply-list.ts';
import { readReplyThread } from './reply-thread.ts';

const NO_REPLIES: ReplyList = { rows: [], total: 0 };

/** The mailbox whose replies this person sees. */
export function useMailboxId(personId: PersonId | null): MailboxId | null {
  return useSession(({ person, people }) => {
    if (personId === null) return null;
    const found = people.find(({ id }) => id === personId) ?? (person?.id === personId ? person : undefined);
    return found?.mailbox.id ?? null;
  });
}

/** The first `limit` replies of the filter, newest first, with how many there are. Undefined while they are read. */
export function useReplies(
  personId: PersonId | null,
  filter: ReplyFilter,
  search: string,
  limit: number,
): ReplyList | undefined {
  const mailboxId = useMailboxId(personId);
  const words = search.trim().toLowerCase();
  return useLive(`replies|${mailboxId ?? ''}|${filter}|${limit}|${words}`, async () =>
    mailboxId === null ? NO_REPLIES : readReplies(deskDb(), mailboxId, filter, words, limit),
  );
}

/** How many replies each filter has; undefined while they are read. */
export function useReplyCounts<F extends ReplyFilter>(
  personId: PersonId | null,
  filters: readonly F[],
): Readonly<Partial<Record<F, number>>> {
  const mailboxId = useMailboxId(personId);
  const counts = useLive(`reply-counts|${mailboxId ?? ''}|${filters.join(' ')}`, async () => {
    if (mailboxId === null) return {};
    const rows = await deskDb().relaxed.counters.bulkGet(filters.map((filter) => repliesKey(mailboxId, filter)));
    return Object.fromEntries(filters.map((filter, at) => [filter, rows[at]?.count ?? 0]));
  });
  return (counts ?? {}) as Readonly<Partial<Record<F, number>>>;
}

export interface ReplyOnScreen {
  readonly reply: Reply;
  readonly escalation: Escalation | null;
  /** Everything else that was said, newest first. */
  readonly thread: readonly ThreadMessage[];
  /** Whether the drafted answer can be opened here. */
  readonly hasDraft: boolean;
}

/** One reply with what was said before it: undefined while it is read, null where there is none. */
export function useReply(id: ReplyId | null): ReplyOnScreen | undefined | null {
  return useLive(`reply|${id ?? ''}`, async () => {
    if (id === null) return null;
    const { replies, escalations, packages } = deskDb().relaxed;
    const reply = await replies.get(id);
    if (reply === undefined) return null;
    const [escalation, draft, thread] = await Promise.all([
      reply.escalationId === null ? undefined : escalations.get(reply.escalationId),
      reply.draftPackageId === null ? undefined : packages.get(reply.draftPackageId),
      readReplyThread(deskDb(), reply),
    ]);
    return { reply, escalation: escalation ?? null, thread, hasDraft: draft !== undefined };
  });
}

/** The reply that a drafted answer is for; null where the package answers none, undefined while it is read. */
export function useReplyAnsweredBy(packageId: PackageId | null): Reply | undefined | null {
  return useLive(`answered-by|${packageId ?? ''}`, async () => {
    if (packageId === null) return null;
    const { replyRows, replies } = deskDb().relaxed;
    const row = await replyRows.where('draftPackageId').equals(packageId).first();
    return row === undefined ? null : ((await replies.get(row.id)) ?? null);
  });
}
