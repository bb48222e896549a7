/** How the review list is narrowed beside its search, and what was found in the packages looked at for it. Never a record. */
import { create } from 'zustand';
import { NO_FILTER, type FoundIn, type ReviewFilter } from '../store/review-filter.ts';

interface ReviewNarrowing {
  readonly filter: ReviewFilter;
  readonly isMenuOpen: boolean;
  readonly found: FoundIn;
  /** How far the look for findings has come; null while nobody wants to know. */
  readonly looked: { readonly done: number; readonly of: number } | null;
  readonly set: (change: Partial<Omit<ReviewNarrowing, 'set'>>) => void;
}

export const useReviewNarrowing = create<ReviewNarrowing>()((set) => ({
  filter: NO_FILTER,
  isMenuOpen: false,
  found: new Map(),
  looked: null,
  set: (change) => set(change),
}));
