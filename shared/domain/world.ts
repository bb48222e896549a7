/**
 * What is known of the world around one package and around this desk: the gate's inputs besides the message. The ledger makes
 * them, the feed carries copies for preview, and the release reads them again from the ledger.
 */
import { z } from 'zod';
import { Relation } from './account.ts';
import { Consent } from './consent.ts';
import { Contact, Verification } from './contact.ts';
import { MailboxWorld } from './mailbox-world.ts';
import { EmailAddress } from './email-address.ts';
import { AccountId, ContactId, PackageId, PersonId } from './ids.ts';
import { Suppression } from './suppression.ts';
import { EpochMs, TimeZone } from './time.ts';

/** Around one package: its contact, account and thread as the CRM has them now. */
export const PackageWorld = z.object({
  packageId: PackageId,
  contactId: ContactId,
  accountId: AccountId,
  /** The contact's address in the CRM now; null where the contact is gone. */
  email: EmailAddress.nullable(),
  verification: Verification,
  verifiedAtMs: EpochMs.nullable(),
  timeZone: TimeZone,
  relation: Relation,
  /** A person moved the lead to Disqualified; false where the contact is no lead. */
  isDisqualified: z.boolean().default(false),
  /** Where the contact is (ISO 3166-1), and why they may be written to; null where nothing is known. */
  country: Contact.shape.country,
  consent: Consent.nullable(),
  /** Who owns the package now. */
  ownerId: PersonId.nullable(),
  /** Entries that match the recipient by any scope. */
  suppressions: z.array(Suppression),
  /** Times of outbound emails, calls and social messages to the contact, all sequences, newest first, last 400 days. */
  outboundAtMs: z.array(EpochMs),
  /** Mail from the contact, newest first, last 400 days. */
  inboundAtMs: z.array(EpochMs),
  /** Meetings with the contact, held or booked, newest first, last 400 days. */
  meetingsAtMs: z.array(EpochMs),
  /** When each escalation of the contact that is still open or accepted came up. */
  escalationsAtMs: z.array(EpochMs),
  /** The recipient's mail domain, and how many cold messages its owner's mailbox has reserved and sent to it today. */
  recipientDomain: z.object({ name: z.string(), takenToday: z.int().min(0) }),
  /** First outbound touch of each other contact of the account in the last 30 days. */
  newContactsOfAccount: z.array(z.object({ contactId: ContactId, atMs: EpochMs })),
});
export type PackageWorld = z.infer<typeof PackageWorld>;

/** What a pause stops: everything (the kill switch), or one segment, sequence, version or mailbox. */
export const Pause = z.object({
  scope: z.enum(['all', 'segment', 'sequence', 'version', 'mailbox']),
  /** The id of what is paused; empty for `all`. */
  value: z.string().max(120),
  reason: z.string().min(1).max(300),
  byPersonId: PersonId.or(z.literal('system')),
  atMs: EpochMs,
});
export type Pause = z.infer<typeof Pause>;

/** What is asked for when something is paused. One that names nothing would stop nothing, and whoever asked would think it did. */
export const PauseAsked = Pause.omit({ byPersonId: true, atMs: true }).refine(
  ({ scope, value }) => scope === 'all' || value.trim() !== '',
  { path: ['value'], error: 'Say what is to be paused: the id of the segment, sequence, version or mailbox.' },
);

/** What the desk checks in the CRM before it may send (rail `world-fresh`). */
export const WorldCheck = z.enum(['suppressions', 'opt-outs', 'threads', 'owner', 'policy']);
export type WorldCheck = z.infer<typeof WorldCheck>;

/** Around this desk: its mailboxes' day, its checks, its pauses. */
export const DeskWorld = z.object({
  /** When each check last succeeded; null where it never has. */
  checkedAtMs: z.record(WorldCheck, EpochMs.nullable()),
  /** The newest time the ledger has written; the clock must not be behind it. */
  ledgerLatestAtMs: EpochMs,
  /** The last date a server gave, and our clock when it did; null where none has. */
  serverDate: z.object({ serverAtMs: EpochMs, localAtMs: EpochMs }).nullable(),
  mailboxes: z.array(MailboxWorld),
  /** When the CRM last said that this person is who they are, by person id (rail `identity-fresh`). */
  confirmedAtMs: z.record(z.string(), EpochMs),
  pauses: z.array(Pause),
});
export type DeskWorld = z.infer<typeof DeskWorld>;
