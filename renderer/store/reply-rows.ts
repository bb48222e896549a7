/** The list row of a reply: what it counts as, whether anybody has it, and the words a search looks through. Shapes and rules only; nothing here reads or writes. */
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { EscalationId, MailboxId, PackageId, ReplyId } from '../../shared/domain/ids.ts';
import type { Reply, ReplyState } from '../../shared/domain/reply.ts';
import type { ReplyClass } from '../../shared/domain/reply-class.ts';

/** What a reply counts as; `unread` where neither a person nor the agent has said. */
export type CountsAs = ReplyClass | 'unread';

/** One line of a list. */
export interface ReplySummary {
  readonly id: ReplyId;
  readonly mailboxId: MailboxId;
  readonly atMs: number;
  readonly accountName: string;
  readonly contactName: string;
  readonly from: string;
  readonly subject: string;
  /** How its text begins, in one line: shown in part, searched whole. */
  readonly begins: string;
  /** The first words its reading rests on; null where it rests on none. */
  readonly quote: string | null;
  readonly state: ReplyState;
  readonly class: CountsAs;
  readonly isLabelled: boolean;
  readonly isSuspicious: boolean;
  /** When somebody must have taken it over; null where no escalation waits for an answer. */
  readonly dueAtMs: number | null;
}

export interface ReplyRow extends ReplySummary {
  /** Ascending is newest first. */
  readonly rank: number;
  /** 1 while a person still has to do something about it. */
  readonly open: 0 | 1;
  /** 1 while it is positive and nobody has taken it. */
  readonly hot: 0 | 1;
  readonly escalationId: EscalationId | null;
  readonly draftPackageId: PackageId | null;
}

/** As much of the text as a list and a search need. */
const BEGINS_CHARS = 400;

/** A person's label goes before the reading. */
export function countsAs({ labelled, reading }: Pick<Reply, 'labelled' | 'reading'>): CountsAs {
  return labelled?.class ?? reading?.class ?? 'unread';
}

/** What the agent has handled or a person has closed asks for nothing more. */
export function isOpenReply({ state }: Pick<Reply, 'state'>): boolean {
  switch (state) {
    case 'new':
    case 'drafted':
    case 'escalated':
      return true;
    case 'handled':
    case 'closed':
      return false;
  }
}

/** Whether a person has taken it: an escalation that nobody has accepted yet is still with nobody. */
export function isWithSomebody({ state }: Pick<Reply, 'state'>, escalation: Escalation | undefined): boolean {
  switch (state) {
    case 'closed':
      return true;
    case 'escalated':
      return escalation === undefined || escalation.state === 'accepted';
    case 'new':
    case 'drafted':
    case 'handled':
      return false;
  }
}

export function replyRow(reply: Reply, escalation: Escalation | undefined): ReplyRow {
  const counts = countsAs(reply);
  return {
    id: reply.id,
    mailboxId: reply.mailboxId,
    atMs: reply.atMs,
    rank: -reply.atMs,
    accountName: reply.accountName,
    contactName: reply.contactName,
    from: reply.from,
    subject: reply.subject,
    begins: reply.text.replaceAll(/\s+/gu, ' ').trim().slice(0, BEGINS_CHARS),
    quote: reply.reading?.evidence.at(0)?.text ?? null,
    state: reply.state,
    class: counts,
    isLabelled: reply.labelled !== null,
    isSuspicious: reply.suspicious !== null,
    dueAtMs: escalation?.state === 'open' ? escalation.dueAtMs : null,
    open: isOpenReply(reply) ? 1 : 0,
    hot: counts === 'positive' && !isWithSomebody(reply, escalation) ? 1 : 0,
    escalationId: reply.escalationId,
    draftPackageId: reply.draftPackageId,
  };
}
