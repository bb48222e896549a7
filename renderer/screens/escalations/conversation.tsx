/** Everything that was said with one contact so far, oldest first, and the draft that was on the table. */
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { cx } from '../../components/class-names.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import styles from './conversation.module.css';
import { ESCALATION_WORDS } from './escalation-words.ts';

export function Conversation({ pkg, nowMs }: { readonly pkg: HandoffPackage; readonly nowMs: number }) {
  const messages = pkg.thread.toSorted((a, b) => a.atMs - b.atMs);
  return (
    <section className={styles.part}>
      <SectionTitle>{ESCALATION_WORDS.conversation}</SectionTitle>
      {messages.length === 0 && <p className={styles.none}>{ESCALATION_WORDS.noConversation}</p>}
      <ol className={styles.messages}>
        {messages.map((message) => (
          <li
            key={`${message.atMs}-${message.direction}`}
            className={cx(styles.message, message.direction === 'inbound' && styles.inbound)}
          >
            <p className={styles.from}>
              <strong>{message.direction === 'inbound' ? pkg.contact.name : ESCALATION_WORDS.you}</strong>
              <time title={fullMoment(message.atMs)} dateTime={new Date(message.atMs).toISOString()}>
                {momentWords(message.atMs, nowMs)}
              </time>
            </p>
            <p className={styles.text} data-copy>
              {message.text}
            </p>
          </li>
        ))}
      </ol>
      {pkg.draft !== null && (
        <>
          <SectionTitle>{ESCALATION_WORDS.draft}</SectionTitle>
          <div className={cx(styles.message, styles.draft)}>
            <p className={styles.from}>
              <strong>{pkg.draft.subject}</strong>
            </p>
            <p className={styles.text} data-copy>
              {pkg.draft.body}
            </p>
          </div>
        </>
      )}
    </section>
  );
}
