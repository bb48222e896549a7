/** What can still be done about a send: let it leave now, take it back, or answer whether it arrived. */
import type { Send } from '../../../shared/domain/send.ts';
import { useKey } from '../../commands/registry.ts';
import { resolveUncertain } from '../../commands/resolve-uncertain.ts';
import { sendNow } from '../../commands/send-now.ts';
import { undoLast } from '../../commands/undo-last.ts';
import { Button } from '../../components/button.tsx';
import { useLastUndoable } from '../../store/queries.ts';
import styles from './send-actions.module.css';
import { SENT_WORDS } from './sent-words.ts';

export function SendActions({ send, nowMs }: { readonly send: Send; readonly nowMs: number }) {
  const sendKey = useKey('send-now');
  const undoKey = useKey('undo');
  const undoable = useLastUndoable(send.personId);
  if (send.state === 'uncertain') return <UncertainAnswer send={send} />;
  const isHeld = (send.state === 'held' || send.state === 'countersigned') && send.releaseAtMs > nowMs;
  if (!isHeld) return null;
  return (
    <div className={styles.actions}>
      <Button tone="primary" size="sm" keys={sendKey} onClick={() => void sendNow(send.id)}>
        {SENT_WORDS.sendNow}
      </Button>
      {undoable?.decision.id === send.decisionId && (
        <Button size="sm" keys={undoKey} onClick={() => void undoLast()}>
          {SENT_WORDS.undo}
        </Button>
      )}
    </div>
  );
}

/** The one question only a person can answer about a send; either answer ends it, and neither transmits anything. */
export function UncertainAnswer({ send }: { readonly send: Send }) {
  return (
    <div className={styles.question}>
      <p className={styles.title}>{SENT_WORDS.uncertainTitle}</p>
      <p className={styles.why}>{SENT_WORDS.uncertainWhy}</p>
      <div className={styles.answers}>
        <Button size="sm" onClick={() => void resolveUncertain(send.id, 'arrived')}>
          {SENT_WORDS.arrived}
        </Button>
        <p className={styles.why}>{SENT_WORDS.arrivedMeans}</p>
        <Button size="sm" onClick={() => void resolveUncertain(send.id, 'draft-again')}>
          {SENT_WORDS.draftAgain}
        </Button>
        <p className={styles.why}>{SENT_WORDS.draftAgainMeans}</p>
      </div>
    </div>
  );
}
