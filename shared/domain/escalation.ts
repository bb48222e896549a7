/** A thread handed from agent to human, with everything that was said. */
import { z } from 'zod';
import { EscalationTrigger } from './decision.ts';
import { EscalationId, PackageId, PersonId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

export const Escalation = z.object({
  id: EscalationId,
  packageId: PackageId,
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
});
export type Escalation = z.infer<typeof Escalation>;
