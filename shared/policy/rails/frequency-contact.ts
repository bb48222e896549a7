/** Nobody is written to, called or messaged too often: a limit over all sequences in a rolling window. An inbound reply starts anew. */
import { sayDay } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

const DAY_MS = 86_400_000;

export const frequencyContactRail: Rail = {
  code: 'frequency-contact',
  title: 'Touches per contact',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'sales-leadership',
  evaluate({ nowMs, person, policy, world }) {
    const { touchesPerContact: limit, touchWindowDays: days } = policy.limits;
    const windowStartMs = nowMs - days * DAY_MS;
    const lastInboundAtMs = Math.max(-1, ...world.inboundAtMs);
    const counted = world.outboundAtMs
      .filter((atMs) => atMs > windowStartMs && atMs > lastInboundAtMs)
      .sort((left, right) => left - right);
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
