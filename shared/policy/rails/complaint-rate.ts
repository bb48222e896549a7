/** Where recipients complain, cold mail slows down, then stops. It goes by our own count and by the provider's newest report. */
import { sentToday, withMailboxToday } from '../known-mailbox.ts';
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';
import { complaintLevel, complaintSlots } from '../rates.ts';

export const complaintRateRail: Rail = {
  code: 'complaint-rate',
  title: 'Complaints about the domain',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const { limits } = input.policy;
    return withMailboxToday('complaint-rate', input, (mailbox) => {
      const { level, limit, says } = complaintLevel(mailbox, limits, input.nowMs);
      switch (level) {
        case 'ok':
          return [];
        case 'throttle': {
          const slots = complaintSlots(level, limits);
          const taken = sentToday(mailbox);
          if (taken < slots) return [];
          return [
            finding(
              'complaint-rate',
              'hold',
              {
                evidence: `${says}; ${limit}, so only ${slots} of ${limits.mailboxPerDay} messages a day leave, and ${taken} did.`,
                clears: `The mailbox’s next day begins ${sayTime(mailbox.dayEndAtMs, mailbox.timeZone)}.`,
              },
              { clearsAtMs: mailbox.dayEndAtMs },
            ),
          ];
        }
        case 'stop':
          return [
            finding('complaint-rate', 'hold', {
              evidence: `In ${limits.rateWindowDays} days, ${says}; ${limit}, so no cold mail leaves.`,
              clears: 'RevOps looks at what was sent; it clears as complaints leave the window, or by a better report.',
            }),
          ];
        default:
          return level satisfies never;
      }
    });
  },
};
