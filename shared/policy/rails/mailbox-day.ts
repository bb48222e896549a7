/** A mailbox sends only so much on one of its days. It counts what the ledger reserved and sent; the reservation itself is the ledger's. */
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

export const mailboxDayRail: Rail = {
  code: 'mailbox-day',
  title: 'Slots of the mailbox today',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'revops',
  approver: 'revops',
  evaluate({ desk, message, nowMs, policy }) {
    const cap = policy.limits.mailboxPerDay;
    const mailbox = desk.mailboxes.find((each) => each.id === message.mailboxId);
    if (mailbox === undefined) {
      return [
        finding(
          'mailbox-day',
          'hold',
          {
            evidence: 'This desk does not know the mailbox, so nobody can say how much it sent today.',
            clears: 'Connect the mailbox to this desk.',
          },
          { unknown: true },
        ),
      ];
    }
    if (nowMs < mailbox.dayStartAtMs || nowMs >= mailbox.dayEndAtMs) {
      return [
        finding(
          'mailbox-day',
          'hold',
          {
            evidence: 'The mailbox’s day has changed and its count for the new day is not known yet.',
            clears: 'The next count of the mailbox, in a moment.',
          },
          { unknown: true },
        ),
      ];
    }
    if (mailbox.takenToday < cap) return [];
    return [
      finding(
        'mailbox-day',
        'hold',
        {
          evidence: `${mailbox.takenToday} of ${cap} messages of today are taken.`,
          clears: `The mailbox’s next day begins ${sayTime(mailbox.dayEndAtMs, mailbox.timeZone)}.`,
        },
        { clearsAtMs: mailbox.dayEndAtMs },
      ),
    ];
  },
};
