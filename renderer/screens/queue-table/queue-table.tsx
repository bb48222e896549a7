/** The review queue as a table: every package that passes, sorted by a press on a column. It opens packages and decides nothing. */
import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { ChevronDown, ChevronUp, TriangleAlert } from 'lucide-react';
import { useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { foundWords } from '../../app/filter-words.ts';
import { TierChip } from '../../components/chip.tsx';
import { cx } from '../../components/class-names.ts';
import { WidthDivider } from '../../components/width-divider.tsx';
import { RowGrid } from '../../components/row-grid.tsx';
import { fullMoment, momentWords, timeLeft } from '../../components/time-words.ts';
import { HiddenWords } from '../../components/visually-hidden.tsx';
import { isUrgent } from '../../store/review-order.ts';
import type { ListedRow } from '../../store/review-rows.ts';
import type { PackageSummary } from '../../store/rows.ts';
import { TABLE_WORDS } from './queue-table-words.ts';
import styles from './queue-table.module.css';
import { ColumnId, isSortable, KEY_OF, stateOf, type TableOrder } from './sorted-rows.ts';
import { useColumnDrag } from './use-column-drag.ts';
import { useFoundIn } from './use-found-in.ts';

/** The least a column takes, and its share of what is left; none where it always takes as much. */
const WIDTHS: Readonly<Record<ColumnId, { readonly minPx: number; readonly share: number | null }>> = {
  account: { minPx: 120, share: 1.2 },
  contact: { minPx: 120, share: 1.2 },
  tier: { minPx: 44, share: null },
  score: { minPx: 52, share: null },
  segment: { minPx: 100, share: 1 },
  whyNow: { minPx: 140, share: 2 },
  findings: { minPx: 120, share: 1 },
  kind: { minPx: 104, share: null },
  state: { minPx: 72, share: null },
  expires: { minPx: 92, share: null },
  ready: { minPx: 84, share: null },
  versions: { minPx: 110, share: 1 },
};
/** A width of a person's own may go below the usual least, but never to nothing. */
const LEAST_PX = 40;
const MOST_PX = 800;

const leastOf = (id: ColumnId, ownPx: number | undefined): number => Math.min(ownPx ?? Infinity, WIDTHS[id].minPx);
/** Between two columns, and beside the first and the last (see the style sheet). */
const GAP_PX = 12;
const SIDES_PX = 32;

function trackOf(id: ColumnId, ownPx: number | undefined): string {
  const { minPx, share } = WIDTHS[id];
  // In a narrow window even a width of one's own gives way, as far as the usual one would.
  if (ownPx !== undefined) return `minmax(${leastOf(id, ownPx)}px, ${ownPx}px)`;
  return share === null ? `${minPx}px` : `minmax(${minPx}px, ${share}fr)`;
}

const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature });
const helper = createColumnHelper<typeof features, ListedRow>();
const columns = helper.columns(
  ColumnId.options.map((id) => helper.accessor(({ row }) => KEY_OF[id](row), { id, header: TABLE_WORDS.columns[id] })),
);
const NO_ROWS: ListedRow[] = [];
const ROW_PX = 32;

interface QueueTableProps {
  /** In the order they are shown. */
  readonly rows: readonly ListedRow[];
  readonly order: TableOrder | null;
  /** Every column in the order they stand. */
  readonly columns: readonly ColumnId[];
  readonly hidden: readonly ColumnId[];
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
  readonly chosenId: PackageId | null;
  readonly nowMs: number;
  readonly onOrder: (order: TableOrder | null) => void;
  /** To a place among the columns that are shown. */
  readonly onMoveColumn: (id: ColumnId, to: number) => void;
  /** What else can be done with a column is asked for at its head. */
  readonly onColumnMenu: (id: ColumnId) => void;
  /** Null: the usual width. */
  readonly onWidth: (id: ColumnId, px: number | null) => void;
  readonly onChoose: (id: PackageId) => void;
  readonly onOpen: (id: PackageId) => void;
}

