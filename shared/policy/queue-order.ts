/** What a person should look at next: by expiry and tier, then priority. A static number, so that an index can hold it. */
import { sayDuration } from './local-time.ts';

const HOUR_MS = 3_600_000;

/** How many hours later a package of this tier counts as expiring: Tier 1 overtakes what expires up to 12 h before it. */
const TIER_DELAY_HOURS = { 1: 0, 2: 12, 3: 36 } as const;

/** What the order looks at; a handoff package fits. */
export interface Ranked {
  readonly account: { readonly tier: 1 | 2 | 3 };
  readonly review: { readonly expiresAtMs: number; readonly priority: number };
}

/** Ascending is first. Within the same hour of expiry and tier the higher priority goes first. */
export function queueRank(pkg: Ranked): number {
  const hour = Math.floor(pkg.review.expiresAtMs / HOUR_MS) + TIER_DELAY_HOURS[pkg.account.tier];
  return hour * 1_000 + (100 - pkg.review.priority);
}

/** Why it stands where it stands, in words: `Tier 1, expires in 3 h`. */
export function orderReason(pkg: Ranked, nowMs: number): string {
  const left = pkg.review.expiresAtMs - nowMs;
  const when = left > 0 ? `expires in ${sayDuration(left)}` : `expired ${sayDuration(left)} ago`;
  const { priority } = pkg.review;
  const raised = priority > 0 ? ', raised priority' : priority < 0 ? ', lowered priority' : '';
  return `Tier ${pkg.account.tier}, ${when}${raised}`;
}
