/** Draws a key as a key: what to press, beside what it does. */
import styles from './key-cap.module.css';
import { cx } from './class-names.ts';
import { keyCaps } from './key-words.ts';

/** `keys` in tinykeys' notation, such as `a` or `$mod+Enter`. `onColour` for caps on a filled button. */
export function KeyCap({ keys, onColour = false }: { readonly keys: string; readonly onColour?: boolean }) {
  return (
    <span className={cx(styles.caps, onColour && styles.onColour)} aria-hidden="true">
      {keyCaps(keys).map((cap, at) => (
        <kbd key={at} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
