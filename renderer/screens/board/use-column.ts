/** The cards of one stage, page by page as they are scrolled to, with their count. Reads only. */
import { useCallback } from 'react';
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { usePages } from '../../app/use-pages.ts';
import { call } from '../../bridge.ts';
import { isOpportunityStage, leadCard, opportunityCard, type BoardCard, type BoardStage } from './board-card.ts';

const PAGE = 60;

export type BoardQuery = RequestOf<'board.choices'>;
type Place = RequestOf<'board.column'>['after'];

export interface ColumnRead {
  /** Null before the first page. */
  readonly cards: readonly BoardCard[] | null;
  readonly count: number;
  /** Whether this is what stands there after everything done here. */
  readonly isFresh: boolean;
  readonly problem: string | null;
  readonly readMore: () => void;
}

async function askFor(stage: BoardStage, asked: BoardQuery & { readonly after: Place; readonly limit: number }) {
  if (!isOpportunityStage(stage)) {
    const answer = await call('board.column', { ...asked, stage });
    if (!answer.ok) return answer;
    const { leads, count, next } = answer.value;
    return { ok: true as const, value: { rows: leads.map(leadCard), count, next } };
  }
  const answer = await call('board.opportunities', { ...asked, stage });
  if (!answer.ok) return answer;
  const { opportunities, count, next } = answer.value;
  return { ok: true as const, value: { rows: opportunities.map(opportunityCard), count, next } };
}

export function useColumn(stage: BoardStage, query: BoardQuery, revision: string): ColumnRead {
  const ask = useCallback((after: Place, limit: number) => askFor(stage, { ...query, after, limit }), [stage, query]);
  const { rows, newest, isFresh, problem, readMore } = usePages({
    of: JSON.stringify(query),
    revision,
    pageRows: PAGE,
    ask,
  });
  return { cards: rows, count: newest?.count ?? 0, isFresh, problem, readMore };
}
