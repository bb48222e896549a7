/** What the board is narrowed by beside its search. Never a record. */
import { create } from 'zustand';
import type { Tier } from '../../shared/domain/account.ts';
import type { SegmentId } from '../../shared/domain/ids.ts';

/** An empty list lets everything pass. */
export interface BoardFilter {
  readonly tiers: readonly Tier[];
  readonly segments: readonly SegmentId[];
}

export const NO_BOARD_FILTER: BoardFilter = { tiers: [], segments: [] };

interface BoardNarrowing {
  readonly filter: BoardFilter;
  readonly isMenuOpen: boolean;
  readonly set: (change: Partial<Omit<BoardNarrowing, 'set'>>) => void;
}

export const useBoardNarrowing = create<BoardNarrowing>()((set) => ({
  filter: NO_BOARD_FILTER,
  isMenuOpen: false,
  set: (change) => set(change),
}));

export const isBoardNarrowed = ({ tiers, segments }: BoardFilter): boolean => tiers.length > 0 || segments.length > 0;
