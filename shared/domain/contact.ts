/** The person we would write to, as the CRM knows them. */
import { z } from 'zod';
import { Consent } from './consent.ts';
import { EmailAddress } from './email-address.ts';
import { AccountId, ContactId } from './ids.ts';
import { line, WebUrl } from './text.ts';
import { EpochMs, TimeZone } from './time.ts';

/** What a verification provider said of the address. Only `verified` may get cold mail. */
export const Verification = z.enum(['verified', 'risky', 'unknown', 'invalid']);
export type Verification = z.infer<typeof Verification>;

export const Seniority = z.enum(['ic', 'manager', 'director', 'vp', 'c-level', 'founder']);

export const Contact = z.object({
  id: ContactId,
  accountId: AccountId,
  name: line(160).min(1),
  title: line(160),
  seniority: Seniority,
  email: EmailAddress,
  verification: Verification,
  verifiedAtMs: EpochMs.nullable(),
  linkedinUrl: WebUrl.nullable(),
  /** Two-letter country code (ISO 3166-1), where known. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  timeZone: TimeZone,
  /** Why they may be written to; null where nothing is recorded. */
  consent: Consent.nullable().default(null),
  /** How well the role fits the ICP's buyer, and why, in words. */
  roleMatch: z.object({ fit: z.enum(['strong', 'fair', 'weak']), reason: line(300) }),
});
export type Contact = z.infer<typeof Contact>;
