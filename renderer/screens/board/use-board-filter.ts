/** What the board is narrowed by, as the parts of a filter draw it: every choice with how many cards it would leave. Reads only. */
import { useEffect, useMemo, useState } from 'react';
import type { Tier } from '../../../shared/domain/account.ts';
import type { SegmentId } from '../../../shared/domain/ids.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { FILTER_WORDS } from '../../app/filter-words.ts';
import { call } from '../../bridge.ts';
import type { FilterChoice, FilterGroup } from '../../components/filter-parts.tsx';
import { isBoardNarrowed, useBoardNarrowing } from '../../view-state/board-narrowing.ts';
import type { BoardQuery } from './use-column.ts';

const toggled = <T>(chosen: readonly T[], value: T): readonly T[] =>
  chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];

type Choices = ResponseOf<'board.choices'>;

const cardsOf = ({ leads, opportunities }: { readonly leads: number; readonly opportunities: number }): number =>
  leads + opportunities;

export interface BoardFilterParts {
  readonly groups: readonly FilterGroup[];
  readonly chips: readonly FilterChoice[];
  readonly narrows: boolean;
  /** How many stand on the board without filter and search; null while nothing narrows it, or it is not known yet. */
  readonly all: { readonly leads: number; readonly opportunities: number } | null;
}

/** `revision` rises where a count may have changed. */
export function useBoardFilter(query: BoardQuery, revision: string): BoardFilterParts {
  const { filter, isMenuOpen, set } = useBoardNarrowing();
  const narrows = isBoardNarrowed(filter);
  const choices = useChoices(query, revision, isMenuOpen || narrows);
  const { onlyMine, search } = query;
  const isPart = narrows || search !== '';
  const everything = useMemo(() => ({ search: '', onlyMine, tiers: [], segments: [] }), [onlyMine]);
  const whole = useChoices(everything, revision, isPart);
  // Every account is of one tier.
  const sumOf = (of: 'leads' | 'opportunities', { tiers }: Choices) => tiers.reduce((sum, each) => sum + each[of], 0);
  const all =
    !isPart || whole === null ? null : { leads: sumOf('leads', whole), opportunities: sumOf('opportunities', whole) };
  if (choices === null) return { groups: [], chips: [], narrows, all };
  const tier = (value: Tier, count: number): FilterChoice => ({
    id: `tiers-${value}`,
    name: `${FILTER_WORDS.tiers} ${value}`,
    count,
    isOn: filter.tiers.includes(value),
    toggle: () => set({ filter: { ...filter, tiers: toggled(filter.tiers, value) } }),
  });
  const segment = (value: SegmentId, name: string, count: number): FilterChoice => ({
    id: `segments-${value}`,
    name,
    count,
    isOn: filter.segments.includes(value),
    toggle: () => set({ filter: { ...filter, segments: toggled(filter.segments, value) } }),
  });
  const groups: readonly FilterGroup[] = [
    { kind: 'tiers', label: FILTER_WORDS.tiers, choices: choices.tiers.map((one) => tier(one.tier, cardsOf(one))) },
    {
      kind: 'segments',
      label: FILTER_WORDS.segments,
      choices: choices.segments.map((one) => segment(one.segmentId, one.name, cardsOf(one))),
    },
  ];
  return { groups, chips: groups.flatMap((group) => group.choices.filter(({ isOn }) => isOn)), narrows, all };
}

/** Kept while they are read again, so that no name flickers; a fault shows in the columns, which ask the same place. */
function useChoices(query: BoardQuery, revision: string, isWanted: boolean): Choices | null {
  const [choices, setChoices] = useState<Choices | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    void call('board.choices', query).then((answer) => {
      if (isCurrent && answer.ok) setChoices(answer.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [query, revision, isWanted]);
  return choices;
}
