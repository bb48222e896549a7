/**
 * Writes one package from a file into the workspace with its account and contact. It must never loosen what the CRM knows: a
 * customer does not become a prospect, a bounced address does not become verified, a second record of a known person is refused,
 * because frequency limits and suppressions count by these records.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Account } from '../../../shared/domain/account.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import { PackageFile, type PackageState } from '../../../shared/domain/handoff-package.ts';
import type { PushOp } from '../../ports/connector.ts';
import { contentHash } from '../content-hash.ts';
import { addActivity, addEngagement, PULLED, writeAccount, writeContact, writePackage } from './rows.ts';
import type { OpAnswer } from './op-answer.ts';

type PackageOp = Extract<PushOp, { kind: 'package' }>;

/** States in which an older revision is out of its person's hands; new content then needs a new id. */
const ON_ITS_WAY: ReadonlySet<PackageState> = new Set([
  'approved',
  'released',
  'sent',
  'deferred',
  'uncertain',
  'suppressed',
]);

const STRICTNESS: Readonly<Record<Account['relation'], number>> = {
  prospect: 0,
  partner: 1,
  customer: 2,
  competitor: 3,
};

function known<K extends 'account' | 'contact'>(database: DatabaseSync, kind: K, id: string) {
  const row = database.prepare(`SELECT * FROM ${PULLED[kind].table} WHERE id = ?`).get(id);
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
  const known = crm?.consent ?? null;
  if (known === null || file.consent === null) return file.consent ?? known;
  return file.consent.recordedAtMs > known.recordedAtMs ? file.consent : known;
}

export function importPackage(database: DatabaseSync, op: PackageOp): OpAnswer {
  const { pkg } = op;
  if (database.prepare('SELECT 1 FROM people WHERE id = ?').get(op.ownerId) === undefined) {
    return { kind: 'invalid', because: `the owner ${op.ownerId} is not on the team` };
  }
  const fault = PackageFile.safeParse(pkg).error?.issues[0];
  if (fault !== undefined) return { kind: 'invalid', because: `${fault.path.join('.')}: ${fault.message}` };
  const hash = contentHash(pkg);
  const before = database
    .prepare('SELECT owner_id, state, revision, content_hash FROM packages WHERE id = ?')
    .get(pkg.id);
  if (before?.['content_hash'] === hash) return { kind: 'unchanged', because: 'the same content is there' };
  if (before !== undefined) {
    const owner = before['owner_id'];
    if (owner !== null && owner !== op.ownerId)
      return { kind: 'conflict', because: 'a package with this id belongs to somebody else' };
    if (ON_ITS_WAY.has(before['state'] as PackageState)) {
      return {
        kind: 'conflict',
        because: `a package with this id is already ${String(before['state'])}; new content needs a new id`,
      };
    }
  }

  const sameDomain = database
    .prepare('SELECT id, name FROM accounts WHERE domain = ? AND id <> ?')
    .get(pkg.account.domain, pkg.account.id);
  if (sameDomain !== undefined) {
    return {
      kind: 'conflict',
      because: `the domain ${pkg.account.domain} belongs to the account ${String(sameDomain['id'])} in the CRM: use that id`,
    };
  }
  const samePerson = database
    .prepare('SELECT id FROM contacts WHERE lower(email) = lower(?) AND id <> ?')
    .get(pkg.contact.email, pkg.contact.id);
  if (samePerson !== undefined) {
    return {
      kind: 'conflict',
      because: `this address belongs to the contact ${String(samePerson['id'])} in the CRM: use that id`,
    };
  }
  const account = known(database, 'account', pkg.account.id);
  const contact = known(database, 'contact', pkg.contact.id);
  for (const read of [account, contact]) {
    if (read?.kind === 'unreadable')
      return { kind: 'conflict', because: `the CRM’s own record can’t be read (${read.field}: ${read.reason})` };
  }
  const crmContact = contact?.kind === 'read' ? contact.value : null;
  if (crmContact !== null && crmContact.accountId !== pkg.account.id) {
    return {
      kind: 'conflict',
      because: `the contact ${pkg.contact.id} belongs to the account ${crmContact.accountId} in the CRM`,
    };
  }

  writeAccount(database, mergedAccount(pkg.account, account?.kind === 'read' ? account.value : null), op.ownerId);
  writeContact(database, mergedContact(pkg.contact, crmContact), 'scored', null);
  for (const touch of pkg.priorTouches) {
    if (touch.contactId === pkg.contact.id && touch.accountId === pkg.account.id) addActivity(database, touch, null);
  }
  for (const event of pkg.engagement) {
    if (event.contactId === pkg.contact.id) addEngagement(database, `eng-${contentHash(event).slice(0, 32)}`, event);
  }
  writePackage(database, {
    pkg,
    revision: Number(before?.['revision'] ?? 0) + 1,
    contentHash: hash,
    review: {
      ownerId: op.ownerId,
      queue: pkg.step.kind === 'email' ? 'review' : 'calls',
      priority: 0,
      readyAtMs: op.readyAtMs,
      expiresAtMs: op.expiresAtMs,
      state: 'ready',
      openedAtMs: null,
      activeMs: 0,
    },
  });
  return { kind: 'ok', because: '' };
}
