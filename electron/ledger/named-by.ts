/** What a lead or an opportunity has of its contact and account: what a search looks into, and what a filter narrows by. */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { AccountId, ContactId } from '../../shared/domain/ids.ts';
import type { Connection } from './connection.ts';

export interface Named {
  readonly words: string | null;
  readonly tier: number | null;
  readonly segmentId: string | null;
}
export const UNNAMED: Named = { words: null, tier: null, segmentId: null };

const PARTIES = `
  SELECT contacts.body AS contact, accounts.body AS account FROM contacts, accounts
  WHERE contacts.id = ? AND accounts.id = ? AND contacts.body IS NOT NULL AND accounts.body IS NOT NULL`;

/** Nothing while not both are here. The segment's name is kept beside, for whoever names the choices of a filter. */
export function namedBy(
  connection: Connection,
  { contactId, accountId }: { readonly contactId: ContactId; readonly accountId: AccountId },
): Named {
  const row = connection.get(PARTIES, contactId, accountId);
  if (row === undefined) return UNNAMED;
  const contact = JSON.parse(String(row.contact)) as Contact;
  const account = JSON.parse(String(row.account)) as Account;
  const { tier, segmentId, segmentName } = account;
  connection.run(
    'INSERT INTO lead_segments (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE name <> excluded.name',
    segmentId,
    segmentName,
  );
  const words = [contact.name, contact.title, account.name, contact.email].join('\n').toLowerCase();
  return { words, tier, segmentId };
}

/** After a contact's or an account's copy changed: the same again for every row about it. */
export function nameRows(
  connection: Connection,
  table: 'leads' | 'opportunities',
  by: { readonly column: 'id' | 'contact_id' | 'account_id'; readonly id: string },
): void {
  const contact = table === 'leads' ? 'id' : 'contact_id';
  const rows = connection.all(
    `SELECT id, ${contact} AS contact_id, account_id FROM ${table} WHERE ${by.column} = ? AND body IS NOT NULL`,
    by.id,
  );
  for (const row of rows) {
    const parties = { contactId: row.contact_id as ContactId, accountId: row.account_id as AccountId };
    const { words, tier, segmentId } = namedBy(connection, parties);
    connection.run(
      `UPDATE ${table} SET words = ?, tier = ?, segment_id = ? WHERE id = ?`,
      words,
      tier,
      segmentId,
      String(row.id),
    );
  }
}

/** Its id where its name never came. */
export const segmentName = (connection: Connection, id: string): string =>
  String(connection.get('SELECT name FROM lead_segments WHERE id = ?', id)?.name ?? id);
