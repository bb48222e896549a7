/** What a test mail to oneself showed of a mail account: where sent mail is filed, what becomes of its Message-ID, how its domain signs. */
import { z } from 'zod';
import { EmailAddress } from './email-address.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** RFC 8601, as far as it is shown; `none` also where the receiver said nothing of it. */
const Verdict = z.enum(['pass', 'fail', 'none']);

export const MailCalibration = z.object({
  atMs: EpochMs,
  address: EmailAddress,
  /** Null: the mailbox has no such folder, so an uncertain send can't be looked for. */
  sentFolder: line(400).nullable(),
  /** Whether the provider files there what leaves over SMTP. Without it, a message that isn't there may well have left. */
  filedInSent: z.boolean(),
  /** `gone`: filed or delivered under another id, and ours stands nowhere. */
  messageId: z.enum(['kept', 'rewritten', 'gone']),
  /** The header that keeps ours where it was rewritten. */
  originalIdHeader: line(100).nullable(),
  /** Each signature the mail arrived with: d= and s= (RFC 6376). */
  signatures: z.array(z.object({ domain: line(253), selector: line(253) })).max(10),
  /** What the receiving server found; null where it wrote no Authentication-Results. */
  results: z.object({ by: line(300), spf: Verdict, dkim: Verdict, dmarc: Verdict }).nullable(),
});
export type MailCalibration = z.infer<typeof MailCalibration>;
