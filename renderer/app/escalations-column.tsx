/** The column's list for Escalations. */
import type { EscalationId } from '../../shared/domain/ids.ts';
import type { Escalation } from '../../shared/domain/escalation.ts';
import { useNow } from '../components/use-now.ts';
import { EscalationList } from '../screens/escalations/escalation-list.tsx';

interface EscalationsColumnProps {
  readonly escalations: readonly Escalation[];
  readonly openId: EscalationId | null;
  readonly onOpen: (id: EscalationId) => void;
}

export function EscalationsColumn({ escalations, openId, onOpen }: EscalationsColumnProps) {
  const nowMs = useNow(10_000);
  return <EscalationList escalations={escalations} openId={openId} nowMs={nowMs} onOpen={onOpen} />;
}
