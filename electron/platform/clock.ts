/** The machine's clock, with alarms that survive a sleeping laptop; must never call an alarm early or twice. */
import type { Clock } from '../ports/clock.ts';

/** Timers stand still while a machine sleeps, so the wall clock is looked at again at least this often. */
const LOOK_AGAIN_MS = 30_000;

export interface SystemClock extends Clock {
  /** Looks at the wall clock now: after a sleep, alarms that came due meanwhile ring at once. */
  recheck(): void;
}

/** One timer for all alarms; an alarm may be any time ahead, also beyond the 24.8 days one timer can count. */
export function systemClock(): SystemClock {
  const alarms = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  let timer: NodeJS.Timeout | null = null;
  let ringsAtMs = Infinity;

  const arm = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    ringsAtMs = Infinity;
    if (alarms.size === 0) return;
    const nowMs = Date.now();
    let firstAtMs = nowMs + LOOK_AGAIN_MS;
    for (const { atMs } of alarms) firstAtMs = Math.min(firstAtMs, atMs);
    ringsAtMs = Math.max(firstAtMs, nowMs);
    timer = setTimeout(ring, ringsAtMs - nowMs);
  };

  const ring = (): void => {
    const nowMs = Date.now();
    const due = [...alarms].filter((alarm) => alarm.atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
    try {
      for (const alarm of due) {
        // An earlier one may have taken a later one back; and out before it is called, so that none rings twice.
        if (alarms.delete(alarm)) alarm.wake();
      }
    } finally {
      arm();
    }
  };

  return {
    nowMs: () => Date.now(),
    wakeAt(atMs, wake) {
      const alarm = { atMs, wake };
      alarms.add(alarm);
      if (atMs < ringsAtMs) arm();
      return () => {
        if (alarms.delete(alarm) && alarms.size === 0) arm();
      };
    },
    recheck: ring,
  };
}
