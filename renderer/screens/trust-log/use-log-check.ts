/** Has the whole log checked, piece by piece; leaving the screen or stopping ends it, and nothing is changed either way. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallResult } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';

export interface RunningCheck {
  readonly done: number;
  readonly total: number;
  readonly perSecond: number;
}

export function useLogCheck(onEnd: () => void): {
  readonly check: RunningCheck | null;
  readonly problem: string | null;
  readonly begin: () => void;
  readonly stop: () => void;
} {
  const [check, setCheck] = useState<RunningCheck | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<object | null>(null);
  useEffect(
    () => () => {
      running.current = null;
    },
    [],
  );

  const stop = useCallback(() => {
    running.current = null;
    setCheck(null);
  }, []);

  const begin = useCallback(() => {
    const token = {};
    running.current = token;
    const sinceMs = performance.now();
    setProblem(null);
    setCheck({ done: 0, total: 0, perSecond: 0 });
    void (async () => {
      for (let checkId: string | null = null; running.current === token;) {
        const answer: CallResult<'trust-log.check'> = await call('trust-log.check', { checkId });
        if (running.current !== token) return;
        if (!answer.ok) {
          setProblem(answer.error.message);
          break;
        }
        const { linesDone, linesTotal, result } = answer.value;
        if (result !== null) break;
        ({ checkId } = answer.value);
        const seconds = Math.max(0.001, (performance.now() - sinceMs) / 1_000);
        setCheck({ done: linesDone, total: linesTotal, perSecond: linesDone / seconds });
      }
      if (running.current !== token) return;
      running.current = null;
      setCheck(null);
      onEnd();
    })();
  }, [onEnd]);

  return { check, problem, begin, stop };
}
