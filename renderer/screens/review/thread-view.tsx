/** The conversation so far: the letter that matters at once (the one a reply answers, else the last), the rest on P. */
import { memo } from 'react';
import type { ThreadMessage } from '../../../shared/domain/handoff-package.ts';
import { Age } from '../../components/age.tsx';
import { cx } from '../../components/class-names.ts';
import { CommandCap } from '../../commands/command-cap.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import pane from './evidence-pane.module.css';
import styles from './thread-view.module.css';
import { counted } from './review-words.ts';

interface ThreadViewProps {
  readonly thread: readonly ThreadMessage[];
  readonly nowMs: number;
  readonly isOpen: boolean;
  /** P is text then. */
  readonly isEditing: boolean;
  /** The draft answers their newest letter: shown first and at more length. */
  readonly answersLatest: boolean;
  readonly onToggle: () => void;
}

export const ThreadView = memo(function ThreadView({
  thread,
  nowMs,
  isOpen,
  isEditing,
  answersLatest,
  onToggle,
}: ThreadViewProps) {
  if (thread.length === 0) return null;
  const newestFirst = [...thread].sort((a, b) => b.atMs - a.atMs);
  const latestInbound = newestFirst.find((letter) => letter.direction === 'inbound') ?? newestFirst[0];
  const shown = isOpen ? newestFirst : latestInbound === undefined ? [] : [latestInbound];
  return (
    <section className={pane.section} aria-label="Thread">
      <SectionTitle
        aside={
          <button type="button" className={pane.link} aria-expanded={isOpen} onClick={onToggle}>
            <span>{isOpen ? 'Hide' : counted(thread.length, 'message')}</span>{' '}
            {!isEditing && <CommandCap id="thread" />}
          </button>
        }
      >
        {answersLatest ? 'They wrote' : 'Thread'}
      </SectionTitle>
      <ol className={styles.thread}>
        {shown.map((letter) => (
          <li
            key={`${letter.atMs}-${letter.from}`}
            className={cx(styles.letter, letter.direction === 'inbound' && styles.letterIn)}
          >
            <div className={styles.letterHead}>
              <span className={styles.letterFrom}>{letter.from}</span>
              <Age atMs={letter.atMs} nowMs={nowMs} after="ago" />
            </div>
            <p
              className={cx(styles.letterText, !isOpen && (answersLatest ? styles.letterShort : styles.letterShorter))}
              data-copy
            >
              {isOpen ? letter.text : letter.text.replaceAll(/\n{2,}/gu, '\n')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
});
