/** How one version of a library entry fared with those it was sent to. */
import { z } from 'zod';
import { line } from './text.ts';

/** A rate with its interval, all between 0 and 1. */
export const RateInterval = z.object({ low: z.number(), mid: z.number(), high: z.number() });
export type RateInterval = z.infer<typeof RateInterval>;

/** How one version fared: sends, replies, positives, opt-outs, with the interval of each rate. */
export const VersionOutcome = z.object({
  version: line(160),
  sends: z.int().min(0),
  replies: z.int().min(0),
  positives: z.int().min(0),
  optOuts: z.int().min(0),
  replyRate: RateInterval,
  positiveRate: RateInterval,
});
export type VersionOutcome = z.infer<typeof VersionOutcome>;

/** What the stop rule says of a canary. */
export const CanaryVerdict = z.object({
  kind: z.enum(['go-on', 'stop-better', 'stop-worse', 'stop-no-difference']),
  words: line(300),
});
export type CanaryVerdict = z.infer<typeof CanaryVerdict>;
