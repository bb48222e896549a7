/** A dated, sourced event at the account: the trigger for writing now. */
import { z } from 'zod';
import { SignalId } from './ids.ts';
import { line, WebUrl } from './text.ts';
import { EpochMs } from './time.ts';

export const SignalType = z.enum(['funding', 'hiring', 'new-tool', 'compliance', 'job-change', 'expansion', 'launch']);
export type SignalType = z.infer<typeof SignalType>;

export const Signal = z.object({
  id: SignalId,
  type: SignalType,
  value: line(400).min(1),
  source: line(200).min(1),
  url: WebUrl.nullable(),
  observedAtMs: EpochMs,
  /** Days after which its weight has halved; stale after two of them. */
  halfLifeDays: z.number().positive().max(3_650),
});
export type Signal = z.infer<typeof Signal>;

const DAY_MS = 86_400_000;

/** The moment a signal is too old to be a reason for writing: two half-lives after it was observed (spec 2). */
export function staleAtMs(signal: Signal): number {
  return signal.observedAtMs + 2 * signal.halfLifeDays * DAY_MS;
}
