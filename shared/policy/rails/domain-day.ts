/** A sending domain's ceiling for a day, as the part of it that this mailbox may use. Only cold mail counts. */
import { domainShare } from '../domain-share.ts';
import { withMailboxToday } from '../known-mailbox.ts';
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';
import { sayShare } from '../say-share.ts';

export const domainDayRail: Rail = {
  code: 'domain-day',
  title: 'Share of the domain today',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const { desk, policy } = input;
    return withMailboxToday('domain-day', input, (mailbox) => {
      const share = domainShare(policy, mailbox, desk.mailboxes);
      const taken = mailbox.coldToday;
      if (taken < share.day) return [];
      if (share.day === 0) {
        return [
          finding('domain-day', 'hold', {
            evidence: `${mailbox.address} has no share of what ${share.domain} may send a day (${policy.limits.domainPerDay} cold messages).`,
            clears: 'RevOps gives the mailbox a share of its domain in the policy.',
          }),
        ];
      }
      const clearsAtMs = mailbox.dayEndAtMs;
      return [
        finding(
          'domain-day',
          'hold',
          {
            evidence: `${taken} of ${share.day} cold messages of today are taken: ${sayShare(share, policy.limits.domainPerDay)}.`,
            clears: `The mailbox’s next day begins ${sayTime(clearsAtMs, mailbox.timeZone)}.`,
          },
          { clearsAtMs },
        ),
      ];
    });
  },
};
