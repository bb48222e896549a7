/** A quiet ring that fills: the active time on a package, or a countdown. It never acts. */
import { cx } from './class-names.ts';
import styles from './ring.module.css';

interface RingProps {
  /** 0 to 1; beyond 1 it stays full. */
  readonly fraction: number;
  readonly tone?: 'neutral' | 'accent' | 'attention';
  readonly size?: number;
  /** For a screen reader; hidden from it where words beside say the same. */
  readonly label?: string;
}

const R = 7;
const ROUND = 2 * Math.PI * R;

export function Ring({ fraction, tone = 'neutral', size = 18, label }: RingProps) {
  const shown = Math.min(1, Math.max(0, fraction));
  return (
    <svg
      className={cx(styles.ring, styles[tone])}
      width={size}
      height={size}
      viewBox="0 0 18 18"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <circle cx="9" cy="9" r={R} className={styles.track} />
      <circle
        cx="9"
        cy="9"
        r={R}
        className={styles.fill}
        strokeDasharray={ROUND}
        strokeDashoffset={ROUND * (1 - shown)}
        transform="rotate(-90 9 9)"
      />
    </svg>
  );
}
