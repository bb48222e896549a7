/** The column's list of escalations, the one due first on top, each with its countdown. */
import type { Escalation } from '../../../shared/domain/escalation.ts';
import type { EscalationId } from '../../../shared/domain/ids.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { RowList } from '../../components/row-list.tsx';
import { shortDuration, timeLeft } from '../../components/time-words.ts';
import { ESCALATION_WORDS, TRIGGER_WORDS } from './escalation-words.ts';
import styles from './escalation-list.module.css';

/** From here on the countdown is amber. */
export const SOON_MS = 30 * 60_000;

interface EscalationListProps {
  readonly escalations: readonly Escalation[];
  readonly openId: EscalationId | null;
  readonly nowMs: number;
  readonly onOpen: (id: EscalationId) => void;
}

export function EscalationList({ escalations, openId, nowMs, onOpen }: EscalationListProps) {
  if (escalations.length === 0) {
    return (
      <EmptyState small title={ESCALATION_WORDS.empty}>
        {ESCALATION_WORDS.emptyWhy}
      </EmptyState>
    );
  }
  return (
    <RowList label={ESCALATION_WORDS.list} ids={escalations.map(({ id }) => id)} openId={openId} onOpen={onOpen}>
      {escalations.map((escalation, at) => {
        const leftMs = escalation.dueAtMs - nowMs;
        return (
          <ListRow
            key={escalation.id}
            id={`row-${escalation.id}`}
            selected={escalation.id === openId}
            onSelect={() => onOpen(escalation.id)}
            position={{ at: at + 1, of: escalations.length }}
            title={escalation.accountName}
            trailing={
              escalation.state === 'open' ? (
                <span className={leftMs <= 0 ? styles.over : leftMs < SOON_MS ? styles.soon : undefined}>
                  {leftMs > 0 ? timeLeft(leftMs) : ESCALATION_WORDS.over(shortDuration(leftMs))}
                </span>
              ) : (
                ESCALATION_WORDS.answered[escalation.state]
              )
            }
            context={`${escalation.contactName} · ${TRIGGER_WORDS[escalation.trigger]}`}
          />
        );
      })}
    </RowList>
  );
}
