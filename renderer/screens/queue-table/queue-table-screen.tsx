/** The whole review queue at once, for those who plan their day: sort, narrow, look, open one, or take it out as CSV. It decides nothing. */
import { Columns3, Download, Rows3 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
import { select } from '../../commands/select.ts';
import { saveFile } from '../../commands/save-file.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Menu, type MenuGroup } from '../../components/menu.tsx';
import { LiveRegion } from '../../components/visually-hidden.tsx';
import { useNow } from '../../components/use-now.ts';
import { useReviewTable } from '../../store/queries.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useReviewNarrowing } from '../../view-state/review-narrowing.ts';
import { useSession } from '../../view-state/session.ts';
import { tableAsCsv } from './export-table.ts';
import { QueueTable } from './queue-table.tsx';
import styles from './queue-table.module.css';
import { TABLE_WORDS } from './queue-table-words.ts';
import { inOrder, type ColumnId } from './sorted-rows.ts';
import { ALWAYS_SHOWN, followTableElsewhere, useTableView, withMoved } from './table-view.ts';

const figures = new Intl.NumberFormat('en-GB');

const CLOSED = { isOpen: false, of: null };

export function QueueTableScreen() {
  const personId = useSession((session) => session.person?.id ?? null);
  const search = useDeskView((view) => view.search);
  const chosenId = useDeskView((view) => view.selectedId);
  const setView = useDeskView((view) => view.set);
  const filter = useReviewNarrowing((narrowing) => narrowing.filter);
  const found = useReviewNarrowing((narrowing) => narrowing.found);
  const { order, columns, hidden, widths, load, set, usualColumns } = useTableView();
  const [said, setSaid] = useState('');
  /** The menu of the columns, and whose head asked for it where one did: without a drag or a key, a column is moved there. */
  const [menu, setMenu] = useState<{ readonly isOpen: boolean; readonly of: ColumnId | null }>(CLOSED);
  useEffect(() => load(personId), [load, personId]);
  useEffect(() => followTableElsewhere(), []);
  const nowMs = useNow(30_000);
  const read = useReviewTable(personId, { search, filter, found });
  const rows = useMemo(() => (read === undefined ? undefined : inOrder(read.rows, order)), [read, order]);

  const shownColumns = columns.filter((id) => !hidden.includes(id));
  const moveColumn = (id: ColumnId, to: number) => {
    const next = withMoved(columns, hidden, id, to);
    const now = next.filter((one) => !hidden.includes(one));
    set({ columns: [...next] });
    setSaid(TABLE_WORDS.moved(TABLE_WORDS.columns[id], now.indexOf(id) + 1, now.length));
  };
  const movesOf = (id: ColumnId): MenuGroup => {
    const at = shownColumns.indexOf(id);
    const moves = [
      { id: 'left', label: TABLE_WORDS.moveLeft(TABLE_WORDS.columns[id]), to: at - 1 },
      { id: 'right', label: TABLE_WORDS.moveRight(TABLE_WORDS.columns[id]), to: at + 1 },
    ];
    return {
      id: 'move',
      items: moves.map(({ to, ...item }) => ({
        ...item,
        keepsOpen: true,
        disabled: at < 0 || shownColumns[to] === undefined,
        onSelect: () => moveColumn(id, to),
      })),
    };
  };
  const move = (by: number) => {
    if (rows === undefined || rows.length === 0) return;
    const at = rows.findIndex(({ row }) => row.id === chosenId);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) select(next.row.id);
  };
  useScreenKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => {
      if (chosenId !== null) setView({ screen: 'review', mode: 'reading' });
    },
  });

  return (
    <section className={styles.screen} aria-label={TABLE_WORDS.title}>
      <header className={styles.bar}>
        <h1 className={styles.title}>{TABLE_WORDS.title}</h1>
        <p className={styles.context} role="status">
          {read === undefined ? '' : TABLE_WORDS.context(figures.format(read.rows.length), figures.format(read.all))}
        </p>
        {order !== null && (
          <Button
            tone="quiet"
            size="sm"
            icon={<Rows3 />}
            title={TABLE_WORDS.ownOrderWhy}
            onClick={() => set({ order: null })}
          >
            {TABLE_WORDS.ownOrder}
          </Button>
        )}
        <Menu
          align="end"
          open={menu.isOpen}
          onOpenChange={(isOpen) => setMenu({ isOpen, of: null })}
          trigger={
            <Button tone="quiet" size="sm" icon={<Columns3 />}>
              {TABLE_WORDS.chooseColumns}
            </Button>
          }
          groups={[
            ...(menu.of === null ? [] : [movesOf(menu.of)]),
            {
              id: 'columns',
              items: columns.map((id) => ({
                id,
                label: TABLE_WORDS.columns[id],
                checked: !hidden.includes(id),
                disabled: id === ALWAYS_SHOWN,
                keepsOpen: true,
                onSelect: () =>
                  set({ hidden: hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id] }),
              })),
            },
            { id: 'usual', items: [{ id: 'usual', label: TABLE_WORDS.usualColumns, onSelect: usualColumns }] },
          ]}
        />
        <Button
          tone="quiet"
          size="sm"
          icon={<Download />}
          disabled={rows === undefined || rows.length === 0}
          onClick={() => {
            if (rows !== undefined)
              saveFile(
                'countersign-queue.csv',
                'text/csv',
                tableAsCsv(
                  rows.map(({ row }) => row),
                  shownColumns,
                ),
              );
          }}
        >
          {TABLE_WORDS.export}
        </Button>
        <LiveRegion words={said} />
      </header>
      {rows !== undefined && rows.length === 0 ? (
        <EmptyState icon={<Rows3 size={36} />} title={TABLE_WORDS.empty}>
          {TABLE_WORDS.emptyWhy}
        </EmptyState>
      ) : (
        <QueueTable
          rows={rows ?? []}
          order={order}
          columns={columns}
          hidden={hidden}
          widths={widths}
          chosenId={chosenId}
          nowMs={nowMs}
          onOrder={(next) => set({ order: next })}
          onMoveColumn={moveColumn}
          onColumnMenu={(id) => setMenu({ isOpen: true, of: id })}
          onWidth={(id, px) => {
            const { [id]: _before, ...others } = widths;
            set({ widths: px === null ? others : { ...others, [id]: px } });
          }}
          onChoose={select}
          onOpen={(id) => {
            select(id);
            setView({ screen: 'review', mode: 'reading' });
          }}
        />
      )}
    </section>
  );
}
