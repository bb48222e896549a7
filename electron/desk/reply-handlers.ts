/** Answers the channels of replies: a person's label, a person taking one over, a person being done with it. Holds no rule of its own. */
import { EscalationId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Desk } from '../ports/desk.ts';
import type { Random } from '../ports/random.ts';
import type { Ledger } from '../ports/ledger.ts';
import { contextByHand } from './answers.ts';
import { labelReply } from './label-reply.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface ReplyHandlerParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly person: () => Person;
  readonly work: () => Pick<WorkingDesk, 'ledger' | 'decide' | 'lookAtReplies'>;
}

type Handlers = Pick<Desk['handlers'], 'reply.label' | 'reply.escalate' | 'reply.close'>;

const MINUTE_MS = 60_000;
const NOT_THERE = { kind: 'no', because: 'There is no such reply any more.' } as const;

export function makeReplyHandlers({ clock, random, person, work }: ReplyHandlerParts): Handlers {
  return {
    'reply.label': ({ replyId, class: label }) => {
      const { ledger, lookAtReplies } = work();
      const answer = ledger.transact(() => {
        const reply = ledger.agent.replies.read(replyId);
        if (reply === null) return NOT_THERE;
        return labelReply(ledger, { reply, label, person: person(), nowMs: clock.nowMs() });
      });
      if (answer.kind === 'ok') lookAtReplies();
      return answer;
    },
    'reply.escalate': (request) => takeOver(work(), person(), request, { clock, random }),
    'reply.close': ({ replyId }) => {
      const { ledger } = work();
      return ledger.transact(() => {
        const reply = ledger.agent.replies.read(replyId);
        if (reply === null) return NOT_THERE;
        ledger.agent.replies.put({ ...reply, state: 'closed' });
        return { kind: 'ok' };
      });
    },
  };
}

/** Raised and accepted in one: who takes it over has it. */
function takeOver(
  { ledger, decide }: Pick<WorkingDesk, 'ledger' | 'decide'>,
  person: Person,
  { replyId, note }: ParsedRequestOf<'reply.escalate'>,
  { clock, random }: Pick<ReplyHandlerParts, 'clock' | 'random'>,
): ResponseOf<'reply.escalate'> {
  return ledger.transact(() => {
    const reply = ledger.agent.replies.read(replyId);
    if (reply === null) return NOT_THERE;
    const before = reply.escalationId === null ? null : ledger.decisions.readEscalation(reply.escalationId);
    if (before?.state === 'accepted') return { kind: 'no', because: 'A person has it already.' };
    if (before?.state === 'open') return decide.acceptEscalation(before.id, person.id);
    const nowMs = clock.nowMs();
    const slaMinutes = ledger.copies.policy()?.limits.escalationSlaMinutes ?? LIMITS.escalationSlaMinutes.default;
    const id = EscalationId.parse(`esc-${random.uuid()}`);
    ledger.decisions.createEscalation({
      id,
      packageId: reply.packageId,
      trigger: 'other',
      note: note.slice(0, 1_000),
      raisedBy: person.id,
      ownerId: person.id,
      raisedAtMs: nowMs,
      dueAtMs: nowMs + slaMinutes * MINUTE_MS,
      state: 'open',
      declinedBecause: null,
      answeredAtMs: null,
      accountName: reply.accountName,
      contactName: reply.contactName,
      context: contextOf(ledger, reply, person, note),
    });
    ledger.agent.replies.put({ ...reply, state: 'escalated', escalationId: id });
    ledger.trace.append({
      atMs: nowMs,
      kind: 'decision',
      actor: person.id,
      subject: { replyId, escalationId: id, kind: 'reply-escalated' },
    });
    return decide.acceptEscalation(id, person.id);
  });
}

function contextOf(ledger: Ledger, reply: Reply, person: Person, note: string) {
  return contextByHand(ledger, reply, `${person.name} took it over${note === '' ? '' : `: ${note}`}`);
}
