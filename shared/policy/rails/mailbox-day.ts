/**
 * A mailbox sends only so much on one of its days, other tools' mail included, and keeps its last slots for what goes first: replies, then
 * follow-ups, then first touches. It counts what the ledger reserved and sent; the reservation itself is the ledger's.
 */
import type { MailboxWorld } from '../../domain/mailbox-world.ts';
import type { MessageKind } from '../../domain/handoff-package.ts';
import { sayElsewhere, sentToday, withMailboxToday } from '../known-mailbox.ts';
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

export const mailboxDayRail: Rail = {
  code: 'mailbox-day',
  title: 'Slots of the mailbox today',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const cap = input.policy.limits.mailboxPerDay;
    return withMailboxToday('mailbox-day', input, (mailbox) => {
      const taken = sentToday(mailbox);
      const first = goingFirst(mailbox, input.pkg.messageKind);
      const free = Math.max(0, cap - taken);
      if (free > first.count) return [];
      const evidence =
        free === 0
          ? `${taken} of ${cap} messages of today are taken${sayElsewhere(mailbox)}.`
          : `${free} of ${cap} slots are free today, and ${first.words} waiting go first.`;
      return [
        finding(
          'mailbox-day',
          'hold',
          {
            evidence,
            clears: `The mailbox’s next day begins ${sayTime(mailbox.dayEndAtMs, mailbox.timeZone)}.`,
          },
          { clearsAtMs: mailbox.dayEndAtMs },
        ),
      ];
    });
  },
};

/** What waits and takes its slot before a message of this kind. */
function goingFirst(
  { waitingFollowUps, waitingReplies }: MailboxWorld,
  kind: MessageKind,
): { readonly count: number; readonly words: string } {
  const replies = kind === 'reply' ? 0 : waitingReplies;
  const followUps = kind === 'first-touch' ? waitingFollowUps : 0;
  const words = [
    ...(replies === 0 ? [] : [replies === 1 ? '1 reply' : `${replies} replies`]),
    ...(followUps === 0 ? [] : [followUps === 1 ? '1 follow-up' : `${followUps} follow-ups`]),
  ];
  return { count: replies + followUps, words: words.join(' and ') };
}
