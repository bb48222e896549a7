/** Whom a line of the trust log is about, in the names this desk's copies have for them now. The chain itself holds no name. */
import type { TraceEvent } from '../../shared/domain/trace-event.ts';
import type { TraceAbout } from '../ports/trace-ledger.ts';
import type { Connection, Row } from './connection.ts';

const BY_PACKAGE = `
  SELECT packages.contact_id, coalesce(contacts.body ->> '$.name', feed.body ->> '$.contact.name') AS contact,
         packages.account_id, coalesce(accounts.body ->> '$.name', feed.body ->> '$.account.name') AS account
  FROM packages
  LEFT JOIN contacts ON contacts.id = packages.contact_id
  LEFT JOIN accounts ON accounts.id = packages.account_id
  LEFT JOIN feed ON feed.kind = 'package' AND feed.id = packages.id
  WHERE packages.id = ?`;
const BY_CONTACT = `
  SELECT contacts.id AS contact_id, contacts.body ->> '$.name' AS contact, accounts.id AS account_id, accounts.body ->> '$.name' AS account
  FROM contacts LEFT JOIN accounts ON accounts.id = contacts.body ->> '$.accountId'
  WHERE contacts.id = ?`;

function textOf(value: Row[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

export function aboutOf(connection: Connection, { subject }: TraceEvent): TraceAbout {
  const { packageId, contactId, sendId } = subject;
  const ofSend =
    typeof packageId === 'string' || typeof sendId !== 'string'
      ? undefined
      : connection.get('SELECT package_id FROM sends WHERE id = ?', sendId)?.package_id;
  const knownPackage = textOf(typeof packageId === 'string' ? packageId : ofSend);
  const row =
    (knownPackage === null ? undefined : connection.get(BY_PACKAGE, knownPackage)) ??
    (typeof contactId === 'string' ? connection.get(BY_CONTACT, contactId) : undefined);
  return {
    packageId: knownPackage,
    contactId: textOf(row?.contact_id) ?? textOf(typeof contactId === 'string' ? contactId : null),
    contactName: textOf(row?.contact),
    accountName: textOf(row?.account),
  };
}
