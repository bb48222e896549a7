/** The lines of the trust log, newest first, as many as are on screen. It opens lines and does nothing else. */
import type { TraceLine } from '../../../shared/ipc/channels/trust-log.ts';
import { cx } from '../../components/class-names.ts';
import { RowGrid } from '../../components/row-grid.tsx';
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
  const cursor = lines.findIndex(({ event }) => event.seq === atSeq);
  return (
    <RowGrid
      className={cx(styles.table, narrow && styles.narrow)}
      label={LOG_WORDS.title}
      count={lines.length + (hasMore ? 1 : 0)}
      total={total}
      rowPx={ROW_PX}
      chosenAt={cursor}
      // Lines that come in above the cursor must not scroll.
      follows={atSeq}
      idOf={(at) => `line-${String(lines[at]?.event.seq ?? 'more')}`}
      onMove={(at) => {
        const next = lines[at];
        if (next !== undefined) onAt(next.event.seq, false);
      }}
      ahead={AHEAD}
      {...(hasMore ? { onNearEnd: onMore } : {})}
      onScrolled={(topPx) => onTop(topPx < ROW_PX)}
      renderRow={(at, topPx) => {
        const line = lines[at];
        return line === undefined ? (
          <div key="more" className={styles.more} style={{ transform: `translateY(${topPx}px)` }}>
            {LOG_WORDS.more}
          </div>
        ) : (
          <LogRow
            key={line.event.seq}
            line={line}
            at={at}
            top={topPx}
            isAt={line.event.seq === atSeq}
            nowMs={nowMs}
            onOpen={() => onAt(line.event.seq, true)}
          />
        );
      }}
    />
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
