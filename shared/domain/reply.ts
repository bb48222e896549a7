/** A mail that answers us: what it says, how it was read, what was done about it. */
import { z } from 'zod';
import { AccountId, ContactId, EscalationId, MailboxId, PackageId, ReplyId, SendId } from './ids.ts';
import { ReplyClass } from './reply-class.ts';
import { ReplyReading } from './reply-reading.ts';
import { line, prose } from './text.ts';
import { EpochMs } from './time.ts';

/**
 * `new`: nobody has read it. `handled`: the agent did what its class asks (paused, referred, nurtured, suppressed). `drafted`: an answer waits
 * in review. `escalated`: a person has it. `closed`: a person is done with it.
 */
export const ReplyState = z.enum(['new', 'handled', 'drafted', 'escalated', 'closed']);
export type ReplyState = z.infer<typeof ReplyState>;

export const Reply = z.object({
  id: ReplyId,
  mailboxId: MailboxId,
  /** Null where nobody we know wrote it. */
  contactId: ContactId.nullable(),
  accountId: AccountId.nullable(),
  /** What it answers, where that is ours. */
  packageId: PackageId.nullable(),
  sendId: SendId.nullable(),
  messageId: line(300).nullable(),
  /** Message-IDs of the thread, oldest first, for the answer's headers. */
  references: z.array(line(300)).max(50),
  from: line(300),
  /** Everybody named on it besides our own mailbox. */
  people: z.array(line(300)).max(50),
  subject: line(300),
  atMs: EpochMs,
  /** What its writer wrote, without quotes; signature included. */
  text: prose(20_000),
  contactName: line(160),
  accountName: line(200),
  state: ReplyState,
  reading: ReplyReading.nullable(),
  /** What was done, in words for an SDR. */
  done: line(500),
  /** Instruction-like text was found in it (rail `injection` words): shown to the reader. */
  suspicious: line(300).nullable(),
  /** A person's label, where it differs from the reading or confirms it; feeds the classifier's figures. */
  labelled: z.object({ class: ReplyClass, byPersonId: line(120), atMs: EpochMs }).nullable(),
  escalationId: EscalationId.nullable(),
  /** The drafted answer. */
  draftPackageId: PackageId.nullable(),
});
export type Reply = z.infer<typeof Reply>;
