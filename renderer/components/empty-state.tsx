/** What an empty place says: one sentence on why, and a next step. Where what held the focus went with the last row, it takes it. */
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  /** The next step: one or two buttons. */
  readonly actions?: ReactNode;
  /** For a narrow column. */
  readonly small?: boolean;
}

export function EmptyState({ icon, title, children, actions, small = false }: EmptyStateProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={place} className={small ? styles.small : styles.large} tabIndex={-1}>
      {icon !== undefined && (
        <div className={styles.icon} aria-hidden="true">
          {icon}
        </div>
      )}
      <p className={styles.title}>{title}</p>
      {children !== undefined && <p className={styles.words}>{children}</p>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
