/** The message exactly as it will leave, before MIME: what the rep reads, signs, and what the server gets. */
import { z } from 'zod';
import { EmailAddress } from './email-address.ts';
import { MailboxId } from './ids.ts';
import { line, prose } from './text.ts';

/** How a recipient can opt out: RFC 8058 one click with mailto, or mailto only (RevOps' choice under bulk volume). */
export const UnsubscribeMode = z.enum(['one-click', 'mailto-only']);

/** The only headers the composer may set beside From, To, Subject and those MIME makes itself. */
export const HeaderName = z.enum(['In-Reply-To', 'References', 'List-Unsubscribe', 'List-Unsubscribe-Post']);

export const OutgoingMessage = z.object({
  mailboxId: MailboxId,
  from: z.object({ name: line(160), address: EmailAddress }),
  /** One recipient: the literal address on screen. */
  to: EmailAddress,
  cc: z.array(EmailAddress).max(0),
  bcc: z.array(EmailAddress).max(0),
  subject: line(300),
  /** The body with the footer, `\n` line ends. */
  text: prose(24_000),
  /** Header values by name: threading and List-* only; nothing of the model's ever stands here. */
  headers: z.partialRecord(HeaderName, line(2_000)),
});
export type OutgoingMessage = z.infer<typeof OutgoingMessage>;
