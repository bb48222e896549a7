/** A send, call or task once it is on the CRM's timeline. */
import { z } from 'zod';
import { AccountId, ContactId, TouchId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

export const Channel = z.enum(['email', 'call', 'linkedin', 'meeting']);

export const Touch = z.object({
  id: TouchId,
  contactId: ContactId,
  accountId: AccountId,
  channel: Channel,
  direction: z.enum(['outbound', 'inbound']),
  atMs: EpochMs,
  subject: line(300),
  /** A few words of what was said, for the timeline. */
  snippet: line(500),
  outcome: line(120),
  /** Who wrote it: the source tag that goes to the CRM. */
  source: z.enum(['ai', 'ai-edited', 'human']),
  templateVersion: line(80).nullable(),
  promptVersion: line(80).nullable(),
  /** The Message-ID of the mail behind it, where there is one. */
  messageId: line(300).nullable(),
});
export type Touch = z.infer<typeof Touch>;
