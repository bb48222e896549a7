/** Who the CRM's copies know. */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';

export interface KnownContact {
  readonly contactId: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Null where the account has not been pulled. */
  readonly accountName: string | null;
}

export type AccountHead = Pick<Account, 'id' | 'domain' | 'segmentId' | 'segmentName'>;

/** Who the CRM's copies know under an address, a domain or an account. */
export interface KnownLedger {
  /** Contacts whose mailbox the address reaches, whatever its spelling. */
  atAddress(email: string, limit: number): readonly KnownContact[];
  accountName(id: string): string | null;
  contactName(id: string): string | null;
  /** Accounts of this id, domain or name. */
  accountsNamed(text: string, limit: number): readonly { readonly id: string; readonly name: string }[];
  account(id: string): Account | null;
  contact(id: string): Contact | null;
  /** Every company in the order of their ids, with no more than choosing among them needs. */
  accountHeads(afterId: string | null, limit: number): readonly AccountHead[];
  /** How many contacts an entry of this scope would touch. */
  contactsUnder(scope: 'domain' | 'account', value: string): number;
}
