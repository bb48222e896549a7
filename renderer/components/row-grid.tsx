/**
 * A long list as a grid: only the rows in sight are drawn, one is chosen, arrows move, more is asked for near the end. What a row shows and
 * what choosing means is its owner's.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './class-names.ts';
import styles from './row-grid.module.css';

interface RowGridProps {
  readonly id?: string;
  readonly label: string;
  /** Rows that can be drawn. */
  readonly count: number;
  /** How many there are, where that is more than can be drawn yet. */
  readonly total?: number;
  readonly rowPx: number;
  /** Where there is less room than this, head and rows are scrolled sideways together. */
  readonly leastPx?: number;
  /** The chosen row; -1 for none. */
  readonly chosenAt: number;
  /** Scrolls to the chosen row when this changes, and not when rows come in above it; the row's own place where absent. */
  readonly follows?: string | number | null;
  /** The DOM id and React key of a row. */
  readonly idOf: (at: number) => string;
  readonly className?: string | undefined;
  readonly head?: ReactNode;
  readonly renderRow: (at: number, topPx: number) => ReactNode;
  readonly onMove: (at: number) => void;
  /** Enter on the chosen row. */
  readonly onEnter?: (at: number) => void;
  /** Rows before the last at which `onNearEnd` is called. */
  readonly ahead?: number;
  readonly onNearEnd?: () => void;
  readonly onScrolled?: (topPx: number) => void;
}

export function RowGrid(props: RowGridProps) {
  const { label, count, total = count, rowPx, chosenAt, idOf, onMove, onEnter, onScrolled } = props;
  const { ahead = 40, onNearEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read during render on purpose; nothing here is memoised on it
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: idOf,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const lastInSight = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0 && lastInSight >= count - ahead) onNearEnd?.();
  }, [lastInSight, count, ahead, onNearEnd]);
  const followed = props.follows === undefined ? chosenAt : props.follows;
  const chosen = useRef(chosenAt);
  useEffect(() => {
    chosen.current = chosenAt;
  });
  useEffect(() => {
    if (chosen.current >= 0) virtual.scrollToIndex(chosen.current, { align: 'auto' });
  }, [virtual, followed]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && onEnter !== undefined && chosenAt >= 0) onEnter(chosenAt);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      onMove(Math.min(count - 1, Math.max(0, chosenAt + (event.key === 'ArrowDown' ? 1 : -1))));
    } else return;
    event.preventDefault();
  };

  return (
    <div
      id={props.id}
      className={cx(styles.grid, props.className)}
      role="grid"
      aria-label={label}
      aria-rowcount={total}
      aria-activedescendant={chosenAt < 0 ? undefined : idOf(chosenAt)}
      style={{ '--least': `${props.leastPx ?? 0}px` } as CSSProperties}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {props.head}
      <div
        ref={scroller}
        className={styles.body}
        role="rowgroup"
        tabIndex={0}
        onScroll={onScrolled === undefined ? undefined : (event) => onScrolled(event.currentTarget.scrollTop)}
      >
        <div className={styles.inner} style={{ height: virtual.getTotalSize() }} role="presentation">
          {items.map((item) => props.renderRow(item.index, item.start))}
        </div>
      </div>
    </div>
  );
}
