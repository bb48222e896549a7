/** Words for a screen reader only. */
import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}

/** Says its words to a screen reader whenever they change. */
export function LiveRegion({ words }: { readonly words: string }) {
  return (
    <div className={styles.hidden} role="status" aria-live="polite" aria-atomic="true">
      {words}
    </div>
  );
}
