/** One line that says how something stands: a shape, a title, and a fainter aside. */
import type { ReactNode } from 'react';
import type { Tone } from '../../components/tone.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import styles from './connections.module.css';

export function StateLine({
  tone,
  title,
  aside,
}: {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly aside?: ReactNode;
}) {
  return (
    <p className={styles.state} role="status">
      <ToneShape tone={tone} size={14} />
      <span className={styles.stateTitle} data-copy>
        {title}
      </span>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </p>
  );
}
