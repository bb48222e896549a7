/** The shape of each meaning, so that none is told by colour alone: check, triangle, octagon, hourglass, dot. */
import styles from './tone-shape.module.css';
import { cx } from './class-names.ts';
import type { Tone } from './tone.ts';

interface ToneShapeProps {
  readonly tone: Tone;
  /** Nobody knows: a question mark, whatever the tone. */
  readonly unknown?: boolean;
  readonly size?: number;
  /** For a screen reader; hidden from it where the words beside say the same. */
  readonly label?: string;
}

export function ToneShape({ tone, unknown = false, size = 12, label }: ToneShapeProps) {
  return (
    <svg
      className={cx(styles.shape, styles[tone])}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {unknown ? <Question /> : <Drawing tone={tone} />}
    </svg>
  );
}

function Question() {
  return (
    <>
      <circle cx="6" cy="6" r="5" className={styles.line} strokeDasharray="2.1 1.5" />
      <path d="M4.6 4.7a1.45 1.45 0 1 1 1.9 1.4c-.35.12-.5.35-.5.75" className={styles.line} />
      <circle cx="6" cy="8.5" r=".65" className={styles.fill} />
    </>
  );
}

function Drawing({ tone }: { readonly tone: Tone }) {
  switch (tone) {
    case 'supported':
      return <path d="M2 6.4 4.8 9.2 10 3.2" className={styles.bold} />;
    case 'attention':
      return (
        <>
          <path d="M6 1.3 11.2 10.6H.8Z" className={styles.fill} />
          <path d="M6 4.4v3M6 8.9v.01" className={styles.cut} />
        </>
      );
    case 'refused':
      return (
        <>
          <path d="M3.7.6h4.6l3.1 3.1v4.6l-3.1 3.1H3.7L.6 8.3V3.7Z" className={styles.fill} />
          <path d="M3.9 3.9l4.2 4.2M8.1 3.9 3.9 8.1" className={styles.cut} />
        </>
      );
    case 'stale':
      return (
        <path d="M3 1.2h6M3 10.8h6M3.6 1.2v1.6L6 6l2.4-3.2V1.2M3.6 10.8V9.2L6 6l2.4 3.2v1.6" className={styles.line} />
      );
    case 'accent':
      return <circle cx="6" cy="6" r="4" className={styles.fill} />;
    case 'neutral':
      return <circle cx="6" cy="6" r="3.4" className={styles.line} />;
  }
}
