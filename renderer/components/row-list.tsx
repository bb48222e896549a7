/** A short list whose rows are chosen with the arrow keys, one at a time. */
import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import styles from './row-list.module.css';

interface RowListProps<Id extends string> {
  readonly label: string;
  /** In the order of the rows; each row's element id is `row-<id>`. */
  readonly ids: readonly Id[];
  readonly openId: Id | null;
  readonly onOpen: (id: Id) => void;
  readonly children: ReactNode;
}

export function RowList<Id extends string>({ label, ids, openId, onOpen, children }: RowListProps<Id>) {
  useEffect(() => {
    if (openId !== null) document.getElementById(`row-${openId}`)?.scrollIntoView({ block: 'nearest' });
  }, [openId]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const at = openId === null ? -1 : ids.indexOf(openId);
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next !== undefined) onOpen(next);
  };
  return (
    <div
      className={styles.list}
      role="grid"
      aria-label={label}
      aria-rowcount={ids.length}
      aria-activedescendant={openId === null ? undefined : `row-${openId}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}
