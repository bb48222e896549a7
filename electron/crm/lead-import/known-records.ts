/** What the desk's copies of the CRM know of whom a file names. The import asks; it never writes through this. */
import type { Account } from '../../../shared/domain/account.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { Suppression } from '../../../shared/domain/suppression.ts';
import type { Recipient } from '../../../shared/policy/suppression-match.ts';

export interface KnownRecords {
  /** Whom the address reaches under any spelling; the account is null where it has not been pulled. */
  contactAt(email: string): { readonly contact: Contact; readonly lead: Lead | null } | null;
  account(id: string): Account | null;
  accountIdOf(domain: string): AccountId | null;
  suppressionOf(recipient: Recipient): Suppression | null;
}
