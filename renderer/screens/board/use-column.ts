/** The leads of one stage, page by page as they are scrolled to, with their count. Reads only. */
import { useCallback } from 'react';
import type { LifecycleStage } from '../../../shared/domain/lifecycle-stage.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { usePages } from '../../app/use-pages.ts';
import { call } from '../../bridge.ts';

const PAGE = 60;

export type BoardQuery = RequestOf<'board.choices'>;

export interface ColumnRead {
  /** Null before the first page. */
  readonly leads: readonly ListedLead[] | null;
  readonly count: number;
  /** Whether this is what stands there after everything done here. */
  readonly isFresh: boolean;
  readonly problem: string | null;
  readonly readMore: () => void;
}

export function useColumn(stage: LifecycleStage, query: BoardQuery, revision: string): ColumnRead {
  const ask = useCallback(
    async (after: RequestOf<'board.column'>['after'], limit: number) => {
      const answer = await call('board.column', { ...query, stage, after, limit });
      return answer.ok ? { ok: true as const, value: { ...answer.value, rows: answer.value.leads } } : answer;
    },
    [stage, query],
  );
  const { rows, newest, isFresh, problem, readMore } = usePages({
    of: JSON.stringify(query),
    revision,
    pageRows: PAGE,
    ask,
  });
  return { leads: rows, count: newest?.count ?? 0, isFresh, problem, readMore };
}
