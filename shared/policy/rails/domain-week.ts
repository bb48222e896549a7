/** A sending domain's ceiling for a week, as the part of it that this mailbox may use. Only cold mail counts. */
import { domainShare } from '../domain-share.ts';
import { withMailboxToday } from '../known-mailbox.ts';
import { localDay, sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';
import { sayShare } from '../say-share.ts';

export const domainWeekRail: Rail = {
  code: 'domain-week',
  title: 'Share of the domain this week',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const { desk, nowMs, policy } = input;
    return withMailboxToday('domain-week', input, (mailbox) => {
      const share = domainShare(policy, mailbox, desk.mailboxes);
      const taken = mailbox.coldThisWeek;
      if (taken < share.week) return [];
      if (share.week === 0) {
        return [
          finding('domain-week', 'hold', {
            evidence: `${mailbox.address} has no share of what ${share.domain} may send a week (${policy.limits.domainPerWeek} cold messages).`,
            clears: 'RevOps gives the mailbox a share of its domain in the policy.',
          }),
        ];
      }
      const { weekday } = localDay(nowMs, mailbox.timeZone);
      const clearsAtMs = localDay(nowMs, mailbox.timeZone, 8 - weekday).startAtMs;
      return [
        finding(
          'domain-week',
          'hold',
          {
            evidence: `${taken} of ${share.week} cold messages of this week are taken: ${sayShare(share, policy.limits.domainPerWeek)}.`,
            clears: `The mailbox’s next week begins ${sayTime(clearsAtMs, mailbox.timeZone)}.`,
          },
          { clearsAtMs },
        ),
      ];
    });
  },
};
