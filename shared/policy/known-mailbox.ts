/** What the desk knows of the mailbox a message would leave from, or a hold that says that it knows nothing. It judges no figure. */
import type { Finding, RailCode } from '../domain/finding.ts';
import type { MailboxWorld } from '../domain/mailbox-world.ts';
import type { PolicyDocument } from './limits.ts';
import type { DaySlots } from './queue-order.ts';
import { finding, type GateInput } from './rail.ts';

/** Judges the mailbox; where it is unknown, nobody can say that the rail passes. */
export function withMailbox(
  code: RailCode,
  { desk, message }: GateInput,
  judge: (mailbox: MailboxWorld) => readonly Finding[],
): readonly Finding[] {
  const mailbox = desk.mailboxes.find((each) => each.id === message.mailboxId);
  if (mailbox !== undefined) return judge(mailbox);
  return [
    unknown(
      code,
      'This desk does not know the mailbox, so nobody can say what it did today.',
      'Connect the mailbox to this desk.',
    ),
  ];
}

/** Judges counts of the mailbox's day; those of another day say nothing about this one. */
export function withMailboxToday(
  code: RailCode,
  input: GateInput,
  judge: (mailbox: MailboxWorld) => readonly Finding[],
): readonly Finding[] {
  return withMailbox(code, input, (mailbox) =>
    input.nowMs >= mailbox.dayStartAtMs && input.nowMs < mailbox.dayEndAtMs
      ? judge(mailbox)
      : [
          unknown(
            code,
            'The mailbox’s day has changed and its count for the new day is not known yet.',
            'The next count of the mailbox, in a moment.',
          ),
        ],
  );
}

/** A hold because nobody knows. */
export function unknown(code: RailCode, evidence: string, clears: string): Finding {
  return finding(code, 'hold', { evidence, clears }, { unknown: true });
}

/** Messages of today, those of other tools with them where the Sent folder shows them. */
export function sentToday({ elsewhere, takenToday }: MailboxWorld): number {
  return takenToday + (elsewhere?.today ?? 0);
}

/** The mailbox's day as its slots are counted. */
export function slotsOfDay(
  mailbox: MailboxWorld,
  { mailboxPerDay }: Pick<PolicyDocument['limits'], 'mailboxPerDay'>,
): DaySlots {
  return { cap: mailboxPerDay, taken: sentToday(mailbox), waiting: mailbox.waiting };
}

/** `, 3 of them sent with other tools`; empty where there were none. */
export function sayElsewhere({ elsewhere }: MailboxWorld): string {
  return elsewhere === null || elsewhere.today === 0 ? '' : `, ${elsewhere.today} of them sent with other tools`;
}
