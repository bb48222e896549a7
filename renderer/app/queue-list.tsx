/** The packages of the review queue as a list: the next to decide on top, one row chosen. It shows and chooses; it decides nothing. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { DaySlots } from '../../shared/policy/queue-order.ts';
import { TierChip } from '../components/chip.tsx';
import { cx } from '../components/class-names.ts';
import { ListRow } from '../components/list-row.tsx';
import { orderWords } from '../components/order-words.ts';
import { timeLeft } from '../components/time-words.ts';
import { useNow } from '../components/use-now.ts';
import type { PackageSummary } from '../store/queries.ts';
import { isUrgent } from '../store/review-order.ts';
import { WORDS } from './app-words.ts';
import { listHeadings, type ListHeadings } from './list-headings.ts';
import styles from './queue-list.module.css';
import { useAppearance } from './appearance.ts';

interface QueueListProps {
  readonly label?: string;
  readonly rows: readonly PackageSummary[];
  /** How many there are; `rows` may be the first of them. */
  readonly total: number;
  /** Whose slots the rows take from the top on; null where they take none, or where the list is a part of the queue. */
  readonly day?: DaySlots | null;
  readonly selectedId: PackageId | null;
  readonly onSelect: (id: PackageId) => void;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  /** Called when the reader comes near the end of what was read. */
  readonly onNearEnd: () => void;
}

const NEAR_END = 20;
const HEADING_PX = 22;
const NO_HEADINGS: readonly string[] = [];

interface Ghost {
  readonly row: PackageSummary;
  readonly top: number;
}

export function QueueList(props: QueueListProps) {
  const { label = WORDS.list, rows, total, day = null, selectedId, onSelect, onNext, onPrevious, onNearEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const nowMs = useNow(30_000);
  const rowPx = useAppearance((appearance) => appearance.density) === 'compact' ? 38 : 44;
  const headings = useMemo(() => listHeadings(rows, day, nowMs), [rows, day, nowMs]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read during render on purpose; nothing here is memoised on it
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => rowPx + HEADING_PX * (headings.get(at)?.length ?? 0),
    getItemKey: (at) => rows[at]?.id ?? at,
    overscan: 6,
    paddingEnd: 8,
    // The scroller's own padding, which the virtualizer does not know of.
    scrollPaddingEnd: 2,
  });
  const selectedAt = rows.findIndex((row) => row.id === selectedId);
  const ghosts = useLeavingRows(rows, rowPx, headings);

  useLayoutEffect(() => virtual.measure(), [virtual, rowPx]);
  useLayoutEffect(() => {
    if (selectedAt >= 0) virtual.scrollToIndex(selectedAt, { align: 'auto' });
  }, [virtual, selectedAt]);

  const items = virtual.getVirtualItems();
  const lastAt = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastAt >= rows.length - NEAR_END) onNearEnd();
  }, [lastAt, rows.length, onNearEnd]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onNext();
    else if (event.key === 'ArrowUp') onPrevious();
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total}
      aria-activedescendant={selectedAt >= 0 && selectedId !== null ? rowId(selectedId) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.inner} style={{ height: virtual.getTotalSize() }} role="presentation">
        {items.map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <div
              key={row.id}
              className={styles.place}
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
              role="presentation"
            >
              {(headings.get(item.index) ?? NO_HEADINGS).map((words) => (
                // Each row says why it stands where it stands: to a screen reader this would say it twice.
                <p key={words} className={styles.heading} aria-hidden="true">
                  {words}
                </p>
              ))}
              <PackageRow
                row={row}
                nowMs={nowMs}
                selected={row.id === selectedId}
                onSelect={() => onSelect(row.id)}
                position={{ at: item.index + 1, of: total }}
              />
            </div>
          );
        })}
        {ghosts.map((ghost) => (
          <div
            key={ghost.row.id}
            className={cx(styles.place, styles.leaving)}
            style={{ top: ghost.top, height: rowPx }}
            aria-hidden="true"
          >
            <PackageRow row={ghost.row} nowMs={nowMs} selected />
          </div>
        ))}
      </div>
    </div>
  );
}

const rowId = (id: PackageId) => `package-${id}`;

interface PackageRowProps {
  readonly row: PackageSummary;
  readonly nowMs: number;
  readonly selected: boolean;
  readonly onSelect?: () => void;
  readonly position?: { readonly at: number; readonly of: number };
}

function PackageRow({ row, nowMs, selected, onSelect, position }: PackageRowProps) {
  const leftMs = row.expiresAtMs - nowMs;
  return (
    <ListRow
      selected={selected}
      {...(onSelect === undefined ? {} : { id: rowId(row.id), onSelect })}
      {...(position === undefined ? {} : { position })}
      title={row.accountName}
      description={orderWords(row, nowMs)}
      trailing={
        <>
          {row.edited && (
            <span className={styles.edited} title="You changed this draft">
              edited
            </span>
          )}
          <TierChip tier={row.tier} />
          <span className={cx(styles.left, isUrgent(row.expiresAtMs, nowMs) && styles.soon)}>
            {timeLeft(leftMs).replace(/ \d+ min$/, '')}
          </span>
        </>
      }
      context={
        <>
          {row.contactName}
          <span className={styles.dot}> · </span>
          {row.whyNow}
        </>
      }
    />
  );
}

/** Rows that have just left the list near the chosen one, for as long as they take to move out. */
function useLeavingRows(rows: readonly PackageSummary[], rowPx: number, headings: ListHeadings): readonly Ghost[] {
  const before = useRef({ rows, headings });
  const [ghosts, setGhosts] = useState<readonly Ghost[]>([]);
  useLayoutEffect(() => {
    const { rows: previous, headings: stood } = before.current;
    before.current = { rows, headings };
    if (previous === rows || previous.length === 0) return;
    const here = new Set(rows.map((row) => row.id));
    const gone = previous.flatMap((row, at) => (here.has(row.id) ? [] : [{ row, top: topOf(at, rowPx, stood) }]));
    // Only a decision moves one row out; a sync or another search replaces many, and then nothing should dance.
    if (gone.length !== 1 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    setGhosts(gone);
  }, [rows, rowPx, headings]);
  // Apart from the rows, which may change again while one moves out.
  useEffect(() => {
    if (ghosts.length === 0) return undefined;
    const timer = setTimeout(() => setGhosts([]), 140);
    return () => clearTimeout(timer);
  }, [ghosts]);
  return ghosts;
}

/** Where a row begins, below the headings above it. */
function topOf(at: number, rowPx: number, headings: ListHeadings): number {
  let top = at * rowPx;
  for (const [place, words] of headings) if (place <= at) top += HEADING_PX * words.length;
  return top;
}
