/** The list on screen: its pages as they are asked for, its counts, and both anew when the list has changed. It changes nothing itself. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestOf, ResponseOf } from '../../../shared/ipc/contract.ts';
import type { ListedEntry, SuppressionFilter } from '../../../shared/ipc/channels/suppression.ts';
import { call, onEvent } from '../../bridge.ts';

export type ListOrder = RequestOf<'suppression.page'>['order'];
export type ListCounts = ResponseOf<'suppression.counts'>;

const PAGE = 200;
/** As much of the list as is read anew when it has changed under the reader. */
const MOST_AGAIN = 2_000;
/** An import changes the list many times a second. */
const REST_MS = 300;

/** Calls back some time after the list changed, at most every `REST_MS`. */
export function useListChanges(onChange: () => void): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = onEvent('suppression.changed', () => {
      timer ??= setTimeout(() => {
        timer = null;
        latest.current();
      }, REST_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
}

interface Shown {
  readonly rows: readonly ListedEntry[];
  readonly next: ResponseOf<'suppression.page'>['next'];
}

interface Question {
  readonly filter: SuppressionFilter;
  readonly order: ListOrder;
}

/** Goes on from `before` until there are `least` rows or the list ends; or why it could not. */
async function readRows({ filter, order }: Question, before: Shown, least: number): Promise<Shown | string> {
  let { rows, next } = before;
  for (;;) {
    const answer = await call('suppression.page', { filter, order, after: next, limit: PAGE });
    if (!answer.ok) return answer.error.message;
    rows = [...rows, ...answer.value.rows];
    next = answer.value.next;
    if (next === null || rows.length >= least) return { rows, next };
  }
}

const FROM_THE_START: Shown = { rows: [], next: null };

export interface SuppressionList {
  /** Null until the first page has come. */
  readonly rows: readonly ListedEntry[] | null;
  readonly counts: ListCounts;
  readonly problem: string | null;
  readonly readMore: () => void;
  readonly readAgain: () => void;
}

export function useSuppressionList(filter: SuppressionFilter, order: ListOrder): SuppressionList {
  const [shown, setShown] = useState<Shown | null>(null);
  const [counts, setCounts] = useState<ListCounts>([]);
  const [problem, setProblem] = useState<string | null>(null);
  /** Rises with each new question: an answer to an older one is dropped. */
  const asked = useRef(0);
  const isReading = useRef(false);

  const read = useCallback(
    (before: Shown, least: number): void => {
      const question = (asked.current += 1);
      isReading.current = true;
      // A bridge call never rejects: what went wrong is in its answer.
      void readRows({ filter, order }, before, least).then((answer) => {
        if (question !== asked.current) return;
        isReading.current = false;
        if (typeof answer === 'string') setProblem(answer);
        else {
          setProblem(null);
          setShown(answer);
        }
      });
    },
    [filter, order],
  );
  const readCounts = useCallback((): void => {
    void call('suppression.counts', {}).then((answer) => {
      if (answer.ok) setCounts(answer.value);
    });
  }, []);

  useEffect(() => {
    read(FROM_THE_START, PAGE);
    readCounts();
  }, [read, readCounts]);

  const readAgain = (): void => {
    read(FROM_THE_START, Math.min(MOST_AGAIN, Math.max(PAGE, shown?.rows.length ?? 0)));
    readCounts();
  };
  useListChanges(readAgain);

  const readMore = useCallback((): void => {
    if (shown !== null && shown.next !== null && !isReading.current) read(shown, shown.rows.length + PAGE);
  }, [shown, read]);
  return { rows: shown?.rows ?? null, counts, problem, readAgain, readMore };
}
