/** What came back about mail that left: bounces, complaints, opt-outs, refusals for sending too fast. Ids and codes only, never text. */
import { z } from 'zod';
import { ContactId, MailboxId, SendId } from './ids.ts';
import { DomainName } from './account.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** `hard`: the address does not exist. `policy`: our mail was objected to, the address may be fine. `full`: over quota. */
export const BounceClass = z.enum(['hard', 'soft', 'policy', 'full', 'unknown']);
export type BounceClass = z.infer<typeof BounceClass>;

export const MailboxEvent = z.object({
  /** The same news read twice has the same id: a mail's Message-ID, a report's line. */
  id: z.string().min(1).max(300),
  mailboxId: MailboxId,
  kind: z.enum(['bounce', 'complaint', 'unsubscribe', 'rate-refusal']),
  /** For bounces only. */
  bounceClass: BounceClass.nullable(),
  /** The enhanced status code (RFC 3463), where one was given. */
  statusCode: z
    .string()
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
    .nullable(),
  /** What it is about, where that could be told. */
  sendId: SendId.nullable(),
  contactId: ContactId.nullable(),
  source: z.enum(['dsn', 'smtp', 'feedback-report', 'mailto', 'one-click', 'reply', 'crm', 'person']),
  atMs: EpochMs,
});
export type MailboxEvent = z.infer<typeof MailboxEvent>;

/** One day of one domain as a mailbox provider saw it, from an imported report (Google Postmaster Tools and the like). */
export const DomainReport = z.object({
  domain: DomainName,
  /** `YYYY-MM-DD` as the provider counts days. */
  day: z.iso.date(),
  provider: line(80).min(1),
  /** Share of delivered mail that users reported as spam, 0 to 1; null where the provider gave none (too little mail). */
  spamRate: z.number().min(0).max(1).nullable(),
  /** Mails it counted, where the provider says. */
  delivered: z.int().min(0).nullable(),
  importedAtMs: EpochMs,
});
export type DomainReport = z.infer<typeof DomainReport>;
