/** What may become a sale: whose it is, with whom, and where it stands. Shown here and moved by people alone; who may is policy, not here. */
import { z } from 'zod';
import { AccountId, ContactId, OpportunityId, PersonId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** In the order in which a sale goes through them (spec 2). */
export const OpportunityStage = z.enum([
  'discovery-scheduled',
  'discovery-complete',
  'evaluation',
  'security-legal',
  'negotiation',
  'closed-won',
  'closed-lost',
]);
export type OpportunityStage = z.infer<typeof OpportunityStage>;

export const Opportunity = z.object({
  id: OpportunityId,
  accountId: AccountId,
  /** The person it is talked over with. */
  contactId: ContactId,
  /** Nobody's yet where null. */
  ownerId: PersonId.nullable(),
  /** A move replaces all of it. */
  standing: z.object({
    stage: OpportunityStage,
    /** Null where the CRM does not say since when. */
    sinceAtMs: EpochMs.nullable(),
    /** In a person's words, where they said why. */
    because: line(400),
  }),
  /** In whole and parts of the currency, as the CRM has it. */
  amount: z
    .object({
      value: z.number().min(0).max(1e12),
      currency: z.string().regex(/^[A-Z]{3}$/u, { error: 'not a currency' }),
    })
    .nullable(),
  /** The day on which it is expected to close: a date on a calendar, in nobody's time zone. */
  closesOn: z.iso.date().nullable(),
});
export type Opportunity = z.infer<typeof Opportunity>;
