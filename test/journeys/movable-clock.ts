/** This computer's clock, moved by a time that a test can make longer: alarms that came due meanwhile ring at once. */
import { systemClock } from '../../electron/platform/clock.ts';
import type { Clock } from '../../electron/ports/clock.ts';

export interface MovableClock extends Clock {
  /** What is added to this computer's clock by now. */
  shiftMs(): number;
  skip(ms: number): void;
}

interface Alarm {
  readonly atMs: number;
  readonly wake: () => void;
  cancel: () => void;
}

export function movableClock(firstShiftMs = 0): MovableClock {
  const real = systemClock();
  const alarms = new Set<Alarm>();
  let shift = firstShiftMs;
  const arm = (alarm: Alarm): void => {
    alarm.cancel = real.wakeAt(alarm.atMs - shift, () => {
      if (alarms.delete(alarm)) alarm.wake();
    });
  };
  return {
    nowMs: () => real.nowMs() + shift,
    shiftMs: () => shift,
    wakeAt(atMs, wake) {
      const alarm: Alarm = { atMs, wake, cancel: () => undefined };
      alarms.add(alarm);
      arm(alarm);
      return () => {
        alarms.delete(alarm);
        alarm.cancel();
      };
    },
    skip(ms) {
      shift += ms;
      for (const alarm of alarms) {
        alarm.cancel();
        arm(alarm);
      }
    },
  };
}
