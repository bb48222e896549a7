/** Where in a list the reason for its order changes, with the words that stand there. Reads rows in the order of their ranks; sorts nothing. */
import { partOfOrder, slotsLeft, type DaySlots, type OrderPart } from '../../shared/policy/queue-order.ts';
import { beyondSlotsWords, partWords } from '../components/order-words.ts';
import type { PackageSummary } from '../store/queries.ts';

/** By the place of the row they stand above. */
export type ListHeadings = ReadonlyMap<number, readonly string[]>;

/** `day` is null where approvals take no slot of a day, or where the list leaves out what would take one before. */
export function listHeadings(
  rows: readonly Pick<PackageSummary, 'rank' | 'versions'>[],
  day: DaySlots | null,
  nowMs: number,
): ListHeadings {
  const headings = new Map<number, readonly string[]>();
  const put = (at: number, words: string) => headings.set(at, [...(headings.get(at) ?? []), words]);
  let part: OrderPart | undefined;
  let left = day === null ? 0 : slotsLeft(day);
  let isOverSlots = day === null;
  for (const [at, row] of rows.entries()) {
    const its = partOfOrder(row.rank, nowMs);
    if (its !== part) put(at, partWords(its));
    part = its;
    // Only what has an email to send takes a slot, and only that has versions.
    if (!isOverSlots && day !== null && row.versions.length > 0 && left-- === 0) {
      put(at, beyondSlotsWords(day.cap));
      isOverSlots = true;
    }
    if (part === null && isOverSlots) break;
  }
  return headings;
}
