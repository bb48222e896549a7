/** What is known of a message of which nobody knows whether it arrived: it was handed over, looked for, and a person is asked. */
import { z } from 'zod';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** What a look for it said. `absent` never means unsent; `unknown` where it could not be looked for. */
export const LookAnswer = z.enum(['absent', 'unknown']);

export const Doubt = z.object({
  /** When the end of the message was written; null where not even that is known. */
  handedOverAtMs: EpochMs.nullable(),
  /** When the person is asked, unless it is found before. */
  asksAtMs: EpochMs,
  /** How often it was looked for by its Message-ID. */
  looks: z.int().min(0),
  /** The last look: when, where in words, with which answer; null before the first. */
  lastLook: z.object({ atMs: EpochMs, where: line(120), answer: LookAnswer }).nullable(),
});
export type Doubt = z.infer<typeof Doubt>;
