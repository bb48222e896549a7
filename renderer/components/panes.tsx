/** Two panes with a divider that can be dragged or moved with the arrow keys; the width is remembered on this machine. */
import { useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { cx } from './class-names.ts';
import styles from './panes.module.css';
import { WidthDivider } from './width-divider.tsx';

interface SplitProps {
  /** Names the remembered width; one name for one divider. */
  readonly name: string;
  /** What the divider resizes, for a screen reader: `Resize the list`. */
  readonly label: string;
  /** Which side has the fixed width; the other takes the rest. */
  readonly side: 'left' | 'right';
  readonly initialPx: number;
  readonly minPx: number;
  readonly maxPx: number;
  /** The least the other side may shrink to. */
  readonly restMinPx?: number;
  /** Null where there is none for now: the other side then has the whole width, and stays what it was. */
  readonly sized: ReactNode | null;
  readonly children: ReactNode;
}

export function Split({ name, label, side, initialPx, minPx, maxPx, restMinPx = 360, sized, children }: SplitProps) {
  const root = useRef<HTMLDivElement>(null);
  const [px, setPx] = useState(() => clamp(remembered(name) ?? initialPx, minPx, maxPx));

  const resize = (wanted: number, keep: boolean) => {
    const room = (root.current?.clientWidth ?? Number.POSITIVE_INFINITY) - restMinPx;
    const next = Math.round(clamp(wanted, minPx, Math.max(minPx, Math.min(maxPx, room))));
    setPx(next);
    if (keep) remember(name, next);
  };
  const style = { '--sized': `${px}px`, '--rest': `${restMinPx}px`, '--least': `${minPx}px` } as CSSProperties;
  const divider = sized !== null && (
    <WidthDivider
      label={label}
      className={styles.divider}
      px={px}
      minPx={minPx}
      maxPx={maxPx}
      direction={side === 'left' ? 1 : -1}
      onResize={resize}
      onUsual={() => resize(initialPx, true)}
    />
  );
  return (
    <div
      ref={root}
      className={cx(styles.split, sized === null ? styles.alone : side === 'left' ? styles.left : styles.right)}
      style={style}
    >
      {side === 'left' ? (
        <>
          {sized !== null && <div className={styles.pane}>{sized}</div>}
          {divider}
          <div className={styles.pane}>{children}</div>
        </>
      ) : (
        <>
          <div className={styles.pane}>{children}</div>
          {divider}
          {sized !== null && <div className={styles.pane}>{sized}</div>}
        </>
      )}
    </div>
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

const keyOf = (name: string) => `countersign.pane.${name}`;

function remembered(name: string): number | null {
  try {
    const text = localStorage.getItem(keyOf(name));
    const value = text === null ? Number.NaN : Number(text);
    return Number.isFinite(value) ? value : null;
  } catch {
    // Storage may be closed to the page; the width is then the default, and nothing else depends on it.
    return null;
  }
}

function remember(name: string, px: number): void {
  try {
    localStorage.setItem(keyOf(name), String(px));
  } catch {
    // A full or closed storage only loses a width.
  }
}
