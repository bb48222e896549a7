/** Rings when the earliest of several times comes; decides nothing about what is due then. */
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

const BREATHER_MS = 500;
const AFTER_FAULT_MS = 30_000;

export interface Alarm {
  /** Looks at the times again: something was added, moved or done. */
  reset(): void;
  stop(): void;
}

export interface AlarmPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Asked anew at each reset and after each ring; nulls are nothing to wait for. */
  readonly times: readonly (() => number | null)[];
  readonly ring: () => void;
}

export function setAlarm({ clock, log, times, ring }: AlarmPorts): Alarm {
  let cancel: (() => void) | null = null;
  let stopped = false;
  const armFrom = (earliestMs: number): void => {
    cancel?.();
    cancel = null;
    if (stopped) return;
    const known = times.map((time) => time()).filter((atMs) => atMs !== null);
    if (known.length === 0) return;
    cancel = clock.wakeAt(Math.max(earliestMs, Math.min(...known)), go);
  };
  function go(): void {
    try {
      ring();
      // What rang may take a while to be done and is due until then: ask again, but don't spin.
      armFrom(clock.nowMs() + BREATHER_MS);
    } catch (cause) {
      // A full disk passes; an alarm that died of it would let nothing settle until the next start.
      log.error('desk.alarm', cause);
      if (!stopped) cancel = clock.wakeAt(clock.nowMs() + AFTER_FAULT_MS, go);
    }
  }
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
