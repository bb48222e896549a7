/** The mark: a signature stroke that closes a check. */
import styles from './mark.module.css';

interface MarkProps {
  readonly size?: number;
  /** Draws it once, as a pen would. */
  readonly drawn?: boolean;
}

export function Mark({ size = 22, drawn = false }: MarkProps) {
  return (
    <svg
      className={drawn ? `${styles.mark ?? ''} ${styles.drawn ?? ''}` : styles.mark}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      role="img"
      aria-label="Countersign"
    >
      <path pathLength={1} d="M4 14.500C6.800 16.200 9.500 19.300 11 22.800C14.500 14.600 20 8 27.500 4.200" />
      <path pathLength={1} d="M5 28C12 25.200 20 24.600 28 26" />
    </svg>
  );
}
