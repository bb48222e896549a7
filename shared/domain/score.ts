/** How much an account and person are worth writing to now, and why. */
import { z } from 'zod';
import { line } from './text.ts';

/** Confidence from which a score counts as high (spec 2). */
export const HIGH_CONFIDENCE = 0.7;

export const Score = z.object({
  /** 0 to 100, weighted fit and trigger. */
  overall: z.number().min(0).max(100),
  fit: z.number().min(0).max(100),
  trigger: z.number().min(0).max(100),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** The strongest reasons, each with its signed weight in points. */
  drivers: z.array(z.object({ label: line(160).min(1), weight: z.number().min(-100).max(100) })).max(12),
  route: z.enum(['sequence', 'scoring-review', 'nurture', 'human']),
});
export type Score = z.infer<typeof Score>;
