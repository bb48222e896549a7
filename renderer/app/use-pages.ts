/** A long list of the main process, page by page as it is scrolled to, read again as far as it was shown when it may have changed. Reads only. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../shared/ipc/contract.ts';

/** The main process refuses longer pages. */
const MOST_AT_ONCE = 200;

interface Page<Row, Place> {
  readonly rows: readonly Row[];
  /** What the next page is asked for with; null at the end. */
  readonly next: Place | null;
}

interface PagesWish<Row, Place, Answer> {
  /** What is listed, in one string: rows of something else are not gone on with. */
  readonly of: string;
  /** Rises where what is listed may have changed. */
  readonly revision: string;
  readonly pageRows: number;
  /** The same function as long as `of` is the same. */
  readonly ask: (
    after: Place | null,
    limit: number,
  ) => Promise<
    { readonly ok: true; readonly value: Page<Row, Place> & Answer } | { readonly ok: false; readonly error: CallError }
  >;
}

interface Read<Row, Place, Answer> {
  readonly of: string;
  readonly revision: string;
  readonly rows: readonly Row[];
  readonly next: Place | null;
  readonly newest: Page<Row, Place> & Answer;
}

export interface Pages<Row, Answer> {
  /** Null before the first page; what was listed before, while something else is read for the first time. */
  readonly rows: readonly Row[] | null;
  /** The answer that came last, for what it says beside its rows. */
  readonly newest: Answer | null;
  /** Whether `rows` is what is asked for now; and also as new as the revision. */
  readonly isOfThis: boolean;
  readonly isFresh: boolean;
  readonly hasMore: boolean;
  readonly problem: string | null;
  readonly readMore: () => void;
}

export function usePages<Row, Place, Answer>({
  of,
  revision,
  pageRows,
  ask,
}: PagesWish<Row, Place, Answer>): Pages<Row, Answer> {
  const [read, setRead] = useState<Read<Row, Place, Answer> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef<Place | null>(null);
  const shown = useRef(0);

  const page = useCallback(
    async (after: Place | null, limit: number) => {
      const answer = await ask(after, limit);
      setProblem(answer.ok ? null : answer.error.message);
      return answer.ok ? answer.value : null;
    },
    [ask],
  );

  useEffect(() => {
    let isCurrent = true;
    void page(null, Math.min(MOST_AT_ONCE, Math.max(pageRows, shown.current))).then((newest) => {
      if (!isCurrent || newest === null) return;
      asked.current = null;
      shown.current = newest.rows.length;
      setRead({ of, revision, rows: newest.rows, next: newest.next, newest });
    });
    return () => {
      isCurrent = false;
    };
  }, [page, of, revision, pageRows]);

  const isOfThis = read?.of === of;
  const next = isOfThis ? read.next : null;
  const readMore = useCallback(() => {
    if (next === null || asked.current === next) return;
    asked.current = next;
    void page(next, pageRows).then((newest) => {
      if (newest === null) {
        asked.current = null;
        return;
      }
      setRead((before) => {
        if (before?.of !== of || before.next !== next) return before;
        const rows = [...before.rows, ...newest.rows];
        shown.current = rows.length;
        return { ...before, rows, next: newest.next, newest };
      });
    });
  }, [page, of, next, pageRows]);

  return {
    rows: read?.rows ?? null,
    newest: read?.newest ?? null,
    isOfThis,
    isFresh: isOfThis && read.revision === revision,
    hasMore: next !== null,
    problem,
    readMore,
  };
}
