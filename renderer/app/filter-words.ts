/** The words of the review list's filters. */
import type { RailCode } from '../../shared/domain/finding.ts';
import { railWords } from '../components/finding-list.tsx';
import type { FilterKind } from '../store/review-filter.ts';

/** In the order the menu has them. */
export const FILTER_KINDS: readonly FilterKind[] = ['tiers', 'segments', 'findings', 'versions'];

export const FILTER_WORDS = {
  tiers: 'Tier',
  segments: 'Segment',
  findings: 'Found in it',
  versions: 'Version',
  shown: (total: string, all: string) => `${total} of ${all}`,
  looked: (done: string, of: string) => `Looked through ${done} of ${of} for findings`,
  clear: 'Clear',
  none: 'No package passes',
  noneWhy: 'The filters that are on leave nothing of the queue.',
  asTable: 'Show the queue as a table',
  asList: 'Back to one package',
} as const;

/** A choice among findings in words: `No findings`, or the rail's name. */
export function foundWords(choice: string): string {
  return choice === 'none' ? 'No findings' : railWords(choice as RailCode);
}
