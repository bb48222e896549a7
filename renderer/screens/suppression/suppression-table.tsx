/** The list as a table: one row an entry, only those in sight drawn, more asked for near its end. It opens rows and does nothing else. */
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
import type { ListedEntry } from '../../../shared/ipc/channels/suppression.ts';
import { cx } from '../../components/class-names.ts';
import { RowGrid } from '../../components/row-grid.tsx';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import styles from './suppression-table.module.css';
import { REASON_NAMES, SCOPE_NAMES, SUPPRESSION_WORDS } from './suppression-words.ts';
import type { ListOrder } from './use-suppression-list.ts';

const ROW_PX = 36;
/** Rows before the last one at which more are asked for. */
const AHEAD = 60;

const WORDS = SUPPRESSION_WORDS.columns;
const features = tableFeatures({});
const helper = createColumnHelper<typeof features, ListedEntry>();
const columns = helper.columns([
  helper.accessor('entry.value', { id: 'value', header: WORDS.value }),
  helper.accessor('entry.scope', { id: 'scope', header: WORDS.scope }),
  helper.accessor('entry.reason', { id: 'reason', header: WORDS.reason }),
  helper.accessor('entry.source', { id: 'source', header: WORDS.source }),
  helper.accessor('entry.by', { id: 'by', header: WORDS.by }),
  helper.accessor('entry.atMs', { id: 'at', header: WORDS.at }),
  helper.accessor('entry.expiresAtMs', { id: 'ends', header: WORDS.ends }),
]);
/** Columns whose head sorts, and the order each stands for. */
const ORDER_OF: Readonly<Record<string, ListOrder>> = { value: 'value', at: 'newest' };
const NO_ROWS: ListedEntry[] = [];

interface SuppressionTableProps {
  readonly rows: readonly ListedEntry[];
  readonly openId: string | null;
  readonly order: ListOrder;
  /** Beside an open entry there is room for a few columns only. */
  readonly narrow: boolean;
  readonly nameOf: (by: string) => string;
  readonly onOrder: (order: ListOrder) => void;
  readonly onOpen: (row: ListedEntry) => void;
  readonly onNearEnd: () => void;
}

export function SuppressionTable(props: SuppressionTableProps) {
  const { rows, openId, order, narrow, onOrder, onOpen, onNearEnd } = props;
  const table = useTable({
    features,
    columns,
    data: rows.length === 0 ? NO_ROWS : rows,
    getRowId: ({ entry }) => entry.id,
  });
  const drawn = table.getRowModel().rows;
  const openAt = drawn.findIndex((row) => row.id === openId);
  const open = (at: number) => {
    const next = drawn[Math.min(drawn.length - 1, Math.max(0, at))];
    if (next !== undefined) onOpen(next.original);
  };
  useScreenKeys({ j: () => open(openAt + 1), k: () => open(openAt - 1) });

  return (
    <RowGrid
      className={cx(styles.table, narrow && styles.narrow)}
      label={SUPPRESSION_WORDS.title}
      count={drawn.length}
      rowPx={ROW_PX}
      chosenAt={openAt}
      idOf={(at) => `entry-${drawn[at]?.id ?? String(at)}`}
      onMove={open}
      ahead={AHEAD}
      onNearEnd={onNearEnd}
      head={
        <div className={styles.head} role="row">
          {table.getHeaderGroups().flatMap((group) =>
            group.headers.map((header) => {
              const sorts = ORDER_OF[header.column.id];
              const isOn = sorts === order;
              return (
                <div
                  key={header.id}
                  role="columnheader"
                  aria-sort={sorts === undefined || !isOn ? 'none' : order === 'value' ? 'ascending' : 'descending'}
                  className={styles[header.column.id]}
                >
                  {sorts === undefined ? (
                    <span className={styles.name}>
                      <table.FlexRender header={header} />
                    </span>
                  ) : (
                    <button type="button" className={styles.name} onClick={() => onOrder(sorts)}>
                      <table.FlexRender header={header} />
                      {isOn &&
                        (order === 'value' ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />)}
                    </button>
                  )}
                </div>
              );
            }),
          )}
        </div>
      }
      renderRow={(at, topPx) => {
        const row = drawn[at];
        return row === undefined ? null : (
          <Entry
            key={row.id}
            listed={row.original}
            at={at}
            top={topPx}
            isOpen={row.id === openId}
            nameOf={props.nameOf}
            onOpen={onOpen}
          />
        );
      }}
    />
  );
}

interface EntryProps {
  readonly listed: ListedEntry;
  readonly at: number;
  readonly top: number;
  readonly isOpen: boolean;
  readonly nameOf: (by: string) => string;
  readonly onOpen: (row: ListedEntry) => void;
}

function Entry({ listed, at, top, isOpen, nameOf, onOpen }: EntryProps) {
  const { entry, about, isLeaving } = listed;
  const nowMs = useNow(30_000);
  const hasEnded = entry.expiresAtMs !== null && entry.expiresAtMs <= nowMs;
  return (
    <div
      id={`entry-${entry.id}`}
      role="row"
      aria-rowindex={at + 1}
      aria-selected={isOpen}
      className={cx(styles.row, isOpen && styles.open, (hasEnded || isLeaving) && styles.faint)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(listed)}
    >
      <div role="gridcell" className={styles.value} title={entry.value}>
        <span className={cx(styles.words, about === null && styles.mono)}>{about ?? entry.value}</span>
        {isLeaving && <span className={styles.note}>{SUPPRESSION_WORDS.leaving}</span>}
      </div>
      <div role="gridcell" className={styles.scope}>
        {SCOPE_NAMES[entry.scope]}
      </div>
      <div role="gridcell" className={styles.reason}>
        {REASON_NAMES[entry.reason]}
      </div>
      <div role="gridcell" className={styles.source} title={entry.source}>
        {entry.source}
      </div>
      <div role="gridcell" className={styles.by} title={entry.by}>
        {nameOf(entry.by)}
      </div>
      <time
        role="gridcell"
        className={styles.at}
        title={fullMoment(entry.atMs)}
        dateTime={new Date(entry.atMs).toISOString()}
      >
        {momentWords(entry.atMs, nowMs)}
      </time>
      <div
        role="gridcell"
        className={styles.ends}
        title={entry.expiresAtMs === null ? SUPPRESSION_WORDS.noEnd : fullMoment(entry.expiresAtMs)}
      >
        {entry.expiresAtMs === null
          ? SUPPRESSION_WORDS.never
          : hasEnded
            ? SUPPRESSION_WORDS.ended
            : momentWords(entry.expiresAtMs, nowMs)}
      </div>
    </div>
  );
}
