/** The column's list of escalations, the one due first on top, each with its countdown. */
import type { Escalation } from '../../../shared/domain/escalation.ts';
import type { EscalationId } from '../../../shared/domain/ids.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Age } from '../../components/age.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { RowList } from '../../components/row-list.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import type { Tone } from '../../components/tone.ts';
import { DueClock, urgencyOf, type Urgency } from '../replies/due-clock.tsx';
import { ESCALATION_WORDS, TRIGGER_WORDS } from './escalation-words.ts';

interface EscalationListProps {
  readonly escalations: readonly Escalation[];
  readonly openId: EscalationId | null;
  readonly nowMs: number;
  readonly onOpen: (id: EscalationId) => void;
}

const URGENCY_TONES: Readonly<Record<Urgency, Tone>> = { quiet: 'accent', soon: 'attention', over: 'refused' };
const ANSWERED_TONES: Readonly<Record<Exclude<Escalation['state'], 'open'>, Tone>> = {
  accepted: 'supported',
  declined: 'neutral',
  withdrawn: 'stale',
};

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
      {escalations.map((escalation, at) => (
        <ListRow
          key={escalation.id}
          id={`row-${escalation.id}`}
          selected={escalation.id === openId}
          onSelect={() => onOpen(escalation.id)}
          position={{ at: at + 1, of: escalations.length }}
          leading={
            escalation.state === 'open' ? (
              <ToneShape tone={URGENCY_TONES[urgencyOf(escalation.dueAtMs - nowMs)]} />
            ) : (
              <ToneShape tone={ANSWERED_TONES[escalation.state]} />
            )
          }
          title={escalation.accountName}
          trailing={
            escalation.state === 'open' ? (
              <DueClock dueAtMs={escalation.dueAtMs} nowMs={nowMs} />
            ) : (
              ESCALATION_WORDS.answered[escalation.state]
            )
          }
          context={`${escalation.contactName} · ${TRIGGER_WORDS[escalation.trigger]}`}
          contextTrailing={<Age atMs={escalation.raisedAtMs} nowMs={nowMs} />}
        />
      ))}
    </RowList>
  );
}
