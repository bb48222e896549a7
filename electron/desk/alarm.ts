/** Rings when the earliest of several times comes; decides nothing about what is due then. */
import type { Clock } from '../ports/clock.ts';

const BREATHER_MS = 500;

export interface Alarm {
  /** Looks at the times again: something was added, moved or done. */
  reset(): void;
  stop(): void;
}

/** `times` are asked anew at each reset and after each ring; nulls are nothing to wait for. */
export function setAlarm(clock: Clock, times: readonly (() => number | null)[], ring: () => void): Alarm {
  let cancel: (() => void) | null = null;
  let stopped = false;
  const armFrom = (earliestMs: number): void => {
    cancel?.();
    cancel = null;
    if (stopped) return;
    const known = times.map((time) => time()).filter((atMs) => atMs !== null);
    if (known.length === 0) return;
    cancel = clock.wakeAt(Math.max(earliestMs, Math.min(...known)), () => {
      ring();
      // What rang may take a while to be done and is due until then: ask again, but don't spin.
      armFrom(clock.nowMs() + BREATHER_MS);
    });
  };
  const reset = (): void => armFrom(0);
  reset();
  return {
    reset,
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
