/** What was said around a mail, newest first: the latest of ours at some length, the rest as one line each, everything in full once unfolded. */
import type { ThreadMessage } from '../../../shared/domain/handoff-package.ts';
import { Age } from '../../components/age.tsx';
import { cx } from '../../components/class-names.ts';
import { CommandCap } from '../../commands/command-cap.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { REPLY_WORDS } from './reply-words.ts';
import styles from './thread-messages.module.css';

interface ThreadMessagesProps {
  readonly title: string;
  readonly messages: readonly ThreadMessage[];
  /** Said where there are none. */
  readonly none: string;
  /** Who wrote what came in, where the thread itself gives an address only. */
  readonly theirName: string;
  readonly nowMs: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

export function ThreadMessages(props: ThreadMessagesProps) {
  const { title, messages, none, theirName, nowMs, isOpen, onToggle } = props;
  return (
    <section className={styles.part} aria-label={title}>
      <SectionTitle
        aside={
          messages.length > 0 && (
            <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={onToggle}>
              <span>{isOpen ? REPLY_WORDS.fold : REPLY_WORDS.unfold}</span> <CommandCap id="conversation" />
            </button>
          )
        }
      >
        {title}
        {messages.length > 1 && ` · ${REPLY_WORDS.messages(messages.length)}`}
      </SectionTitle>
      {messages.length === 0 && <p className={styles.none}>{none}</p>}
      <ol className={styles.messages}>
        {messages.map((message, at) => (
          <li
            key={`${message.atMs}-${message.direction}-${at}`}
            className={cx(styles.message, message.direction === 'inbound' && styles.inbound)}
          >
            <p className={styles.head}>
              <span className={styles.from}>
                {message.direction === 'inbound' ? theirName || message.from : REPLY_WORDS.you}
              </span>
              <span className={styles.subject}>{message.subject}</span>
              <Age atMs={message.atMs} nowMs={nowMs} after="ago" className={styles.age} />
            </p>
            <p className={cx(styles.text, !isOpen && (at === 0 ? styles.short : styles.oneLine))} data-copy>
              {isOpen ? message.text : message.text.replaceAll(at === 0 ? /\n{2,}/gu : /\s+/gu, at === 0 ? '\n' : ' ')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
