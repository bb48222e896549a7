/** A follow-up waits some business days after the last touch, by the wall clock of the mailbox. */
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';
import { afterWorkingTime } from '../working-time.ts';

const DAY_MS = 86_400_000;

export const spacingRail: Rail = {
  code: 'spacing',
  title: 'Days since last touch',
  kinds: ['follow-up'],
  owner: 'revops',
  approver: 'sales-leadership',
  evaluate({ nowMs, person, policy, world }) {
    const days = policy.limits.spacingBusinessDays;
    const lastAtMs = Math.max(-1, ...world.outboundAtMs);
    if (lastAtMs < 0 || days === 0) return [];
    const { timeZone } = person.mailbox;
    const clearsAtMs = afterWorkingTime(lastAtMs, days * DAY_MS, timeZone);
    if (nowMs >= clearsAtMs) return [];
    return [
      finding(
        'spacing',
        'hold',
        {
          evidence: `The last touch was ${sayTime(lastAtMs, timeZone)}; at least ${days} business days lie between two.`,
          clears: `Leaves by itself from ${sayTime(clearsAtMs, timeZone)}.`,
        },
        { clearsAtMs },
      ),
    ];
  },
};
