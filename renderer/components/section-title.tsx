/** A small heading over a part of a pane, with room for one thing on its right. */
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';
import styles from './section-title.module.css';

interface SectionTitleProps {
  readonly children: ReactNode;
  readonly aside?: ReactNode;
  readonly level?: 2 | 3;
  readonly id?: string;
  readonly className?: string | undefined;
}

export function SectionTitle({ children, aside, level = 2, id, className }: SectionTitleProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={cx(styles.row, className)}>
      <Heading id={id} className={styles.title}>
        {children}
      </Heading>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </div>
  );
}
