/** One row of a list: a line of truth, a line of context, and the numbers that matter in one place on the right. */
import type { CSSProperties, ReactNode, Ref } from 'react';
import { cx } from './class-names.ts';
import styles from './list-row.module.css';

interface ListRowProps {
  readonly id?: string;
  readonly title: ReactNode;
  /** Right of the title: chips and figures. */
  readonly trailing?: ReactNode;
  readonly context?: ReactNode;
  /** Right of the context line. */
  readonly contextTrailing?: ReactNode;
  /** A narrow slot left of both lines, for a shape. */
  readonly leading?: ReactNode;
  readonly selected?: boolean;
  readonly onSelect?: () => void;
  /** `row` inside a list that moves the selection (a grid for a screen reader), `button` when it stands alone. */
  readonly as?: 'row' | 'button';
  readonly style?: CSSProperties;
  readonly ref?: Ref<HTMLDivElement>;
  /** Its place in the whole list, from 1, where only a part of it is drawn. */
  readonly position?: { readonly at: number; readonly of: number };
  /** A sentence about the whole row: on hover, and as its description for a screen reader. */
  readonly description?: string;
}

export function ListRow(props: ListRowProps) {
  const {
    id,
    title,
    trailing,
    context,
    contextTrailing,
    leading,
    selected = false,
    onSelect,
    as = 'row',
    style,
    ref,
  } = props;
  const standsAlone = as === 'button';
  const cell = standsAlone ? undefined : 'gridcell';
  return (
    <div
      id={id}
      ref={ref}
      role={as}
      tabIndex={standsAlone ? 0 : undefined}
      aria-selected={standsAlone ? undefined : selected}
      aria-current={standsAlone && selected ? 'true' : undefined}
      aria-rowindex={standsAlone ? undefined : props.position?.at}
      title={props.description}
      className={cx(styles.row, selected && styles.selected, leading !== undefined && styles.withLeading)}
      style={style}
      onClick={onSelect}
      onKeyDown={
        standsAlone && onSelect !== undefined
          ? (event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              onSelect();
            }
          : undefined
      }
    >
      {leading !== undefined && (
        <span className={styles.leading} role={cell}>
          {leading}
        </span>
      )}
      <span className={styles.first} role={cell}>
        <span className={styles.title}>{title}</span>
        {trailing !== undefined && <span className={styles.trailing}>{trailing}</span>}
      </span>
      {context !== undefined && (
        <span className={styles.second} role={cell}>
          <span className={styles.context}>{context}</span>
          {contextTrailing !== undefined && <span className={styles.trailing}>{contextTrailing}</span>}
        </span>
      )}
    </div>
  );
}
