/** Asks the main process for everything that has the words typed, once the typing rests; an answer that comes late is dropped. Reads only. */
import { useEffect, useState } from 'react';
import { SHORTEST_WORD, type Found } from '../../../shared/ipc/channels/search.ts';
import { call } from '../../bridge.ts';

const TYPING_MS = 80;
/** Of each kind. */
const MOST = 6;

export interface EverythingFound {
  readonly found: readonly Found[];
  readonly unread: number;
  readonly problem: string | null;
  /** The answer to what is typed now has not come yet. */
  readonly isLooking: boolean;
}

const NOTHING: EverythingFound = { found: [], unread: 0, problem: null, isLooking: false };

export function useFound(typed: string): EverythingFound {
  const words = typed.trim();
  const isWord = words.length >= SHORTEST_WORD;
  const [read, setRead] = useState<{ readonly words: string; readonly answer: EverythingFound } | null>(null);
  useEffect(() => {
    if (!isWord) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void call('search.everything', { words: words.slice(0, 200), limit: MOST }).then((answer) => {
        if (!isCurrent) return;
        setRead({
          words,
          answer: answer.ok
            ? { ...answer.value, problem: null, isLooking: false }
            : { ...NOTHING, problem: answer.error.message },
        });
      });
    }, TYPING_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [words, isWord]);
  if (!isWord) return NOTHING;
  // What was found before stays until the next answer, so that the list does not flicker under the typing.
  return read === null ? { ...NOTHING, isLooking: true } : { ...read.answer, isLooking: read.words !== words };
}
