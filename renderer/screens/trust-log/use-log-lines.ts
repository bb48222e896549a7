/** The lines that fit, page by page as they are scrolled to; newer ones come in by themselves while the reader is at the top. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TraceLine } from '../../../shared/ipc/channels/trust-log.ts';
import { call, onEvent } from '../../bridge.ts';
import type { askedFilter } from './log-filter.ts';

const PAGE = 200;

export interface LogLines {
  readonly lines: readonly TraceLine[];
  readonly matching: { readonly lines: number; readonly isMore: boolean } | null;
  /** Whether there are older ones still to be read. */
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly problem: string | null;
  readonly readMore: () => void;
  readonly readAgain: () => void;
  /** New lines are put on top only while this is so: nothing moves under a reader's eyes. */
  readonly noteTop: (isAtTop: boolean) => void;
}

interface Read extends Pick<LogLines, 'lines' | 'matching' | 'hasMore' | 'problem'> {
  /** The filter these are the lines of; another one is being read where it is not the asked one. */
  readonly key: string | null;
}

const BEFORE: Read = { lines: [], matching: null, hasMore: false, problem: null, key: null };

export function useLogLines(filter: ReturnType<typeof askedFilter>): LogLines {
  const key = JSON.stringify(filter);
  const [read, setRead] = useState<Read>(BEFORE);
  const current = useRef<object | null>(null);
  const isAtTop = useRef(true);
  const isBusy = useRef(false);
  const hasNewer = useRef(false);

  /** Reads the first page; answers to a filter that is no longer asked for are dropped. */
  const readFirst = useCallback(
    async (token: object) => {
      isBusy.current = true;
      const answer = await call('trust-log.page', {
        filter: JSON.parse(key) as typeof filter,
        beforeSeq: null,
        limit: PAGE,
      });
      isBusy.current = false;
      if (current.current !== token) return;
      setRead((before) => {
        if (!answer.ok) return { ...before, key, problem: answer.error.message };
        const { lines, matching } = answer.value;
        const oldest = lines.at(-1)?.event.seq ?? 0;
        const older = before.lines.filter(({ event }) => event.seq < oldest);
        // Where the new page does not reach the old ones there is a gap, and lines of another filter are none of these.
        const joins = before.key === key && before.lines.some(({ event }) => event.seq === oldest);
        return {
          lines: joins ? [...lines, ...older] : lines,
          matching,
          hasMore: joins ? before.hasMore : lines.length === PAGE,
          key,
          problem: null,
        };
      });
    },
    [key],
  );

  const refresh = useCallback(() => {
    const token = current.current;
    hasNewer.current = true;
    if (token === null || isBusy.current || !isAtTop.current) return;
    void (async () => {
      while (hasNewer.current && isAtTop.current && current.current === token) {
        hasNewer.current = false;
        await readFirst(token);
      }
    })();
  }, [readFirst]);

  useEffect(() => {
    const token = {};
    current.current = token;
    isAtTop.current = true;
    void readFirst(token);
    return () => {
      current.current = null;
    };
  }, [readFirst]);
  useEffect(() => onEvent('feed.advanced', refresh), [refresh]);

  const { lines, hasMore } = read;
  const readMore = useCallback(() => {
    const token = current.current;
    const last = lines.at(-1);
    if (token === null || isBusy.current || !hasMore || last === undefined) return;
    isBusy.current = true;
    void (async () => {
      const answer = await call('trust-log.page', {
        filter: JSON.parse(key) as typeof filter,
        beforeSeq: last.event.seq,
        limit: PAGE,
      });
      isBusy.current = false;
      if (current.current !== token) return;
      setRead((before) =>
        answer.ok
          ? {
              ...before,
              lines: [...before.lines, ...answer.value.lines],
              hasMore: answer.value.lines.length === PAGE,
              problem: null,
            }
          : { ...before, problem: answer.error.message },
      );
    })();
  }, [key, lines, hasMore]);

  return useMemo(
    () => ({
      ...read,
      isLoading: read.key !== key,
      readMore,
      readAgain: () => {
        if (current.current !== null) void readFirst(current.current);
      },
      noteTop: (atTop: boolean) => {
        const was = isAtTop.current;
        isAtTop.current = atTop;
        if (atTop && !was && hasNewer.current) refresh();
      },
    }),
    [read, key, readMore, readFirst, refresh],
  );
}
