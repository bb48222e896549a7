/** The remarks of an import, read a page at a time where they are looked at. What has not come yet is null. */
import { useCallback, useRef, useState } from 'react';
import type { LeadRemark } from '../../../shared/ipc/lead-file.ts';
import { call } from '../../bridge.ts';

const PAGE = 200;

export function useRemarks(importId: string, list: 'refused' | 'noted', most: number) {
  const [pages, setPages] = useState<ReadonlyMap<number, readonly LeadRemark[]>>(new Map());
  const [listed, setListed] = useState(most);
  const asked = useRef(new Set<number>());
  const ask = useCallback(
    async (page: number) => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      const answer = await call('leads.report', { importId, list, from: page * PAGE, limit: PAGE });
      if (!answer.ok) {
        asked.current.delete(page);
        return;
      }
      setListed(answer.value.listed);
      setPages((before) => new Map(before).set(page, answer.value.remarks));
    },
    [importId, list],
  );
  const want = useCallback(
    (from: number, to: number) => {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) void ask(page);
    },
    [ask],
  );
  return {
    listed,
    want,
    remarkAt: (at: number): LeadRemark | null => pages.get(Math.floor(at / PAGE))?.[at % PAGE] ?? null,
  };
}
