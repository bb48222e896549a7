/** How a segment's score is added up: points by criterion, all signed. What they add up to is policy (score-lead). */
import { z } from 'zod';

const points = z.number().min(-100).max(100);

export const ScoringWeights = z.object({
  /** Share of fit in the overall score, in percent; the trigger has the rest. */
  fitPercent: z.number().min(0).max(100),
  rating: z.object({ excellent: points, good: points, fair: points, 'not-a-fit': points }),
  role: z.object({ strong: points, fair: points, weak: points }),
  seniority: z.object({
    ic: points,
    manager: points,
    director: points,
    vp: points,
    'c-level': points,
    founder: points,
  }),
  /** A fresh signal's points by type; they halve with each half-life. */
  signal: z.object({
    funding: points,
    hiring: points,
    'new-tool': points,
    compliance: points,
    'job-change': points,
    expansion: points,
    launch: points,
  }),
  engagement: z.object({
    reply: points,
    click: points,
    'meeting-link': points,
    'pricing-page': points,
    'job-change': points,
  }),
  notVerified: points,
});
export type ScoringWeights = z.infer<typeof ScoringWeights>;
