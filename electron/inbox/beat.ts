/** Does a piece of work again and again: on a jittered beat, later after failures, never twice at once. It has an owner that stops it. */
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';

/** `failed` may pass by itself, `needs-person` hardly; `idle`: there is nothing to do until somebody calls again. */
export type BeatOutcome = 'fine' | 'failed' | 'needs-person' | 'idle';

export interface Beat {
  /** Does it now; a call during a run joins it. After `stop` nothing runs. */
  run(): Promise<void>;
  /** Once the run under way has ended, does it anew; what failed before no longer counts. */
  runAnew(): void;
  readonly stopped: () => boolean;
  stop(): Promise<void>;
}

export interface BeatPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly once: () => Promise<BeatOutcome>;
  /** A fault that nobody foresaw: told, and tried again late. */
  readonly crashed: (cause: unknown) => void;
}

const BEAT_MS = 60_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 15 * 60_000;

export function keepBeat({ clock, random, once, crashed }: BeatPorts): Beat {
  let failures = 0;
  let ended = false;
  let cancel: (() => void) | null = null;
  let current: Promise<void> | null = null;

  /** Never the same for two desks. */
  const beatIn = (waitMs: number): void => {
    cancel?.();
    if (ended) return;
    cancel = clock.wakeAt(clock.nowMs() + Math.ceil(waitMs * (0.75 + random.fraction() / 2)), () => void run());
  };
  const after = (outcome: BeatOutcome): void => {
    failures = outcome === 'failed' ? failures + 1 : 0;
    switch (outcome) {
      case 'fine':
        beatIn(BEAT_MS);
        break;
      case 'failed':
        beatIn(Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10), LONGEST_RETRY_MS));
        break;
      case 'needs-person':
        beatIn(LONGEST_RETRY_MS);
        break;
      case 'idle':
        break;
      default:
        outcome satisfies never;
    }
  };

  function run(): Promise<void> {
    if (ended) return Promise.resolve();
    cancel?.();
    current ??= once()
      .catch((cause: unknown): BeatOutcome => {
        crashed(cause);
        return 'needs-person';
      })
      .then((outcome) => {
        current = null;
        after(outcome);
      });
    return current;
  }

  return {
    run,
    runAnew() {
      failures = 0;
      void Promise.resolve(current).then(() => run());
    },
    stopped: () => ended,
    async stop() {
      ended = true;
      cancel?.();
      await current;
    },
  };
}
