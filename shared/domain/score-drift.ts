/** The score against what came back: mails in ten parts of equal size by their score. */
import { z } from 'zod';
import { line } from './text.ts';
import { RateInterval } from './version-outcome.ts';

export const ScoreDecile = z.object({
  /** The lowest and highest score in it. */
  least: z.number(),
  most: z.number(),
  mails: z.int().min(1),
  replies: z.int().min(0),
  positives: z.int().min(0),
  replyRate: RateInterval,
  positiveRate: RateInterval,
});
export type ScoreDecile = z.infer<typeof ScoreDecile>;

export const ScoreDrift = z.object({
  /** Lowest scores first; fewer than ten where there are fewer mails. */
  deciles: z.array(ScoreDecile).max(10),
  scored: z.int().min(0),
  /** Mails with no package behind them that carried a score. */
  unscored: z.int().min(0),
  verdict: z.object({ kind: z.enum(['holds', 'drifted', 'unknown']), words: line(300) }),
});
export type ScoreDrift = z.infer<typeof ScoreDrift>;
