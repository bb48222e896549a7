/** Words for a screen reader only, said when they change. */
import styles from './visually-hidden.module.css';

/** Says its words to a screen reader whenever they change. */
export function LiveRegion({ words }: { readonly words: string }) {
  return (
    <div className={styles.hidden} role="status" aria-live="polite" aria-atomic="true">
      {words}
    </div>
  );
}
