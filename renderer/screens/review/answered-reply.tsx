/** What a drafted answer is for: how their reply was read, with the way to it, and a warning where it tries to give orders. */
import type { Reply } from '../../../shared/domain/reply.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { countsAs } from '../../store/reply-rows.ts';
import { className, CLASS_TONES, confidenceWords, REPLY_WORDS } from '../replies/reply-words.ts';
import styles from './answered-reply.module.css';
import pane from './evidence-pane.module.css';

interface AnsweredReplyProps {
  readonly reply: Reply;
  /** The key of the command behind `onOpen`. */
  readonly openKey: string | undefined;
  readonly onOpen: () => void;
}

export function AnsweredReply({ reply, openKey, onOpen }: AnsweredReplyProps) {
  const counts = countsAs(reply);
  return (
    <section className={pane.section} aria-label={REPLY_WORDS.answers}>
      <SectionTitle>{REPLY_WORDS.answers}</SectionTitle>
      <p className={styles.line}>
        <Chip tone={CLASS_TONES[counts]}>{className(counts)}</Chip>
        {reply.labelled === null && reply.reading !== null && <span>{confidenceWords(reply.reading.confidence)}</span>}
        <span className={styles.push} />
        <Button tone="quiet" size="sm" keys={openKey} onClick={onOpen}>
          {REPLY_WORDS.openReply}
        </Button>
      </p>
      {reply.suspicious !== null && (
        <p className={styles.warning}>
          <ToneShape tone="attention" /> <span>{REPLY_WORDS.suspicious}</span>
        </p>
      )}
    </section>
  );
}
