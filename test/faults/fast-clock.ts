/** A clock that runs faster than the machine’s, for what takes minutes. It never calls an alarm early by its own time. */
import type { Clock } from '../../electron/ports/clock.ts';

/** The machine's clock, `speed` times as fast: an undo window of 20 s is over in 20 s / speed. */
export function fastClock(speed: number, startMs = Date.now()): Clock {
  const began = performance.now();
  const nowMs = () => Math.floor(startMs + (performance.now() - began) * speed);
  return {
    nowMs,
    wakeAt(atMs, wake) {
      const timer = setTimeout(wake, Math.min(Math.max(0, (atMs - nowMs()) / speed), 2 ** 31 - 1));
      return () => clearTimeout(timer);
    },
  };
}
