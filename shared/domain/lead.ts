/** A contact under work: its stage and what enrichment found. Account and contact are records of their own. */
import { z } from 'zod';
import { Fact } from './fact.ts';
import { AccountId, ContactId, PersonId } from './ids.ts';
import { LifecycleStage } from './lifecycle-stage.ts';
import { Signal } from './signal.ts';
import { EpochMs } from './time.ts';

export const Lead = z.object({
  contactId: ContactId,
  accountId: AccountId,
  /** Whose queue its packages go to; nobody's yet where null. */
  ownerId: PersonId.nullable(),
  stage: LifecycleStage,
  /** Nurture: nothing is written before. */
  nextStepAtMs: EpochMs.nullable(),
  /** The one to write about first. */
  signals: z.array(Signal).max(50),
  /** Whole ones such as `signal.hiring`, `account.footprint`, `contact.remit`, and the first signal's parts as slots of templates: `signal.city`. */
  facts: z.array(Fact).max(200),
});
export type Lead = z.infer<typeof Lead>;