export function QueueTable(props: QueueTableProps) {
  const { rows, order, hidden, widths, chosenId, nowMs, onOrder, onMoveColumn, onWidth, onChoose, onOpen } = props;
  const head = useRef<HTMLDivElement>(null);
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]);
  const table = useTable({
    features,
    columns,
    data: rows.length === 0 ? NO_ROWS : rows,
    getRowId: ({ row }) => row.id,
    state: { columnVisibility, columnOrder: [...props.columns] },
  });
  const drawn = table.getRowModel().rows;
  const chosenAt = useMemo(() => rows.findIndex(({ row }) => row.id === chosenId), [rows, chosenId]);
  const shown = props.columns.filter((id) => !hidden.includes(id));
  const tracks = shown.map((id) => trackOf(id, widths[id])).join(' ');
  const leastPx = shown.reduce((sum, id) => sum + leastOf(id, widths[id]) + GAP_PX, SIDES_PX - GAP_PX);
  const widthOf = (id: ColumnId): number => {
    const cell = head.current?.children[shown.indexOf(id)];
    return Math.round(cell?.getBoundingClientRect().width ?? widths[id] ?? WIDTHS[id].minPx);
  };
  /** As wide as the others, each at its least, leave room for. */
  const resize = (id: ColumnId, wanted: number) => {
    const room = shown
      .filter((one) => one !== id && widths[one] === undefined && WIDTHS[one].share !== null)
      .reduce((sum, one) => sum + Math.max(0, widthOf(one) - WIDTHS[one].minPx), 0);
    onWidth(id, Math.round(Math.min(Math.max(wanted, LEAST_PX), widthOf(id) + room)));
  };
  const onHeadKey = (event: KeyboardEvent, id: ColumnId) => {
    // The head's own press, not the row's.
    if (event.key === 'Enter') event.stopPropagation();
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    event.stopPropagation();
    onMoveColumn(id, shown.indexOf(id) + (event.key === 'ArrowRight' ? 1 : -1));
  };
  const { carried, handlersOf } = useColumnDrag(head, shown, GAP_PX, onMoveColumn);
  const idOf = (at: number): string => `row-${drawn[at]?.id ?? String(at)}`;
  const choose = (at: number) => {
    const one = drawn[at];
    if (one !== undefined) onChoose(one.original.row.id);
  };

  return (
    <RowGrid
      className={styles.table}
      label={TABLE_WORDS.title}
      count={drawn.length}
      leastPx={leastPx}
      rowPx={ROW_PX}
      chosenAt={chosenAt}
      // Another order is looked at from where the reader is.
      follows={chosenId}
      idOf={idOf}
      onMove={choose}
      onEnter={(at) => {
        const one = drawn[at];
        if (one !== undefined) onOpen(one.original.row.id);
      }}
      head={
        <>
          <div ref={head} className={styles.head} role="row" style={{ gridTemplateColumns: tracks }}>
            {table.getHeaderGroups().flatMap((group) =>
              group.headers.map((header) => {
                const id = header.column.id as ColumnId;
                const sorted = order?.column !== id ? null : order.isDescending ? 'descending' : 'ascending';
                return (
                  <div
                    key={id}
                    role="columnheader"
                    aria-label={TABLE_WORDS.columns[id]}
                    aria-sort={isSortable(id) ? (sorted ?? 'none') : undefined}
                    className={cx(styles[id], carried?.id === id && styles.carried)}
                    {...handlersOf(id)}
                    onContextMenu={(event) => {
                      event.preventDefault();
                      props.onColumnMenu(id);
                    }}
                  >
                    <button
                      type="button"
                      className={cx(styles.sort, !isSortable(id) && styles.unsorted)}
                      title={isSortable(id) ? TABLE_WORDS.sortHint : TABLE_WORDS.moveHint}
                      onClick={() => {
                        if (isSortable(id)) onOrder(nextOrder(order, id));
                      }}
                      onKeyDown={(event) => onHeadKey(event, id)}
                    >
                      <table.FlexRender header={header} />
                      {sorted === 'ascending' && <ChevronUp aria-hidden="true" />}
                      {sorted === 'descending' && <ChevronDown aria-hidden="true" />}
                    </button>
                    <WidthDivider
                      label={TABLE_WORDS.resize(TABLE_WORDS.columns[id])}
                      className={styles.edge}
                      px={widths[id] ?? WIDTHS[id].minPx}
                      minPx={LEAST_PX}
                      maxPx={MOST_PX}
                      measure={() => widthOf(id)}
                      onResize={(px) => resize(id, px)}
                      onUsual={() => onWidth(id, null)}
                    />
                  </div>
                );
              }),
            )}
          </div>
          {carried !== null && carried.linePx !== null && (
            <div className={styles.dropLine} style={{ left: carried.linePx }} aria-hidden="true" />
          )}
        </>
      }
      renderRow={(at, topPx) => {
        const one = drawn[at];
        if (one === undefined) return null;
        const { row } = one.original;
        return (
          <div
            key={one.id}
            id={idOf(at)}
            role="row"
            aria-rowindex={at + 1}
            aria-selected={row.id === chosenId}
            className={cx(styles.row, row.id === chosenId && styles.chosen)}
            style={{ transform: `translateY(${topPx}px)`, gridTemplateColumns: tracks }}
            onClick={() => onChoose(row.id)}
            onDoubleClick={() => onOpen(row.id)}
          >
            {one.getVisibleCells().map(({ column }) => {
              const id = column.id as ColumnId;
              return (
                <div key={id} role="gridcell" className={cx(styles.cell, styles[id])}>
                  {CELL[id](row, nowMs)}
                </div>
              );
            })}
          </div>
        );
      }}
    />
  );
}

