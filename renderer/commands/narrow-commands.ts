/** Commands that narrow the review queue or show all of it at once. They decide nothing. */
import { NO_FILTER, isNarrowed } from '../store/review-filter.ts';
import { isBoardNarrowed, NO_BOARD_FILTER, useBoardNarrowing } from '../view-state/board-narrowing.ts';
import { useReviewNarrowing } from '../view-state/review-narrowing.ts';
import type { Command } from './command.ts';
import { READING } from './on-package.ts';
import { view } from './with-selected.ts';

export const NARROW: readonly Command[] = [
  {
    id: 'filter',
    title: 'Filter the queue or the board',
    explains: 'By tier and segment; the queue by version and what was found too.',
    group: 'Find',
    keys: ['Shift+f'],
    ...READING,
    screens: ['review', 'table', 'board'],
    isEnabled: () => true,
    run: () =>
      (view().screen === 'board' ? useBoardNarrowing : useReviewNarrowing).getState().set({ isMenuOpen: true }),
  },
  {
    id: 'clear-filters',
    title: 'Take all filters off',
    explains: 'Shows the whole queue, or the whole board, again.',
    group: 'Find',
    keys: [],
    ...READING,
    isEnabled: () =>
      view().screen === 'board'
        ? isBoardNarrowed(useBoardNarrowing.getState().filter)
        : isNarrowed(useReviewNarrowing.getState().filter),
    run: () => {
      if (view().screen === 'board') useBoardNarrowing.getState().set({ filter: NO_BOARD_FILTER });
      else useReviewNarrowing.getState().set({ filter: NO_FILTER });
    },
  },
  {
    id: 'table',
    title: 'Queue as a table',
    explains: 'The whole queue in rows and columns, and back to one package.',
    group: 'Find',
    keys: ['v'],
    ...READING,
    screens: ['review', 'table'],
    isEnabled: () => true,
    run: () => view().set({ screen: view().screen === 'table' ? 'review' : 'table', mode: 'reading' }),
  },
];
