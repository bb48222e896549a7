/** One send from decision to outcome, in sentences and step by step. A press on a step opens its line. */
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { cx } from '../../components/class-names.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import { fullMoment } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { lineWords } from './line-words.ts';
import styles from './line-detail.module.css';
import { momentOf, storySentences } from './story-words.ts';
import { LOG_WORDS } from './trust-log-words.ts';

interface SendStoryProps {
  readonly story: ResponseOf<'trust-log.story'>;
  readonly atSeq: number;
  readonly onOpen: (seq: number) => void;
}

export function SendStory({ story, atSeq, onOpen }: SendStoryProps) {
  return (
    <section className={styles.part}>
      <SectionTitle>{LOG_WORDS.story}</SectionTitle>
      <p className={styles.story} data-copy>
        {storySentences(story.lines, story.send).join(' ')}
      </p>
      <ol className={styles.steps} aria-label={LOG_WORDS.steps}>
        {story.lines.map((line) => {
          const words = lineWords(line);
          const { seq, atMs } = line.event;
          return (
            <li key={seq}>
              <button
                type="button"
                className={cx(styles.step, seq === atSeq && styles.stepAt)}
                aria-current={seq === atSeq ? 'step' : undefined}
                onClick={() => onOpen(seq)}
              >
                <ToneShape tone={words.tone} />
                <span className={styles.stepWords}>{words.what}</span>
                <time title={fullMoment(atMs)} dateTime={new Date(atMs).toISOString()}>
                  {momentOf(atMs)}
                </time>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
