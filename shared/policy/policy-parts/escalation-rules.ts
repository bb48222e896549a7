/** The policy's part about escalation: whom and what a human answers always (spec 3). What fires, and why, is `escalation.ts`' business. */
import { z } from 'zod';
import { line } from '../../domain/text.ts';

const name = line(120).min(2);

export const EscalationRules = z.object({
  /** Named in a reply, a human answers; any other tool gets the one disambiguating question. */
  competitors: z.array(name).max(500).default([]),
  /** Words an account's industry is known by; a word of it is enough (`bank` does not stand for `banking`). */
  regulatedIndustries: z
    .array(name)
    .max(200)
    .default([
      'banking',
      'banks',
      'credit unions',
      'insurance',
      'capital markets',
      'financial services',
      'payments',
      'lending',
      'e-money',
      'card issuing',
      'healthcare',
      'health',
      'surgery',
      'diagnostics',
      'medical',
      'health care',
      'hospitals',
      'pharmaceuticals',
      'biotechnology',
      'defence',
      'defense',
      'government',
      'public sector',
      'gambling',
      'utilities',
      'nuclear',
    ]),
  /** There is one approved price sheet, and the agent may send it where a price is all that is asked. */
  pricesMayBeSent: z.boolean().default(false),
  /** From this many employees on, a human answers any reply. */
  enterpriseHeadcount: z.int().min(50).max(1_000_000).default(1_000),
});
export type EscalationRules = z.infer<typeof EscalationRules>;
