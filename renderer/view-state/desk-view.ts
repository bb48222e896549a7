/** What a reload may lose: where the person is looking and what is open. Never a record. */
import { create } from 'zustand';
import type { RailCode } from '../../shared/domain/finding.ts';
import type { PackageId } from '../../shared/domain/ids.ts';

export type Screen =
  | 'review'
  | 'table'
  | 'escalations'
  | 'hot-replies'
  | 'replies'
  | 'calls'
  | 'sent'
  | 'since-away'
  | 'agent'
  | 'board'
  | 'versions'
  | 'suppression'
  | 'policy'
  | 'scoring'
  | 'mailboxes'
  | 'trust-log'
  | 'connections'
  | 'settings';

/** What the screen is in the middle of. */
export type ReviewMode =
  | 'reading'
  | 'editing'
  | 'rejecting'
  | 'escalating'
  | 'snoozing'
  | 'suppressing'
  | 'rewriting'
  | 'comparing'
  | 'labelling'
  | 'declining';

interface DeskView {
  readonly screen: Screen;
  readonly selectedId: PackageId | null;
  readonly mode: ReviewMode;
  readonly search: string;
  /** When the selected package was put on screen (Date.now); keys within 400 ms of it are ignored. */
  readonly shownAtMs: number;
  /** The sentence the reader stepped to, by its index; null for none. */
  readonly sentence: number | null;
  readonly showDiff: boolean;
  /** The whole conversation so far, for the package on screen. */
  readonly showThread: boolean;
  readonly showAllChecks: boolean;
  readonly overlay: 'none' | 'palette' | 'help' | 'import' | 'batch' | 'roles';
  /** What the open batch holds. */
  readonly batch: readonly PackageId[];
  readonly openSendId: string | null;
  /** Codes of `ask` findings of the selected package that were put before the reader. */
  readonly seenAsks: readonly RailCode[];
  /** The finding the last press jumped to, with a number that rises with each jump so that the same one can be shown again. */
  readonly focusFinding: { readonly code: RailCode; readonly times: number } | null;
  /** Rises each time the search field asks for the caret. */
  readonly searchFocus: number;
  readonly set: (change: Partial<Omit<DeskView, 'set'>>) => void;
}

export const useDeskView = create<DeskView>()((set) => ({
  screen: 'review',
  selectedId: null,
  mode: 'reading',
  search: '',
  shownAtMs: 0,
  sentence: null,
  showDiff: false,
  showThread: false,
  showAllChecks: false,
  overlay: 'none',
  batch: [],
  openSendId: null,
  seenAsks: [],
  focusFinding: null,
  searchFocus: 0,
  set: (change) => set(change),
}));