/** A column goes up, then down, then back to the queue's own order. */
function nextOrder(order: TableOrder | null, column: ColumnId): TableOrder | null {
  if (order?.column !== column) return { column, isDescending: false };
  return order.isDescending ? null : { column, isDescending: true };
}

const CELL: Readonly<Record<ColumnId, (row: PackageSummary, nowMs: number) => ReactNode>> = {
  account: (row) => (
    <span className={styles.strong} title={row.accountName}>
      {row.accountName}
    </span>
  ),
  contact: (row) => <span title={`${row.contactName}, ${row.contactTitle}`}>{row.contactName}</span>,
  tier: (row) => <TierChip tier={row.tier} />,
  segment: (row) => <span title={row.segmentName}>{row.segmentName}</span>,
  score: (row) => Math.round(row.score),
  whyNow: (row) => <span title={row.whyNow}>{row.whyNow}</span>,
  kind: (row) => `${TABLE_WORDS.kinds[row.messageKind]}${row.messageKind === 'reply' ? '' : ` ${row.stepNumber}`}`,
  findings: (row) => <FoundIn row={row} />,
  state: (row) => TABLE_WORDS.states[stateOf(row)],
  expires: (row, nowMs) => (
    <time
      className={cx(isUrgent(row.expiresAtMs, nowMs) && styles.soon)}
      title={fullMoment(row.expiresAtMs)}
      dateTime={new Date(row.expiresAtMs).toISOString()}
    >
      {timeLeft(row.expiresAtMs - nowMs)}
    </time>
  ),
  ready: (row, nowMs) => (
    <time title={fullMoment(row.readyAtMs)} dateTime={new Date(row.readyAtMs).toISOString()}>
      {momentWords(row.readyAtMs, nowMs)}
    </time>
  ),
  versions: (row) => <span title={row.versions.join(', ')}>{row.versions.join(' · ')}</span>,
};

/** The first of what the checks find, with how many more; nothing while nobody has looked. */
function FoundIn({ row }: { readonly row: PackageSummary }) {
  const codes = useFoundIn(row);
  if (codes === undefined) return null;
  const [first, ...others] = codes;
  if (first === undefined) return <span className={styles.clear}>{foundWords('none')}</span>;
  return (
    <span className={styles.found} title={codes.map(foundWords).join(', ')}>
      <TriangleAlert aria-hidden="true" />
      <span className={styles.foundWords}>{foundWords(first)}</span>
      {others.length > 0 && (
        <span className={styles.more}>
          <span aria-hidden="true">+{others.length}</span>
          <HiddenWords words={TABLE_WORDS.more(others.length)} />
        </span>
      )}
    </span>
  );
}
