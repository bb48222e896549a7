/** A count that sits still beside its name. Zero is drawn faintly, never hidden, so that the place keeps its meaning. */
import styles from './badge.module.css';
import { cx } from './class-names.ts';

interface BadgeProps {
  readonly count: number;
  readonly tone?: 'neutral' | 'accent' | 'attention' | 'refused';
  /** Figures beyond this are drawn as `999+`. */
  readonly most?: number;
}

export function Badge({ count, tone = 'neutral', most = 99_999 }: BadgeProps) {
  const words = count > most ? `${most}+` : count.toLocaleString('en-GB');
  return <span className={cx(styles.badge, count === 0 ? styles.none : styles[tone])}>{words}</span>;
}
