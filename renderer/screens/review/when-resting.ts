/** Puts work off until the hands rest for a moment, but not for ever. It never drops the last call. */

export interface Resting {
  /** Asks for the work; calls before it has begun are one. */
  readonly ask: () => void;
  /** Forgets what was asked for. */
  readonly stop: () => void;
}

/** `act` runs `restMs` after the last call, at the latest `longestMs` after the first. */
export function whenResting(act: () => void, restMs: number, longestMs: number): Resting {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let firstAtMs = 0;
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    ask() {
      const nowMs = performance.now();
      if (timer === null) firstAtMs = nowMs;
      else clearTimeout(timer);
      timer = setTimeout(
        () => {
          timer = null;
          act();
        },
        Math.max(0, Math.min(restMs, firstAtMs + longestMs - nowMs)),
      );
    },
    stop,
  };
}
