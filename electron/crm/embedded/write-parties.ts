/**
 * Writes an account and a contact that came from outside the CRM. It must never loosen what the CRM knows: a customer does not become a
 * prospect, a bounced address does not become verified, a second record of a known person is refused, because frequency limits and
 * suppressions count by these records.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Account } from '../../../shared/domain/account.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { LifecycleStage } from '../../../shared/domain/lifecycle-stage.ts';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import type { OpAnswer } from './op-answer.ts';
import { PULLED, writeAccount, writeContact } from './rows.ts';
import { prepared } from './prepared.ts';

const STRICTNESS: Readonly<Record<Account['relation'], number>> = {
  prospect: 0,
  partner: 1,
  customer: 2,
  competitor: 3,
};

function known<K extends 'account' | 'contact'>(database: DatabaseSync, kind: K, id: string) {
  const row = prepared(database, `SELECT * FROM ${PULLED[kind].table} WHERE id = ?`).get(id);
  return row === undefined ? null : PULLED[kind].read(row);
}

/** The account to write: the file's, under the CRM's word on how we stand to the company. */
function mergedAccount(file: Account, crm: Account | null): Account {
  if (crm === null) return file;
  const keep = STRICTNESS[crm.relation] > STRICTNESS[file.relation];
  return { ...file, relation: keep ? crm.relation : file.relation, pins: [...new Set([...crm.pins, ...file.pins])] };
}

/** The contact to write: the CRM's verification stands where it is newer, or says that the address is dead; so does its ground to write. */
function mergedContact(imported: Contact, crm: Contact | null): Contact {
  const file = { ...imported, consent: newerConsent(imported, crm) };
  if (crm?.email.toLowerCase() !== file.email.toLowerCase()) return file;
  const crmKnowsBetter = crm.verification === 'invalid' || (crm.verifiedAtMs ?? 0) >= (file.verifiedAtMs ?? 0);
  return crmKnowsBetter ? { ...file, verification: crm.verification, verifiedAtMs: crm.verifiedAtMs } : file;
}

function newerConsent(file: Contact, crm: Contact | null): Contact['consent'] {
  const before = crm?.consent ?? null;
  if (before === null || file.consent === null) return file.consent ?? before;
  return file.consent.recordedAtMs > before.recordedAtMs ? file.consent : before;
}

function whyAnotherRecord(database: DatabaseSync, account: Account | null, contact: Contact | null): string | null {
  if (account !== null) {
    const same = prepared(database, 'SELECT id FROM accounts WHERE domain = ? AND id <> ?').get(
      account.domain,
      account.id,
    );
    if (same !== undefined)
      return `the domain ${account.domain} belongs to the account ${String(same['id'])} in the CRM: use that id`;
  }
  if (contact !== null) {
    const same = prepared(database, 'SELECT id FROM contacts WHERE lower(email) = lower(?) AND id <> ?').get(
      contact.email,
      contact.id,
    );
    if (same !== undefined) return `this address belongs to the contact ${String(same['id'])} in the CRM: use that id`;
  }
  return null;
}

export interface Parties {
  readonly account: Account | null;
  readonly contact: Contact | null;
  /** Of an account that is new to the CRM. */
  readonly ownerId: string | null;
  /** Of a contact that is new to the CRM. */
  readonly stage: LifecycleStage;
}

/** Null where both were written, else why nothing was. */
export function writeParties(database: DatabaseSync, { account, contact, ownerId, stage }: Parties): OpAnswer | null {
  const conflict = (because: string): OpAnswer => ({ kind: 'conflict', because });
  const other = whyAnotherRecord(database, account, contact);
  if (other !== null) return conflict(other);
  const crmAccount = account === null ? null : known(database, 'account', account.id);
  const crmContact = contact === null ? null : known(database, 'contact', contact.id);
  for (const read of [crmAccount, crmContact]) {
    if (read?.kind === 'unreadable')
      return conflict(`the CRM’s own record can’t be read (${read.field}: ${read.reason})`);
  }
  const contactBefore = crmContact?.kind === 'read' ? crmContact.value : null;
  if (contact !== null && contactBefore !== null && contactBefore.accountId !== contact.accountId)
    return conflict(`the contact ${contact.id} belongs to the account ${contactBefore.accountId} in the CRM`);
  const accountBefore = crmAccount?.kind === 'read' ? crmAccount.value : null;
  const merged = account === null ? null : mergedAccount(account, accountBefore);
  // Written again as it is, it would be a change that every desk pulls.
  if (merged !== null && (accountBefore === null || canonicalJson(merged) !== canonicalJson(accountBefore)))
    writeAccount(database, merged, ownerId);
  if (contact !== null) {
    if (prepared(database, 'SELECT 1 FROM accounts WHERE id = ?').get(contact.accountId) === undefined)
      return { kind: 'gone', because: `the account ${contact.accountId} is not in the CRM` };
    writeContact(database, mergedContact(contact, contactBefore), stage, null);
  }
  return null;
}
