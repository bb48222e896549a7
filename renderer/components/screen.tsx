/** The body and the head of a reading screen: one column at a readable width, the title and its actions on top. */
import type { ReactNode } from 'react';
import styles from './screen.module.css';

export function ScreenBody({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={styles.screen} aria-label={label}>
      <div className={styles.column}>{children}</div>
    </section>
  );
}

interface ScreenHeadProps {
  readonly title: string;
  readonly context?: ReactNode;
  readonly actions?: ReactNode;
}

export function ScreenHead({ title, context, actions }: ScreenHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h1 className={styles.title} data-copy>
          {title}
        </h1>
        {context !== undefined && <p className={styles.context}>{context}</p>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

interface PartProps {
  readonly title: string;
  readonly explains?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a settings screen: what it is on the left of the eye, its controls below. */
export function Part({ title, explains, children }: PartProps) {
  return (
    <section className={styles.part}>
      <h2 className={styles.partTitle}>{title}</h2>
      {explains !== undefined && <p className={styles.explains}>{explains}</p>}
      <div className={styles.partBody}>{children}</div>
    </section>
  );
}
