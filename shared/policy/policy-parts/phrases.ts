/** The policy's lists of words: what is never said, what is said only with an approved source, what reads like spam. */
import { z } from 'zod';
import { line } from '../../domain/text.ts';

const phrase = line(120).min(2);

/** Things said only where a source that marketing or legal approved stands behind them (spec 3, `banned-claims`). */
export const VerifyFirstTopic = z.enum(['pricing', 'case-study', 'guarantee', 'compliance', 'regulated-industry']);

export const Phrases = z.object({
  banned: z
    .array(z.object({ phrase, because: line(200).min(1) }))
    .max(500)
    .default([]),
  verifyFirst: z
    .array(
      z.object({
        topic: VerifyFirstTopic,
        phrases: z.array(phrase).min(1).max(200),
        /** Sources of facts that may stand behind such a sentence, exactly as the fact names its source. */
        approvedSources: z.array(line(200).min(1)).max(100),
      }),
    )
    .max(50)
    .default([]),
  spam: z.array(phrase).max(500).default([]),
});
