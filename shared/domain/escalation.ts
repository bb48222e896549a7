/** A thread handed from agent to human, with everything that was said. */
import { z } from 'zod';
import { EscalationTrigger } from './decision.ts';
import { ThreadMessage } from './handoff-package.ts';
import { ContactId, EscalationId, PackageId, PersonId, ReplyId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** What goes over to the person with the thread (spec 3). */
export const EscalationContext = z.object({
  replyId: ReplyId,
  contactId: ContactId.nullable(),
  /** The rule that fired, by its code, and the words it rests on. */
  rule: line(80),
  evidence: line(500),
  /** The whole conversation, oldest first. */
  conversation: z.array(ThreadMessage).max(100),
  /** What is known of need, authority, timing, in words. */
  qualification: z.array(line(300)).max(20),
  intentSignals: z.array(line(300)).max(20),
  /** Each objection with what was answered; empty where nothing was yet. */
  objections: z.array(z.object({ said: line(300), answered: line(500) })).max(20),
  suggestedStep: line(300),
});
export type EscalationContext = z.infer<typeof EscalationContext>;

export const Escalation = z.object({
  id: EscalationId,
  /** Null where a reply came that answers no package of ours. */
  packageId: PackageId.nullable(),
  trigger: EscalationTrigger,
  note: line(1_000),
  raisedBy: PersonId.or(z.literal('agent')),
  ownerId: PersonId,
  raisedAtMs: EpochMs,
  /** End of the SLA (2 h, spec 3). */
  dueAtMs: EpochMs,
  state: z.enum(['open', 'accepted', 'declined', 'withdrawn']),
  declinedBecause: line(500).nullable(),
  answeredAtMs: EpochMs.nullable(),
  accountName: line(200),
  contactName: line(160),
  /** The reply it came of, and what the person who takes over needs to know; null for one that a person raised over a draft. */
  context: EscalationContext.nullable().default(null),
});
export type Escalation = z.infer<typeof Escalation>;
