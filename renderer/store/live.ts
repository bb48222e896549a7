/** One way for hooks to read the store: live, with unchanged answers the same objects, and a failing store told instead of thrown. */
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useAskAnew } from './ask-anew.ts';
import { reportStorageFault } from './storage-state.ts';
import { reuse } from './structural-sharing.ts';

interface Answer<T> {
  readonly key: string;
  readonly value: T;
}

const early = new Map<string, unknown>();

/** What the first hook with this key shows until the store has answered it: read just now, by the very query the hook asks. */
export function answerFirst(key: string, value: unknown): void {
  early.set(key, value);
}

function earlyAnswer<T>(key: string): Answer<T> | undefined {
  if (!early.has(key)) return undefined;
  const value = early.get(key) as T;
  early.delete(key);
  return { key, value };
}

/** Remembers the last answer outside of rendering. */
function createMemory<T>(first: Answer<T> | undefined) {
  let last = first;
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
  const [memory] = useState(() => createMemory<T>(earlyAnswer(key)));
  const answer = useLiveQuery(
    async () => {
      try {
        return memory.take(key, await query());
      } catch (error) {
        reportStorageFault(error);
        return memory.last();
      }
    },
    [key, useAskAnew()],
    memory.last(),
  );
  // While the inputs have just changed, the old answer is still there: it is not theirs.
  return answer?.key === key ? answer.value : undefined;
}
