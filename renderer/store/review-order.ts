/** The order of the list on screen, at hand for the step to the next package without waiting for the store. A copy, never a record. */
import type { PackageId } from '../../shared/domain/ids.ts';

let order: readonly PackageId[] = [];

/** The list as it is on screen now. */
export function setReviewOrder(ids: readonly PackageId[]): void {
  order = ids;
}

export function reviewOrder(): readonly PackageId[] {
  return order;
}

/** Less than this is left to decide. */
const URGENT_WITHIN_MS = 2 * 60 * 60_000;

/** Whether a package's time to decide is nearly over: its figure is amber, and the step to the next urgent one stops here. */
export function isUrgent(expiresAtMs: number, nowMs: number): boolean {
  return expiresAtMs - nowMs < URGENT_WITHIN_MS;
}

/** The package `step` places from `id`, staying inside the list; null where the list is empty. From an id that is not listed: the first. */
export function neighbour(id: PackageId | null, step: number): PackageId | null {
  const at = id === null ? -1 : order.indexOf(id);
  if (at === -1) return order[0] ?? null;
  return order[Math.min(order.length - 1, Math.max(0, at + step))] ?? null;
}

/** Where to go when `id` leaves the list: the one that takes its place, else the one before, else null. */
export function afterLeaving(id: PackageId): PackageId | null {
  const at = order.indexOf(id);
  if (at === -1) return order.find((other) => other !== id) ?? null;
  return order[at + 1] ?? order[at - 1] ?? null;
}

/** The packages around `id` to read ahead, the nearest to a step on first: the next ones, then the ones before. */
export function around(id: PackageId | null, after: number, before: number): readonly PackageId[] {
  const at = id === null ? -1 : order.indexOf(id);
  return [
    ...order.slice(at + 1, at + 1 + after),
    ...order.slice(Math.max(0, at - before), Math.max(0, at)).toReversed(),
  ];
}
