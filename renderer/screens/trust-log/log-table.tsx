/** The lines of the trust log, newest first, as many as are on screen. It opens lines and does nothing else. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { TraceLine } from '../../../shared/ipc/channels/trust-log.ts';
import { cx } from '../../components/class-names.ts';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useNow } from '../../components/use-now.ts';
import { lineWords } from './line-words.ts';
import styles from './log-table.module.css';
import { LOG_WORDS } from './trust-log-words.ts';

const ROW_PX = 44;
/** Rows before the end at which the next page is asked for. */
const AHEAD = 40;
const CLOCK_MS = 30_000;

interface LogTableProps {
  readonly lines: readonly TraceLine[];
  readonly total: number;
  readonly atSeq: number | null;
  readonly hasMore: boolean;
  readonly narrow: boolean;
  readonly onAt: (seq: number, opens: boolean) => void;
  readonly onMore: () => void;
  readonly onTop: (isAtTop: boolean) => void;
}

export function LogTable({ lines, total, atSeq, hasMore, narrow, onAt, onMore, onTop }: LogTableProps) {
  const nowMs = useNow(CLOCK_MS);
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read during render on purpose; nothing here is memoised on it
  const virtual = useVirtualizer({
    count: lines.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (at) => lines[at]?.event.seq ?? 'more',
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= lines.length - AHEAD) onMore();
  }, [hasMore, lastShown, lines.length, onMore]);
  const cursor = lines.findIndex(({ event }) => event.seq === atSeq);
  useEffect(() => {
    if (cursor >= 0) virtual.scrollToIndex(cursor, { align: 'auto' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only where the cursor moves: lines that come in above it must not scroll
  }, [virtual, atSeq]);

  const move = (by: number) => {
    const next = lines[Math.min(lines.length - 1, Math.max(0, cursor + by))];
    if (next !== undefined) onAt(next.event.seq, false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  };

  return (
    <div
      className={cx(styles.table, narrow && styles.narrow)}
      role="grid"
      aria-label={LOG_WORDS.title}
      aria-rowcount={total}
      aria-activedescendant={cursor < 0 ? undefined : `line-${String(atSeq)}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div
        ref={scroller}
        className={styles.body}
        role="rowgroup"
        tabIndex={0}
        onScroll={(event) => onTop(event.currentTarget.scrollTop < ROW_PX)}
      >
        <div className={styles.inner} style={{ height: virtual.getTotalSize() }} role="presentation">
          {items.map((item) => {
            const line = lines[item.index];
            return line === undefined ? (
              <div key="more" className={styles.more} style={{ transform: `translateY(${item.start}px)` }}>
                {LOG_WORDS.more}
              </div>
            ) : (
              <LogRow
                key={item.key}
                line={line}
                at={item.index}
                top={item.start}
                isAt={line.event.seq === atSeq}
                nowMs={nowMs}
                onOpen={() => onAt(line.event.seq, true)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface LogRowProps {
  readonly line: TraceLine;
  readonly at: number;
  readonly top: number;
  readonly isAt: boolean;
  readonly nowMs: number;
  readonly onOpen: () => void;
}

function LogRow({ line, at, top, isAt, nowMs, onOpen }: LogRowProps) {
  const { event, contactName, accountName } = line;
  const words = lineWords(line);
  return (
    <div
      id={`line-${event.seq}`}
      role="row"
      aria-rowindex={at + 1}
      aria-selected={isAt}
      className={cx(styles.row, isAt && styles.at)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onOpen}
    >
      <span role="gridcell" className={styles.when}>
        <time title={fullMoment(event.atMs)} dateTime={new Date(event.atMs).toISOString()}>
          {momentWords(event.atMs, nowMs)}
        </time>
        <span className={styles.seq}>{event.seq}</span>
      </span>
      <span role="gridcell" className={styles.what}>
        <ToneShape tone={words.tone} />
        <span className={styles.words} title={words.what}>
          {words.what}
        </span>
      </span>
      <span role="gridcell" className={styles.about}>
        {contactName !== null && <span className={styles.name}>{contactName}</span>}
        {accountName !== null && <span className={styles.account}>{accountName}</span>}
      </span>
      <span role="gridcell" className={styles.codes} title={words.codes.join(', ')}>
        {words.codes.join(', ')}
      </span>
    </div>
  );
}
