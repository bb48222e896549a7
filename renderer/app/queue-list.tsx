/** The packages of the review queue as a list: the next to decide on top, one row chosen. It shows and chooses; it decides nothing. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { PackageId } from '../../shared/domain/ids.ts';
import { TierChip } from '../components/chip.tsx';
import { cx } from '../components/class-names.ts';
import { ListRow } from '../components/list-row.tsx';
import { timeLeft } from '../components/time-words.ts';
import { useNow } from '../components/use-now.ts';
import type { PackageSummary } from '../store/queries.ts';
import { isUrgent } from '../store/review-order.ts';
import { WORDS } from './app-words.ts';
import styles from './queue-list.module.css';
import { useAppearance } from './appearance.ts';

interface QueueListProps {
  readonly label?: string;
  readonly rows: readonly PackageSummary[];
  /** How many there are; `rows` may be the first of them. */
  readonly total: number;
  readonly selectedId: PackageId | null;
  readonly onSelect: (id: PackageId) => void;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  /** Called when the reader comes near the end of what was read. */
  readonly onNearEnd: () => void;
}

const NEAR_END = 20;

interface Ghost {
  readonly row: PackageSummary;
  readonly top: number;
}

export function QueueList(props: QueueListProps) {
  const { label = WORDS.list, rows, total, selectedId, onSelect, onNext, onPrevious, onNearEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const nowMs = useNow(30_000);
  const rowPx = useAppearance((appearance) => appearance.density) === 'compact' ? 38 : 44;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read during render on purpose; nothing here is memoised on it
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (at) => rows[at]?.id ?? at,
    overscan: 6,
    paddingEnd: 8,
  });
  const selectedAt = rows.findIndex((row) => row.id === selectedId);
  const ghosts = useLeavingRows(rows, rowPx);

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
      trailing={
        <>
          {row.edited && (
            <span className={styles.edited} title="You changed this draft">
              edited
            </span>
          )}
          <TierChip tier={row.tier} />
          <span className={cx(styles.left, isUrgent(row.expiresAtMs, nowMs) && styles.soon)} title="Left to decide">
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
function useLeavingRows(rows: readonly PackageSummary[], rowPx: number): readonly Ghost[] {
  const before = useRef<readonly PackageSummary[]>(rows);
  const [ghosts, setGhosts] = useState<readonly Ghost[]>([]);
  useLayoutEffect(() => {
    const previous = before.current;
    before.current = rows;
    if (previous === rows || previous.length === 0) return;
    const here = new Set(rows.map((row) => row.id));
    const gone = previous.flatMap((row, at) => (here.has(row.id) ? [] : [{ row, top: at * rowPx }]));
    // Only a decision moves one row out; a sync or another search replaces many, and then nothing should dance.
    if (gone.length !== 1 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    setGhosts(gone);
  }, [rows, rowPx]);
  // Apart from the rows, which may change again while one moves out.
  useEffect(() => {
    if (ghosts.length === 0) return undefined;
    const timer = setTimeout(() => setGhosts([]), 140);
    return () => clearTimeout(timer);
  }, [ghosts]);
  return ghosts;
}
