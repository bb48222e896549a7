/** A message from its countersignature on: its states, and which may follow which (spec 3, "A send's life"). */
import { z } from 'zod';
import { Doubt } from './doubt.ts';
import { EmailAddress } from './email-address.ts';
import { Finding } from './finding.ts';
import { DecisionId, MailboxId, PackageId, PersonId, SendId } from './ids.ts';
import { EpochMs } from './time.ts';

export const SendState = z.enum([
  'countersigned',
  'held',
  'released',
  'refused',
  'deferred',
  'reserved',
  'transmitting',
  'sent',
  'retry',
  'failed',
  'uncertain',
  'undone',
  'expired',
  'abandoned',
]);
export type SendState = z.infer<typeof SendState>;

/**
 * The state machine as data. `uncertain` never leads back to `transmitting`: what may have arrived is not sent again by itself;
 * `abandoned` is a person's answer *draft again* to an uncertain send, which frees the package, never the old message.
 * `reserved` and `transmitting` lead back to `released` only where the end-of-message mark was certainly not reached.
 */
export const NEXT_SEND_STATES: Readonly<Record<SendState, readonly SendState[]>> = {
  countersigned: ['held'],
  held: ['released', 'undone', 'refused'],
  released: ['refused', 'deferred', 'reserved', 'expired', 'undone'],
  refused: [],
  deferred: ['released', 'undone', 'expired', 'refused'],
  reserved: ['transmitting', 'released', 'deferred'],
  transmitting: ['sent', 'retry', 'failed', 'uncertain', 'released'],
  sent: [],
  retry: ['released', 'undone', 'expired', 'refused', 'failed'],
  failed: [],
  uncertain: ['sent', 'abandoned'],
  undone: [],
  expired: [],
  abandoned: [],
};

/** States that end a send; nothing follows them. */
export function isSettled(state: SendState): boolean {
  return NEXT_SEND_STATES[state].length === 0;
}

/** A send as the feed shows it. Its signed content stays in the ledger. */
export const Send = z.object({
  id: SendId,
  decisionId: DecisionId,
  packageId: PackageId,
  personId: PersonId,
  mailboxId: MailboxId,
  messageId: z.string(),
  to: EmailAddress,
  toName: z.string(),
  accountName: z.string(),
  subject: z.string(),
  state: SendState,
  /** End of the undo window. */
  releaseAtMs: EpochMs,
  /** When it is looked at again (deferred, retry), where that is known. */
  clearsAtMs: EpochMs.nullable(),
  findings: z.array(Finding),
  attempts: z.int().min(0),
  /** The server's last word, or what is known of an uncertain send; shown to the person. */
  serverReply: z.string().nullable(),
  /** What is known of it while it is uncertain, kept once it is known; null where it never was. */
  doubt: Doubt.nullable().default(null),
  countersignedAtMs: EpochMs,
  sentAtMs: EpochMs.nullable(),
  updatedAtMs: EpochMs,
});
export type Send = z.infer<typeof Send>;
