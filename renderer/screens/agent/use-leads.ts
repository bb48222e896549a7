/** The leads of one queue, page by page as they are scrolled to, with every queue's count; read again as the agent goes on. Reads only. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LeadStanding } from '../../../shared/domain/agent-run.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
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

/** `revision` rises where what is listed may have changed: as much as was shown is then read again. */
export function useLeads(queue: LeadQueue, search: string, revision: string): LeadList {
  const [read, setRead] = useState<{
    readonly of: string;
    readonly leads: readonly ListedLead[];
    readonly hasMore: boolean;
  } | null>(null);
  const [counts, setCounts] = useState<ReadonlyMap<LeadQueue, number>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const of = `${queue ?? 'all'} ${search}`;
  const asked = useRef<string | null>(null);
  const shown = useRef(0);

  const page = useCallback(
    async (afterId: string | null, limit: number) => {
      const answer = await call('leads.page', { queue, search, afterId, limit });
      setProblem(answer.ok ? null : answer.error.message);
      if (!answer.ok) return null;
      const { counts: each, all } = answer.value;
      setCounts(
        new Map<LeadQueue, number>([[null, all], ...each.map(({ queue: one, leads }) => [one, leads] as const)]),
      );
      return answer.value.leads;
    },
    [queue, search],
  );

  useEffect(() => {
    let isCurrent = true;
    const limit = Math.min(200, Math.max(PAGE, shown.current));
    void page(null, limit).then((leads) => {
      if (!isCurrent || leads === null) return;
      asked.current = null;
      shown.current = leads.length;
      setRead({ of, leads, hasMore: leads.length === limit });
    });
    return () => {
      isCurrent = false;
    };
  }, [page, of, revision]);

  const last = read?.of === of ? (read.leads.at(-1)?.contact.id ?? null) : null;
  const hasMore = read?.of === of && read.hasMore;
  const readMore = useCallback(() => {
    if (!hasMore || last === null || asked.current === last) return;
    asked.current = last;
    void page(last, PAGE).then((leads) => {
      if (leads === null) {
        asked.current = null;
        return;
      }
      setRead((before) => {
        if (before?.of !== of || before.leads.at(-1)?.contact.id !== last) return before;
        shown.current = before.leads.length + leads.length;
        return { of, leads: [...before.leads, ...leads], hasMore: leads.length === PAGE };
      });
    });
  }, [page, of, last, hasMore]);

  return { leads: read?.of === of ? read.leads : null, counts, hasMore, problem, readMore };
}
