/** Says why a package stands where it stands in the queue, from what its rank is made of and nothing else. It never reads a clock. */
import { TIER_DELAY_HOURS, type OrderPart } from '../../shared/policy/queue-order.ts';
import { timeLeft } from './time-words.ts';

interface Placed {
  readonly tier: 1 | 2 | 3;
  readonly expiresAtMs: number;
  readonly priority: number;
}

/** `Tier 2, expires in 9 h 44 min, placed 12 h behind Tier 1`, and the priority where it is not the usual one. */
export function orderWords({ tier, expiresAtMs, priority }: Placed, nowMs: number): string {
  const leftMs = expiresAtMs - nowMs;
  const when = leftMs > 0 ? `expires in ${timeLeft(leftMs)}` : 'time to decide is over';
  const among =
    tier === 1 ? `placed ${TIER_DELAY_HOURS[2]} h ahead of Tier 2` : `placed ${TIER_DELAY_HOURS[tier]} h behind Tier 1`;
  const raised = priority > 0 ? ', raised within its hour' : priority < 0 ? ', lowered within its hour' : '';
  return `Tier ${tier}, ${when}, ${among}${raised}`;
}

/** What stands in a part of the order: `Tier 1 within 36 h, Tier 2 within 24 h`. */
export function partWords(part: OrderPart): string {
  return part === null
    ? 'Tier 3, and what has more time'
    : part.map(({ tier, withinHours }) => `Tier ${tier} within ${withinHours} h`).join(', ');
}

/** What stands below today's last slot. */
export function beyondSlotsWords(cap: number): string {
  return `Beyond today’s ${cap} slots`;
}
