/** Words for a screen reader only. */
import styles from './visually-hidden.module.css';

/** A screen's name where nothing on it says so in writing. */
export function HiddenTitle({ words }: { readonly words: string }) {
  return <h1 className={styles.hidden}>{words}</h1>;
}

/** The end of a name whose beginning is on screen. */
export function HiddenWords({ words }: { readonly words: string }) {
  return <span className={styles.hidden}>{words}</span>;
}

/** Says its words to a screen reader whenever they change. */
export function LiveRegion({ words }: { readonly words: string }) {
  return (
    <div className={styles.hidden} role="status" aria-live="polite" aria-atomic="true">
      {words}
    </div>
  );
}
