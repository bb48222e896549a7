/** What a person should look at next: by expiry and tier, then priority. A static number, so that an index can hold it. */
const HOUR_MS = 3_600_000;
const RANKS_PER_HOUR = 1_000;

/** How many hours later a package of this tier counts as expiring: Tier 1 overtakes what expires up to 12 h before it. */
export const TIER_DELAY_HOURS = { 1: 0, 2: 12, 3: 36 } as const;
type Tier = keyof typeof TIER_DELAY_HOURS;
const TIERS: readonly Tier[] = [1, 2, 3];

/** What the order looks at; a handoff package fits. */
export interface Ranked {
  readonly account: { readonly tier: Tier };
  readonly review: { readonly expiresAtMs: number; readonly priority: number };
}

/** Ascending is first. Within the same hour of expiry and tier the higher priority goes first. */
export function queueRank(pkg: Ranked): number {
  const hour = Math.floor(pkg.review.expiresAtMs / HOUR_MS) + TIER_DELAY_HOURS[pkg.account.tier];
  return hour * RANKS_PER_HOUR + (100 - pkg.review.priority);
}

/** Which tiers a part of the order is made of: each with the hours it has left at most there; null in the last part, where all are. */
export type OrderPart = readonly { readonly tier: Tier; readonly withinHours: number }[] | null;

/** The parts in order: the next one begins where one more tier can stand. */
const PARTS: readonly OrderPart[] = [
  ...TIERS.slice(1).map((next) =>
    TIERS.filter((tier) => tier < next).map((tier) => ({
      tier,
      withinHours: TIER_DELAY_HOURS[next] - TIER_DELAY_HOURS[tier],
    })),
  ),
  null,
];

/** The part of the order that a rank stands in now; the same value for the same part. Ranks that rise never go back to a part before. */
export function partOfOrder(rank: number, nowMs: number): OrderPart {
  const endsInHours = Math.floor(rank / RANKS_PER_HOUR) + 1 - nowMs / HOUR_MS;
  // In a part that ends, Tier 1 stands with all the hours there are to its end.
  return PARTS.find((part) => part === null || endsInHours <= (part[0]?.withinHours ?? 0)) ?? null;
}

/** Of a mailbox's day: its cap, what is taken of it, and what waits to leave before a new approval. */
export interface DaySlots {
  readonly cap: number;
  readonly taken: number;
  readonly waiting: number;
}

/** How many approvals made now would still get a slot today. */
export function slotsLeft({ cap, taken, waiting }: DaySlots): number {
  return Math.max(0, cap - taken - waiting);
}

/** The slot an approval made now would get: its number today, or null where today's are taken or promised. */
export function slotOfNext(slots: DaySlots): number | null {
  return slotsLeft(slots) === 0 ? null : slots.taken + slots.waiting + 1;
}

/** The same in words. */
export function saySlot(slots: DaySlots): string {
  const number = slotOfNext(slots);
  return number === null
    ? `Today’s ${slots.cap} slots are taken or promised: an approval waits for a later day.`
    : `An approval takes slot ${number} of today’s ${slots.cap}.`;
}
