/** The table of sends: one row a message, newest first, sorted by a press on a column. It opens rows and does nothing else. */
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
  useTable,
  type Row,
} from '@tanstack/react-table';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
import type { Send } from '../../../shared/domain/send.ts';
import { cx } from '../../components/class-names.ts';
import { RowGrid } from '../../components/row-grid.tsx';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useNow } from '../../components/use-now.ts';
import { sendWords, ticks } from './send-words.ts';
import styles from './send-table.module.css';
import { SENT_WORDS } from './sent-words.ts';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic, text: sortFn_text },
});
const helper = createColumnHelper<typeof features, Send>();
const columns = helper.columns([
  helper.accessor('state', { id: 'state', header: SENT_WORDS.columns.state, sortFn: 'text' }),
  helper.accessor('toName', { id: 'to', header: SENT_WORDS.columns.to, sortFn: 'text' }),
  helper.accessor('subject', { id: 'subject', header: SENT_WORDS.columns.subject, sortFn: 'text' }),
  helper.accessor('countersignedAtMs', {
    id: 'when',
    header: SENT_WORDS.columns.when,
    sortFn: 'basic',
    sortDescFirst: true,
  }),
]);
const NO_ROWS: Send[] = [];
const ROW_PX = 44;

interface SendTableProps {
  readonly sends: readonly Send[];
  readonly openId: string | null;
  /** Beside an open message there is room for two columns only. */
  readonly narrow: boolean;
  readonly onOpen: (id: Send['id']) => void;
}

export function SendTable({ sends, openId, narrow, onOpen }: SendTableProps) {
  const table = useTable({
    features,
    columns,
    data: sends.length === 0 ? NO_ROWS : sends,
    getRowId: (send) => send.id,
    initialState: { sorting: [{ id: 'when', desc: true }] },
    enableSortingRemoval: false,
  });
  const rows = table.getRowModel().rows;
  const openAt = rows.findIndex((row) => row.id === openId);
  const open = (at: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at))];
    if (next !== undefined) onOpen(next.original.id);
  };
  useScreenKeys({ j: () => open(openAt + 1), k: () => open(openAt - 1) });

  return (
    <RowGrid
      className={cx(styles.table, narrow && styles.narrow)}
      label={SENT_WORDS.title}
      count={rows.length}
      rowPx={ROW_PX}
      chosenAt={openAt}
      idOf={(at) => `send-${rows[at]?.id ?? String(at)}`}
      onMove={open}
      head={
        <div className={styles.head} role="row">
          {table.getHeaderGroups().flatMap((group) =>
            group.headers.map((header) => {
              const sorted = header.column.getIsSorted();
              return (
                <div
                  key={header.id}
                  role="columnheader"
                  aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
                  className={styles[header.column.id]}
                >
                  <button type="button" className={styles.sort} onClick={header.column.getToggleSortingHandler()}>
                    <table.FlexRender header={header} />
                    {sorted === 'asc' && <ChevronUp aria-hidden="true" />}
                    {sorted === 'desc' && <ChevronDown aria-hidden="true" />}
                  </button>
                </div>
              );
            }),
          )}
        </div>
      }
      renderRow={(at, topPx) => {
        const row = rows[at];
        return row === undefined ? null : (
          <SendRow
            key={row.id}
            row={row}
            at={at}
            top={topPx}
            open={row.id === openId}
            onOpen={() => onOpen(row.original.id)}
          />
        );
      }}
    />
  );
}

interface SendRowProps {
  readonly row: Row<typeof features, Send>;
  readonly at: number;
  readonly top: number;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function SendRow({ row, at, top, open, onOpen }: SendRowProps) {
  const send = row.original;
  const nowMs = useNow(ticks(send) ? 1_000 : 30_000);
  const words = sendWords(send, nowMs);
  return (
    <div
      id={`send-${row.id}`}
      role="row"
      aria-rowindex={at + 1}
      aria-selected={open}
      className={cx(styles.row, open && styles.open)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onOpen}
    >
      <div role="gridcell" className={styles.state}>
        <ToneShape tone={words.tone} label={words.short} />
        <span className={cx(styles.words, styles[words.tone])} title={words.long}>
          {words.short}
        </span>
      </div>
      <div role="gridcell" className={styles.to}>
        <span className={styles.name}>{send.toName}</span>
        <span className={styles.account}>{send.accountName}</span>
      </div>
      <div role="gridcell" className={styles.subject}>
        <span className={styles.opener}>{send.subject}</span>
        <span className={styles.long}>{words.long}</span>
      </div>
      <time
        role="gridcell"
        className={styles.when}
        title={fullMoment(send.countersignedAtMs)}
        dateTime={new Date(send.countersignedAtMs).toISOString()}
      >
        {momentWords(send.countersignedAtMs, nowMs)}
      </time>
    </div>
  );
}
