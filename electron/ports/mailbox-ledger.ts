/** What the ledger keeps of mailboxes and their domains: what they sent besides, what came back, their ramps, checks and reports. */
import type { MailboxId } from '../../shared/domain/ids.ts';
import type { DomainReport, MailboxEvent } from '../../shared/domain/mailbox-event.ts';
import type { Authentication, Ramp } from '../../shared/domain/mailbox-world.ts';
import type { RecentBody } from '../../shared/domain/recent-body.ts';

/** One message of a Sent folder; the Message-ID tells this desk's own mail from other tools'. */
export interface SentFolderMail {
  readonly messageId: string | null;
  readonly atMs: number;
}

export interface MailboxLedger {
  /** All mail of the Sent folder since `sinceMs`: replaces what was known of those days. `atMs` is when it was looked at. */
  recordSentFolder(seen: {
    readonly mailboxId: MailboxId;
    readonly sinceMs: number;
    readonly atMs: number;
    readonly mail: readonly SentFolderMail[];
  }): void;
  /** False where this event is known already, and nothing was written. */
  recordEvent(event: MailboxEvent): boolean;
  /** Events of a mailbox since `sinceMs`, newest first. */
  events(mailboxId: MailboxId, sinceMs: number): readonly MailboxEvent[];
  /** Replaces the report of the same domain, day and provider. */
  recordReport(report: DomainReport): void;
  reports(domain: string, limit: number): readonly DomainReport[];
  recordAuthentication(mailboxId: MailboxId, authentication: Authentication): void;
  /** Null where it never began. */
  ramp(mailboxId: MailboxId): Ramp | null;
  /** Sets where the ramp begins, once; a ramp that is there stays. */
  startRamp(mailboxId: MailboxId, ramp: Ramp): void;
  freezeRamp(mailboxId: MailboxId, frozen: NonNullable<Ramp['frozen']>): void;
  /** Lets it climb again from where it stands on `day`. */
  thawRamp(mailboxId: MailboxId, day: string, perDay: number): void;
  /** Slots of this desk by day since `sinceDay`, for a ramp where no Sent folder can be read. */
  sentPerDay(mailboxId: MailboxId, sinceDay: string): ReadonlyMap<string, number>;
  /** What other tools sent since `sinceMs`, by day in `timeZone`. */
  elsewherePerDay(mailboxId: MailboxId, timeZone: string, sinceMs: number): ReadonlyMap<string, number>;
  /** Keeps the shape of what left, beside the newest `most - 1` others of its mailbox; the same send counts once. */
  keepBody(body: RecentBody, most: number): void;
  /** The bodies a mailbox sent lately, newest first. */
  recentBodies(mailboxId: MailboxId, limit: number): readonly RecentBody[];
}
