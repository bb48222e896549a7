/** Waits by the desk's clock, and ends early where the work is stopped. */
import type { Clock } from '../ports/clock.ts';

export function waitFor(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resume();
    };
    const cancel = clock.wakeAt(clock.nowMs() + ms, done);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}

/** Read anew through a call: it may have been aborted while something was waited for. */
export const isAborted = (signal: AbortSignal): boolean => signal.aborted;
