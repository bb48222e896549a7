/** How long is left to take a mail over, told by shape, words and colour: quiet, soon, overdue. */
import { cx } from '../../components/class-names.ts';
import { shortDuration, timeLeft } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import styles from './due-clock.module.css';

/** From here on the clock is amber. */
export const SOON_MS = 30 * 60_000;

export type Urgency = 'quiet' | 'soon' | 'over';

export function urgencyOf(leftMs: number): Urgency {
  return leftMs <= 0 ? 'over' : leftMs < SOON_MS ? 'soon' : 'quiet';
}

interface DueClockProps {
  readonly dueAtMs: number;
  readonly nowMs: number;
  /** What is left to be done, such as `to take it`; absent in a list row, where the bare figure is enough. */
  readonly to?: string;
}

export function DueClock({ dueAtMs, nowMs, to }: DueClockProps) {
  const leftMs = dueAtMs - nowMs;
  const urgency = urgencyOf(leftMs);
  const words = leftMs > 0 ? timeLeft(leftMs) : `${shortDuration(leftMs)} over`;
  return (
    <span className={cx(styles.clock, styles[urgency])} title={leftMs > 0 ? 'Left to take it' : 'Overdue'}>
      {urgency !== 'quiet' && <ToneShape tone={urgency === 'over' ? 'refused' : 'attention'} size={11} />}
      {words}
      {to !== undefined && leftMs > 0 && ` ${to}`}
    </span>
  );
}
