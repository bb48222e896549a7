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
      viewBox="100 110 820 820"
      role="img"
      aria-label="Countersign"
    >
      <path
        pathLength={1}
        d="M196 556C320 560 430 470 424 376C419 306 330 300 298 402C266 512 352 662 440 668C528 672 560 420 826 268"
      />
      <path pathLength={1} d="M232 800H792" />
    </svg>
  );
}
