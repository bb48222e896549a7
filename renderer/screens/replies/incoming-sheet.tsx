/** How a mail that came in is laid out: what was said on the left, what is known of it on the right, what can be done below. */
import type { ReactNode, Ref } from 'react';
import { Split } from '../../components/panes.tsx';
import styles from './incoming-sheet.module.css';
import { REPLY_WORDS } from './reply-words.ts';

interface IncomingSheetProps {
  readonly label: string;
  readonly regionRef: Ref<HTMLElement>;
  readonly asideLabel: string;
  readonly aside: ReactNode;
  readonly bar: ReactNode;
  readonly children: ReactNode;
}

export function IncomingSheet({ label, regionRef, asideLabel, aside, bar, children }: IncomingSheetProps) {
  return (
    <div className={styles.sheet}>
      <div className={styles.stage}>
        <Split
          name="reading"
          label={REPLY_WORDS.resize}
          side="right"
          initialPx={340}
          minPx={280}
          maxPx={520}
          restMinPx={420}
          sized={
            <section className={styles.aside} aria-label={asideLabel} tabIndex={0}>
              {aside}
            </section>
          }
        >
          <section ref={regionRef} className={styles.said} aria-label={label} tabIndex={0}>
            {children}
          </section>
        </Split>
      </div>
      {bar}
    </div>
  );
}

/** A titled line of what is known. */
export function Known({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.known}>
      <dt>{name}</dt>
      <dd data-copy>{children}</dd>
    </div>
  );
}
