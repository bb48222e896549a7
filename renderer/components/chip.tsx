/** A short fact with a meaning, told by its shape as well as by its colour. */
import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { cx } from './class-names.ts';
import type { Tone } from './tone.ts';
import { ToneShape } from './tone-shape.tsx';

interface ChipProps {
  readonly tone?: Tone;
  readonly children: ReactNode;
  /** Draws the meaning's shape before the words; on unless the tone is neutral or the accent. */
  readonly shape?: boolean;
  readonly title?: string;
}

export function Chip({
  tone = 'neutral',
  children,
  shape = tone !== 'neutral' && tone !== 'accent',
  title,
}: ChipProps) {
  return (
    <span className={cx(styles.chip, styles[tone])} title={title}>
      {shape && <ToneShape tone={tone} />}
      <span className={styles.words}>{children}</span>
    </span>
  );
}

/** `T1`, `T2`, `T3`: the account's tier. Tier 1 stands out, because a person always decides it. */
export function TierChip({ tier }: { readonly tier: 1 | 2 | 3 }) {
  return (
    <span className={cx(styles.tier, tier === 1 && styles.tierOne)} title={`Tier ${tier}`}>
      <span aria-hidden="true">T{tier}</span>
      <span className={styles.spoken}>Tier {tier}</span>
    </span>
  );
}
