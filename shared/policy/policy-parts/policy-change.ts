/** Who made a version of the policy, why, and who had to agree (RACI). It travels with the version, so that any desk can tell. */
import { z } from 'zod';
import { PersonId } from '../../domain/ids.ts';
import { line } from '../../domain/text.ts';
import { EpochMs } from '../../domain/time.ts';

/** Who owns and who approves a rail's limits (RACI, spec 3). */
export const PolicyOwner = z.enum(['revops', 'sales-leadership', 'marketing', 'security-legal', 'sdr-leads']);
export type PolicyOwner = z.infer<typeof PolicyOwner>;

export const PolicyChangeNote = z.object({
  byPersonId: PersonId,
  byName: line(160),
  atMs: EpochMs,
  /** Why, in the words of whoever saved it. */
  note: line(300).min(1),
  /** Who agreed for each side that has to, beside RevOps itself. */
  approvals: z.array(z.object({ owner: PolicyOwner, name: line(160).min(2) })).max(10),
});
export type PolicyChangeNote = z.infer<typeof PolicyChangeNote>;
