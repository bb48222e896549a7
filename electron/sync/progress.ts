/** Counts long work and reports it with its rate, at most ten times a second. */
import type { Progress } from '../../shared/ipc/contract.ts';
import type { Clock } from '../ports/clock.ts';

export type ReportProgress = (progress: Progress) => void;

const REPORT_EVERY_MS = 100;

export function startCount(task: Progress['task'], label: string, clock: Clock, report: ReportProgress) {
  const startedAtMs = clock.nowMs();
  let done = 0;
  let total: number | null = null;
  let reportedAtMs = startedAtMs;
  const say = (state: Progress['state'], problem: string | null) => {
    const seconds = Math.max(clock.nowMs() - startedAtMs, 1) / 1000;
    reportedAtMs = clock.nowMs();
    report({ task, label, done, total, perSecond: Math.round(done / seconds), state, problem });
  };
  return {
    /** Adds what a page brought; `remaining` is what its kind still has to come, where that is known. */
    add(count: number, remaining: number | null): void {
      done += count;
      total = remaining === null ? null : done + remaining;
      if (clock.nowMs() - reportedAtMs >= REPORT_EVERY_MS) say('running', null);
    },
    end(state: 'done' | 'stopped' | 'failed', problem: string | null): void {
      if (state === 'done') total = done;
      say(state, problem);
    },
  };
}
