/** Long work: what it is, how far, how fast, and a way to stop it. */
import styles from './progress-bar.module.css';
import { Button } from './button.tsx';

interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** Null where nobody knows how much there is. */
  readonly total: number | null;
  readonly perSecond: number;
  /** What is counted, such as `KB`; nothing for things. */
  readonly unit?: string;
  readonly onStop?: (() => void) | undefined;
  readonly stopLabel?: string;
}

const figures = new Intl.NumberFormat('en-GB');

export function ProgressBar({
  label,
  done,
  total,
  perSecond,
  unit = '',
  onStop,
  stopLabel = 'Stop',
}: ProgressBarProps) {
  const fraction = total === null || total === 0 ? null : Math.min(1, done / total);
  const of = unit === '' ? '' : ` ${unit}`;
  const count =
    total === null ? `${figures.format(done)}${of}` : `${figures.format(done)} of ${figures.format(total)}${of}`;
  const rate = perSecond > 0 ? ` · ${figures.format(Math.round(perSecond))}/s` : '';
  return (
    <div className={styles.box}>
      <div className={styles.words}>
        <span className={styles.label}>{label}</span>
        <span className={styles.count}>
          {count}
          {rate}
        </span>
        {onStop !== undefined && (
          <Button tone="quiet" size="sm" onClick={onStop}>
            {stopLabel}
          </Button>
        )}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={fraction === null ? undefined : done}
        aria-valuetext={count}
      >
        <div
          className={fraction === null ? styles.unknown : styles.fill}
          style={fraction === null ? undefined : { transform: `scaleX(${fraction})` }}
        />
      </div>
    </div>
  );
}
