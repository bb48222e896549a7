/** One way for hooks to read the store: live, with unchanged answers the same objects, and a failing store told instead of thrown. */
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { reportStorageFault } from './storage-state.ts';
import { reuse } from './structural-sharing.ts';

interface Answer<T> {
  readonly key: string;
  readonly value: T;
}

/** Remembers the last answer outside of rendering. */
function createMemory<T>() {
  let last: Answer<T> | undefined;
  return {
    take(key: string, value: T): Answer<T> {
      last = last?.key === key ? reuse(last, { key, value }) : { key, value };
      return last;
    },
    /** The last answer, while the store can't give another. */
    last: () => last,
  };
}

/** The answer to `query`, again whenever what it has read changes; undefined before the first. `key` names all its inputs. */
export function useLive<T>(key: string, query: () => Promise<T>): T | undefined {
  const [memory] = useState(() => createMemory<T>());
  const answer = useLiveQuery(async () => {
    try {
      return memory.take(key, await query());
    } catch (error) {
      reportStorageFault(error);
      return memory.last();
    }
  }, [key]);
  // While the inputs have just changed, the old answer is still there: it is not theirs.
  return answer?.key === key ? answer.value : undefined;
}
