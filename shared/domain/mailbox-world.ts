/** What is known of one mailbox: its day, its ramp, its pace, what came back, and whether its domain signs what it sends. */
import { z } from 'zod';
import { DomainReport } from './mailbox-event.ts';
import { EmailAddress } from './email-address.ts';
import { MailboxId, PersonId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs, TimeZone } from './time.ts';

/** So many of so many: an event count and the sends it is measured against. */
export const Rate = z.object({ count: z.int().min(0), of: z.int().min(0) });
export type Rate = z.infer<typeof Rate>;

/** Where the warm-up ramp of a mailbox began. How far it has climbed since is policy (`shared/policy/warm-up.ts`). */
export const Ramp = z.object({
  /** `YYYY-MM-DD` in the mailbox's zone. */
  startDay: z.iso.date(),
  /** Messages a day it began with: an old mailbox begins at what its Sent folder shows, a new one at the policy's start. */
  startPerDay: z.int().min(0),
  basis: z.enum(['sent-folder', 'this-desk', 'new']),
  /** Set by a rate refusal: it climbs no further until RevOps thaws it. */
  frozen: z.object({ day: z.iso.date(), because: line(300) }).nullable(),
});
export type Ramp = z.infer<typeof Ramp>;

/** `missing`: no record. `unknown`: DNS could not be asked, or the selector is not known yet. */
const CheckAnswer = z.enum(['pass', 'fail', 'missing', 'unknown']);

/** SPF, DKIM and DMARC of the sending domain as DNS had them. */
export const Authentication = z.object({
  checkedAtMs: EpochMs,
  /** Answers of the embedded mailbox's own fixture DNS, not of the world's. */
  simulated: z.boolean(),
  spf: CheckAnswer,
  dkim: CheckAnswer,
  dmarc: CheckAnswer,
  /** Whether SPF or DKIM stands for the From domain (RFC 9989); null where that is not known yet. */
  aligned: z.boolean().nullable(),
  /** The DKIM selector a self-sent test mail showed; null before one was sent. */
  selector: line(120).nullable(),
  /** What is wrong, in words, each with what to do. */
  problems: z.array(line(400)).max(20),
});
export type Authentication = z.infer<typeof Authentication>;

export const MailboxWorld = z.object({
  id: MailboxId,
  address: EmailAddress,
  ownerId: PersonId,
  displayName: z.string(),
  timeZone: TimeZone,
  /** Start and end of today in the mailbox's zone. */
  dayStartAtMs: EpochMs,
  dayEndAtMs: EpochMs,
  /** Reserved and sent today by this desk, uncertain ones included. */
  takenToday: z.int().min(0),
  /** The same since Monday, today included. */
  takenThisWeek: z.int().min(0),
  /** Those of them that were cold mail, first touches and follow-ups: what the domain's ceilings count. */
  coldToday: z.int().min(0),
  coldThisWeek: z.int().min(0),
  /** Sent by other tools, as the Sent folder shows: today and since Monday; null where nobody can look into it. */
  elsewhere: z.object({ today: z.int().min(0), thisWeek: z.int().min(0), countedAtMs: EpochMs }).nullable(),
  /** Held and deferred sends of this mailbox that will want a slot. */
  waiting: z.int().min(0),
  /** Those of them that go first and may leave today: replies, then follow-ups. */
  waitingReplies: z.int().min(0),
  waitingFollowUps: z.int().min(0),
  /** Null before the first look at the mailbox's history. */
  ramp: Ramp.nullable(),
  /** Not before this moment: the pause between two sends, drawn when the last one took its slot. */
  nextSendAtMs: EpochMs.nullable(),
  /** Of the policy's rate window, measured against what this desk sent in it. */
  bounces: Rate,
  complaints: Rate,
  unsubscribes: Rate,
  /** The provider's newest report on the sending domain, where one was imported. */
  report: DomainReport.nullable(),
  authentication: Authentication.nullable(),
});
export type MailboxWorld = z.infer<typeof MailboxWorld>;
