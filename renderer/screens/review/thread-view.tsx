/** The conversation so far: for a reply the letter it answers at once, the rest on P. */
import type { ThreadMessage } from '../../../shared/domain/handoff-package.ts';
import { Age } from '../../components/age.tsx';
import { cx } from '../../components/class-names.ts';
import { KeyCap } from '../../components/key-cap.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import pane from './evidence-pane.module.css';
import styles from './thread-view.module.css';
import { counted } from './review-words.ts';

interface ThreadViewProps {
  readonly thread: readonly ThreadMessage[];
  readonly nowMs: number;
  readonly isOpen: boolean;
  /** Shows the newest letter even while closed: a reply can't be judged without it. */
  readonly answersLatest: boolean;
  readonly onToggle: () => void;
}

export function ThreadView({ thread, nowMs, isOpen, answersLatest, onToggle }: ThreadViewProps) {
  if (thread.length === 0) return null;
  const newestFirst = [...thread].sort((a, b) => b.atMs - a.atMs);
  const latestInbound = newestFirst.find((letter) => letter.direction === 'inbound') ?? newestFirst[0];
  const shown = isOpen ? newestFirst : answersLatest && latestInbound !== undefined ? [latestInbound] : [];
  return (
    <section className={pane.section} aria-label="Thread">
      <SectionTitle
        aside={
          <button type="button" className={pane.link} aria-expanded={isOpen} onClick={onToggle}>
            <span>{isOpen ? 'Hide' : counted(thread.length, 'message')}</span> <KeyCap keys="p" />
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
            <p className={cx(styles.letterText, !isOpen && styles.letterShort)} data-copy>
              {isOpen ? letter.text : letter.text.replaceAll(/\n{2,}/gu, '\n')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
