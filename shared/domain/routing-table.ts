/** Where a scored lead goes: rows in order, the first that fits decides (spec 4, step 5). */
import { z } from 'zod';
import { Tier } from './account.ts';
import { line } from './text.ts';

export const LeadRoute = z.enum(['sequence', 'scoring-review', 'tier-2', 'tier-3', 'nurture', 'drop', 'human']);
export type LeadRoute = z.infer<typeof LeadRoute>;

export const RoutingRow = z.object({
  name: line(120).min(1),
  when: z.object({
    minScore: z.number().min(0).max(100).nullable(),
    /** Below this, not at it. */
    belowScore: z.number().min(0).max(101).nullable(),
    confidence: z.enum(['high', 'low']).nullable(),
    tiers: z.array(Tier).max(3),
    /** A pin, a C-level or founder contact, a regulated industry, a sensitive claim. */
    sensitive: z.boolean().nullable(),
    minFit: z.number().min(0).max(100).nullable(),
  }),
  to: LeadRoute,
});
export type RoutingRow = z.infer<typeof RoutingRow>;

export const RoutingTable = z
  .object({
    rows: z.array(RoutingRow).min(1).max(50),
    /** Industries a person looks at first, compared without case. */
    regulatedIndustries: z.array(line(120).min(1)).max(100),
  })
  .refine(
    ({ rows }) => {
      const last = rows.at(-1)?.when;
      return (
        last !== undefined &&
        last.minScore === null &&
        last.belowScore === null &&
        last.confidence === null &&
        last.tiers.length === 0 &&
        last.sensitive === null &&
        last.minFit === null
      );
    },
    { path: ['rows'], error: 'the last row must take every lead that is left' },
  );
export type RoutingTable = z.infer<typeof RoutingTable>;
