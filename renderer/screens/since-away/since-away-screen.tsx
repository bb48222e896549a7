/** One approval that no longer holds: why, above the package itself, where it can be decided again with what is known now. */
import { CircleCheck } from 'lucide-react';
import type { Send } from '../../../shared/domain/send.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { shortDuration } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useNow } from '../../components/use-now.ts';
import { ReviewScreen } from '../review/review-screen.tsx';
import { UncertainAnswer } from '../sent/send-actions.tsx';
import { sendWords } from '../sent/send-words.ts';
import styles from './since-away-screen.module.css';
import { AWAY_WORDS } from './since-away-words.ts';

interface SinceAwayScreenProps {
  /** Null where there is nothing in the list. */
  readonly send: Send | null;
  readonly onShowSend: (id: Send['id']) => void;
}

export function SinceAwayScreen({ send, onShowSend }: SinceAwayScreenProps) {
  if (send === null) {
    return (
      <EmptyState icon={<CircleCheck size={36} />} title={AWAY_WORDS.empty}>
        {AWAY_WORDS.emptyWhy}
      </EmptyState>
    );
  }
  return (
    <div className={styles.screen}>
      <Reason send={send} onShowSend={onShowSend} />
      <div className={styles.rest}>
        <ReviewScreen />
      </div>
    </div>
  );
}

function Reason({ send, onShowSend }: { readonly send: Send; readonly onShowSend: (id: Send['id']) => void }) {
  const nowMs = useNow(30_000);
  const { tone } = sendWords(send, nowMs);
  const isUncertain = send.state === 'uncertain';
  // What would clear it stands over the message below.
  const why = send.findings.at(0)?.evidence ?? send.serverReply;
  return (
    <section className={styles.reason} aria-label={AWAY_WORDS.why}>
      <div className={styles.head}>
        <ToneShape tone={tone} size={15} />
        <p className={styles.words}>
          <strong>{whatOf(send)}</strong>{' '}
          <span className={styles.ago}>{AWAY_WORDS.ago(shortDuration(Math.max(0, nowMs - send.updatedAtMs)))}</span>{' '}
          <span data-copy>{why ?? (isUncertain ? '' : AWAY_WORDS.nothingLeft)}</span>
        </p>
        <Button tone="quiet" size="sm" onClick={() => onShowSend(send.id)}>
          {AWAY_WORDS.showSend}
        </Button>
      </div>
      {isUncertain && <UncertainAnswer send={send} />}
    </section>
  );
}

function whatOf(send: Send): string {
  switch (send.state) {
    case 'refused':
    case 'expired':
    case 'failed':
    case 'uncertain':
      return AWAY_WORDS.what[send.state];
    case 'countersigned':
    case 'held':
    case 'released':
    case 'deferred':
    case 'reserved':
    case 'transmitting':
    case 'sent':
    case 'retry':
    case 'undone':
    case 'abandoned':
      return AWAY_WORDS.what.other;
  }
}
