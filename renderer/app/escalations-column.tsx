/** The column's list for Escalations. One that was just declined is done with; the one below takes its place. */
import { useEffect, useMemo } from 'react';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { EscalationId } from '../../shared/domain/ids.ts';
import { useWaitingActs } from '../commands/put-off.ts';
import { setShownIncoming } from '../commands/shown-incoming.ts';
import { useNow } from '../components/use-now.ts';
import { EscalationList } from '../screens/escalations/escalation-list.tsx';
import { useIncomingView } from '../view-state/incoming-view.ts';
import { useTakesPlace } from './use-takes-place.ts';

interface EscalationsColumnProps {
  /** Undefined while they are read. */
  readonly escalations: readonly Escalation[] | undefined;
  readonly openId: EscalationId | null;
}

export function EscalationsColumn({ escalations, openId }: EscalationsColumnProps) {
  const nowMs = useNow(10_000);
  const set = useIncomingView((view) => view.set);
  const waiting = useWaitingActs(({ ids }) => ids);
  const rows = useMemo(
    () => escalations?.filter(({ id, state }) => state !== 'open' || !waiting.has(id)),
    [escalations, waiting],
  );
  const ids = useMemo(() => rows?.map(({ id }) => id), [rows]);
  useEffect(() => {
    setShownIncoming({ escalationOrder: ids ?? [] });
  }, [ids]);
  const open = (id: EscalationId | null) => set({ escalationId: id, showConversation: false });
  useTakesPlace(ids, openId, open);
  return rows === undefined ? null : <EscalationList escalations={rows} openId={openId} nowMs={nowMs} onOpen={open} />;
}
