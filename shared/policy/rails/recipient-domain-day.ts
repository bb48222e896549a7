/** One company's mail server gets only so much cold mail from a mailbox on one day. */
import { withMailboxToday } from '../known-mailbox.ts';
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

export const recipientDomainDayRail: Rail = {
  code: 'recipient-domain-day',
  title: 'Mail to their domain today',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const { policy, world } = input;
    const max = policy.limits.recipientDomainPerDay;
    const { name, takenToday } = world.recipientDomain;
    return withMailboxToday('recipient-domain-day', input, ({ dayEndAtMs, timeZone }) => {
      if (takenToday < max) return [];
      return [
        finding(
          'recipient-domain-day',
          'hold',
          {
            evidence: `${takenToday} cold messages went to ${name} today; the limit is ${max}.`,
            clears: `The mailbox’s next day begins ${sayTime(dayEndAtMs, timeZone)}.`,
          },
          { clearsAtMs: dayEndAtMs },
        ),
      ];
    });
  },
};
