/** A mailbox that is not used to much mail sends a little more each day. Replies are never held by it. */
import { sayElsewhere, sentToday, unknown, withMailboxToday } from '../known-mailbox.ts';
import { sayTime } from '../local-time.ts';
import { mailboxDay } from '../mailbox-day.ts';
import { finding, type Rail } from '../rail.ts';
import { warmUpAllowance } from '../warm-up.ts';

export const mailboxWarmupRail: Rail = {
  code: 'mailbox-warmup',
  title: 'Within the mailbox’s ramp',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const { nowMs, pkg, policy } = input;
    return withMailboxToday('mailbox-warmup', input, (mailbox) => {
      const { ramp, timeZone } = mailbox;
      if (ramp === null) {
        return [
          unknown(
            'mailbox-warmup',
            'Nobody has looked yet at what this mailbox is used to sending.',
            'The first look into its Sent folder; it leaves by itself after that.',
          ),
        ];
      }
      const allowed = warmUpAllowance(ramp, mailboxDay(nowMs, timeZone).day, policy.limits);
      const taken = sentToday(mailbox);
      const followUpsFirst = pkg.messageKind === 'first-touch' ? mailbox.waitingFollowUps : 0;
      const free = Math.max(0, allowed - taken);
      if (free > followUpsFirst) return [];
      const used =
        free === 0
          ? `${taken} of the ${allowed} messages its ramp allows today are taken${sayElsewhere(mailbox)}`
          : `The ramp has room for ${free} more today, and ${followUpsFirst === 1 ? '1 follow-up' : `${followUpsFirst} follow-ups`} waiting go first`;
      const frozen =
        ramp.frozen === null ? '' : ` The ramp is frozen since ${ramp.frozen.day}: ${ramp.frozen.because}.`;
      return [
        finding(
          'mailbox-warmup',
          'hold',
          {
            evidence: `${used}.${frozen}`,
            clears:
              allowed === 0
                ? 'RevOps lets the ramp begin above nothing.'
                : `The mailbox’s next day begins ${sayTime(mailbox.dayEndAtMs, timeZone)}.`,
          },
          allowed === 0 ? {} : { clearsAtMs: mailbox.dayEndAtMs },
        ),
      ];
    });
  },
};
