/** Who the CRM's copies know under an address, a domain or an account. It answers with names and counts, and judges nobody. */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { asciiDomain } from '../../shared/policy/ascii-domain.ts';
import type { AccountHead, KnownContact, KnownLedger } from '../ports/known-ledger.ts';
import { addressKey, hostRange } from './address-keys.ts';
import type { Connection } from './connection.ts';

const ACCOUNTS_NAMED = `
  SELECT id, json_extract(body, '$.name') AS name FROM accounts
  WHERE body IS NOT NULL AND (id = ? OR lower(json_extract(body, '$.domain')) = ? OR lower(json_extract(body, '$.name')) = ?)
  ORDER BY id LIMIT ?`;

const ACCOUNT_HEADS = `
  SELECT id, json_extract(body, '$.domain') AS domain, json_extract(body, '$.segmentId') AS segmentId,
    json_extract(body, '$.segmentName') AS segmentName
  FROM accounts WHERE body IS NOT NULL AND id > ? ORDER BY id LIMIT ?`;

export function makeKnown(connection: Connection): KnownLedger {
  const bodyOf = (table: 'accounts' | 'contacts', id: string): unknown => {
    const body = connection.get(`SELECT body FROM ${table} WHERE id = ?`, id)?.body;
    return typeof body === 'string' ? JSON.parse(body) : null;
  };
  const nameOf = (table: 'accounts' | 'contacts', id: string): string | null =>
    (bodyOf(table, id) as Pick<Account | Contact, 'name'> | null)?.name ?? null;
  const count = (sql: string, ...values: string[]): number => Number(connection.get(sql, ...values)?.count ?? 0);

  return {
    atAddress: (email, limit) =>
      connection
        .all(
          'SELECT body FROM contacts WHERE address_key = ? AND body IS NOT NULL ORDER BY id LIMIT ?',
          addressKey(email),
          limit,
        )
        .map((row): KnownContact => {
          const contact = JSON.parse(String(row.body)) as Contact;
          return {
            contactId: contact.id,
            accountId: contact.accountId,
            name: contact.name,
            email: contact.email,
            accountName: nameOf('accounts', contact.accountId),
          };
        }),
    accountName: (id) => nameOf('accounts', id),
    contactName: (id) => nameOf('contacts', id),
    accountsNamed: (text, limit) => {
      const asked = text.trim();
      return connection
        .all(ACCOUNTS_NAMED, asked, asciiDomain(asked), asked.toLowerCase(), limit)
        .map((row) => ({ id: String(row.id), name: String(row.name) }));
    },
    account: (id) => bodyOf('accounts', id) as Account | null,
    contact: (id) => bodyOf('contacts', id) as Contact | null,
    accountHeads: (afterId, limit) =>
      connection.all(ACCOUNT_HEADS, afterId ?? '', limit).map((row) => row as unknown as AccountHead),
    contactsUnder(scope, value) {
      switch (scope) {
        case 'domain':
          return count(
            'SELECT count(*) AS count FROM contacts WHERE host_key >= ? AND host_key < ? AND body IS NOT NULL',
            ...hostRange(value),
          );
        case 'account':
          return count(
            `SELECT count(*) AS count FROM contacts WHERE json_extract(body, '$.accountId') = ? AND body IS NOT NULL`,
            value,
          );
      }
    },
  };
}
