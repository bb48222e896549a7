/** When a package's review window is over: hours since it was ready, weekends not counted. It never reads a clock. */
import { afterWorkingTime } from './working-time.ts';

const HOUR_MS = 3_600_000;

/** The last moment a decision counts, by the wall clock of the owner's mailbox. Ready on a weekend counts from Monday. */
export function reviewExpiresAtMs(readyAtMs: number, hours: number, timeZone: string): number {
  return afterWorkingTime(readyAtMs, hours * HOUR_MS, timeZone);
}
