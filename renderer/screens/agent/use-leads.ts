/** The leads of one queue, page by page as they are scrolled to, with every queue's count; read again as the agent goes on. Reads only. */
import { useCallback, useMemo } from 'react';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { LeadStanding } from '../../../shared/domain/agent-run.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import { usePages } from '../../app/use-pages.ts';
import { call } from '../../bridge.ts';

/** Null: whichever queue, or none yet. */
export type LeadQueue = LeadStanding['queue'] | null;

const PAGE = 100;

export interface LeadList {
  /** Null before the first page. */
  readonly leads: readonly ListedLead[] | null;
  readonly counts: ReadonlyMap<LeadQueue, number>;
  readonly hasMore: boolean;
  readonly problem: string | null;
  readonly readMore: () => void;
}

/** `firstId`: a lead that stands before all others. */
export function useLeads(queue: LeadQueue, search: string, firstId: ContactId | null, revision: string): LeadList {
  const ask = useCallback(
    async (afterId: string | null, limit: number) => {
      const answer = await call('leads.page', { queue, search, firstId, afterId, limit });
      if (!answer.ok) return answer;
      const { leads: rows } = answer.value;
      const others = rows.filter(({ contact }) => contact.id !== firstId);
      const next = others.length === limit ? (others.at(-1)?.contact.id ?? null) : null;
      return { ok: true as const, value: { ...answer.value, rows, next } };
    },
    [queue, search, firstId],
  );
  const { rows, newest, isOfThis, hasMore, problem, readMore } = usePages({
    of: `${queue ?? 'all'} ${firstId ?? ''} ${search}`,
    revision,
    pageRows: PAGE,
    ask,
  });
  const counts = useMemo(
    () =>
      new Map<LeadQueue, number>(
        newest === null
          ? []
          : [[null, newest.all], ...newest.counts.map(({ queue: one, leads }) => [one, leads] as const)],
      ),
    [newest],
  );
  return { leads: isOfThis ? rows : null, counts, hasMore, problem, readMore };
}
