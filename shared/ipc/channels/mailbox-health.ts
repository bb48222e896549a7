/** Channels of the Mailboxes screen: what each mailbox did and what came back, DNS checks, ramps, reports of providers. */
import { z } from 'zod';
import { DomainReport, MailboxEvent } from '../../domain/mailbox-event.ts';
import { MailboxId } from '../../domain/ids.ts';
import { line } from '../../domain/text.ts';
import { channel, no, nothing, okOrNo } from '../channel.ts';

export const MAILBOX_HEALTH_CHANNELS = {
  /** What the feed does not carry: the last 28 days of each mailbox, and what came back in them. */
  'mailboxes.read': channel(
    () => nothing,
    () =>
      z.object({
        mailboxes: z.array(
          z.object({
            id: MailboxId,
            /** Oldest first. `allowance` is what its ramp let it send; null before there was one. */
            days: z.array(
              z.object({
                day: z.iso.date(),
                sent: z.int().min(0),
                elsewhere: z.int().min(0),
                allowance: z.int().min(0).nullable(),
              }),
            ),
            /** Newest first, at most 50. */
            events: z.array(MailboxEvent).max(50),
            reports: z.array(DomainReport).max(60),
          }),
        ),
      }),
  ),
  /** Asks DNS about the mailbox's domain now; the answer comes with the desk's world. */
  'mailboxes.check': channel(
    () => z.object({ mailboxId: MailboxId }),
    () => okOrNo,
  ),
  /** RevOps lets a frozen ramp climb again from where it stands. */
  'mailboxes.thaw': channel(
    () => z.object({ mailboxId: MailboxId }),
    () => okOrNo,
  ),
  /** A provider's report (CSV) or a complaint that a provider sent (RFC 5965, `.eml`), at most 2 MB. */
  'mailboxes.import-report': channel(
    () =>
      z.object({
        mailboxId: MailboxId,
        fileName: line(300),
        provider: line(80).min(1),
        base64: z.base64().max(2_800_000),
      }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('read'),
          reports: z.int().min(0),
          complaints: z.int().min(0),
          refused: z.array(z.object({ line: z.int().min(1), field: z.string(), reason: z.string() })).max(200),
        }),
        no,
      ]),
  ),
} as const;
