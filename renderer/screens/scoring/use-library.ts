/** The library as the desk has it, read when the screen opens and after each change. */
import { useCallback, useEffect, useState } from 'react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';

export type Library = ResponseOf<'library.list'>;

interface ReadLibrary {
  /** Null before the first answer. */
  readonly library: Library | null;
  readonly problem: string | null;
  readonly again: () => void;
}

export function useLibrary(): ReadLibrary {
  const [library, setLibrary] = useState<Library | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let current = true;
    void call('library.list', {}).then((answer) => {
      if (!current) return;
      setProblem(answer.ok ? null : answer.error.message);
      if (answer.ok) setLibrary(answer.value);
    });
    return () => {
      current = false;
    };
  }, [times]);
  return { library, problem, again: useCallback(() => setTimes((before) => before + 1), []) };
}
