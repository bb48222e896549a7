/** One of the board's groups of columns: it scrolls sideways by itself, and its edges say where there is more. */
import { useRef, type ReactNode } from 'react';
import { cx } from '../../components/class-names.ts';
import styles from './board.module.css';
import { useEdges } from './use-edges.ts';

const figures = new Intl.NumberFormat('en-GB');

interface BoardGroupProps {
  readonly name: string;
  readonly count: number;
  readonly children: ReactNode;
}

export function BoardGroup({ name, count, children }: BoardGroupProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { left, right } = useEdges(scroller);
  // Where there is no card to take the keys, the group itself is what they scroll.
  const keys = count === 0 && (left || right) ? { role: 'group', 'aria-label': name, tabIndex: 0 } : {};
  return (
    <section className={cx(styles.group, left && styles.moreLeft, right && styles.moreRight)} aria-label={name}>
      <h2 className={styles.groupName}>
        {name} <span className={styles.groupCount}>{figures.format(count)}</span>
      </h2>
      <div ref={scroller} className={styles.side} {...keys}>
        <div className={styles.columns}>{children}</div>
      </div>
    </section>
  );
}
