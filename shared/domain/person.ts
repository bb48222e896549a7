/** A CRM user who decides, and the role that says what they may write. */
import { z } from 'zod';
import { EmailAddress } from './email-address.ts';
import { MailboxId, PersonId } from './ids.ts';
import { line } from './text.ts';
import { TimeZone } from './time.ts';

export const Role = z.enum(['sdr', 'lead', 'revops']);
export type Role = z.infer<typeof Role>;

/** Whoever writes to the CRM: the agent or a person in a role. */
export const Actor = z.enum(['agent', ...Role.options]);
export type Actor = z.infer<typeof Actor>;

export const Person = z.object({
  id: PersonId,
  name: line(160).min(1),
  title: line(160),
  role: Role,
  /** The one mailbox this person sends from. */
  mailbox: z.object({ id: MailboxId, address: EmailAddress, timeZone: TimeZone }),
});
export type Person = z.infer<typeof Person>;
