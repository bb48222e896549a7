/** Nobody is written to, called or messaged too often: a limit over all sequences in a rolling window. An inbound reply starts anew. */
import type { PackageWorld } from '../../domain/world.ts';
import type { PolicyDocument } from '../limits.ts';
import { sayDay } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

const DAY_MS = 86_400_000;

/** Times of the touches that count against the limit, oldest first: outbound, inside the rolling window, after their last word. */
export function countedTouches(
  { outboundAtMs, inboundAtMs }: Pick<PackageWorld, 'outboundAtMs' | 'inboundAtMs'>,
  { touchWindowDays }: Pick<PolicyDocument['limits'], 'touchWindowDays'>,
  nowMs: number,
): readonly number[] {
  const windowStartMs = nowMs - touchWindowDays * DAY_MS;
  const lastInboundAtMs = Math.max(-1, ...inboundAtMs);
  return outboundAtMs
    .filter((atMs) => atMs > windowStartMs && atMs > lastInboundAtMs)
    .sort((left, right) => left - right);
}

export const frequencyContactRail: Rail = {
  code: 'frequency-contact',
  title: 'Touches per contact',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'sales-leadership',
  evaluate({ nowMs, person, policy, world }) {
    const { touchesPerContact: limit, touchWindowDays: days } = policy.limits;
    const counted = countedTouches(world, policy.limits, nowMs);
    if (counted.length < limit) return [];
    const leaver = counted[counted.length - limit];
    const clearsAtMs = leaver === undefined ? undefined : leaver + days * DAY_MS;
    const when =
      clearsAtMs === undefined
        ? ''
        : `, or ${sayDay(clearsAtMs, person.mailbox.timeZone)} when enough of them are ${days} days old`;
    return [
      finding(
        'frequency-contact',
        'refuse',
        {
          evidence: `${counted.length} touches in ${days} days; the limit is ${limit}.`,
          clears: `A reply from them${when}.`,
        },
        clearsAtMs === undefined ? {} : { clearsAtMs },
      ),
    ];
  },
};
