/** When a message is tried again. Full jitter, so that a provider that comes back is not met by every desk at once. */
import type { Random } from '../ports/random.ts';

const FIRST_MS = 30_000;
const LONGEST_MS = 30 * 60_000;
const SHORTEST_MS = 1_000;

/** Milliseconds to wait before attempt `attempt + 1`; `attempt` counts from 1. */
export function backoffMs(attempt: number, random: Random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 4 ** Math.min(attempt - 1, 10));
  return Math.round(Math.max(SHORTEST_MS, ceiling * random.fraction()));
}
