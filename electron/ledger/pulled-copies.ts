/** Takes the CRM's accounts, contacts, touches and engagement in, and says whose world they change. A deletion leaves a row without a body. */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Touch } from '../../shared/domain/touch.ts';
import type { PulledBody } from '../ports/connector.ts';
import { addressKey, hostKey } from './address-keys.ts';
import type { Connection } from './connection.ts';
import { nameRows } from './named-by.ts';
import type { StaleWorlds } from './world-refresh.ts';

/** The table of each kind that is kept as a copy beside the feed. */
export const COPY_TABLES = {
  account: 'accounts',
  contact: 'contacts',
  touch: 'touches',
  engagement: 'engagements',
} as const;
type CopyKind = keyof typeof COPY_TABLES;

/** The new body where it differs from the one kept; null where nothing changes. A deletion of what never came changes nothing. */
function changeOf(
  connection: Connection,
  kind: CopyKind,
  id: string,
  body: object | null,
): { readonly before: string | null; readonly after: string | null } | null {
  const row = connection.get(`SELECT body FROM ${COPY_TABLES[kind]} WHERE id = ?`, id);
  const before = typeof row?.body === 'string' ? row.body : null;
  const after = body === null ? null : JSON.stringify(body);
  return before === after ? null : { before, after };
}

export function applyAccount(connection: Connection, stale: StaleWorlds, id: string, body: Account | null): boolean {
  const change = changeOf(connection, 'account', id, body);
  if (change === null) return false;
  connection.run(
    'INSERT INTO accounts (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
    id,
    change.after,
  );
  stale.account(id);
  nameRows(connection, 'leads', { column: 'account_id', id });
  nameRows(connection, 'opportunities', { column: 'account_id', id });
  return true;
}

export function applyContact(connection: Connection, stale: StaleWorlds, id: string, body: Contact | null): boolean {
  const change = changeOf(connection, 'contact', id, body);
  if (change === null) return false;
  connection.run(
    `INSERT INTO contacts (id, address_key, host_key, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET address_key = excluded.address_key, host_key = excluded.host_key, body = excluded.body`,
    id,
    body === null ? null : addressKey(body.email),
    body === null ? null : hostKey(body.email),
    change.after,
  );
  stale.contact(id);
  nameRows(connection, 'leads', { column: 'id', id });
  nameRows(connection, 'opportunities', { column: 'contact_id', id });
  return true;
}

export function applyTouch(connection: Connection, stale: StaleWorlds, id: string, body: Touch | null): boolean {
  const change = changeOf(connection, 'touch', id, body);
  if (change === null) return false;
  connection.run(
    `INSERT INTO touches (id, contact_id, account_id, channel, direction, at_ms, message_id, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET contact_id = excluded.contact_id, account_id = excluded.account_id, channel = excluded.channel,
       direction = excluded.direction, at_ms = excluded.at_ms, message_id = excluded.message_id, body = excluded.body`,
    id,
    body?.contactId ?? null,
    body?.accountId ?? null,
    body?.channel ?? null,
    body?.direction ?? null,
    body?.atMs ?? null,
    body?.messageId ?? null,
    change.after,
  );
  const before = change.before === null ? null : (JSON.parse(change.before) as Touch);
  for (const touch of [before, body]) if (touch !== null) markTouched(connection, stale, touch);
  return true;
}

function markTouched(connection: Connection, stale: StaleWorlds, touch: Touch): void {
  stale.contact(touch.contactId);
  if (touch.direction !== 'outbound') return;
  stale.account(touch.accountId);
  if (touch.messageId === null) return;
  // The touch stands in for our own send of the same mail, wherever that send was counted.
  const send = connection.get('SELECT contact_id, account_id FROM sends WHERE message_id = ?', touch.messageId);
  if (send === undefined) return;
  stale.contact(String(send.contact_id));
  stale.account(String(send.account_id));
}

export function applyEngagement(connection: Connection, id: string, body: PulledBody<'engagement'> | null): boolean {
  const change = changeOf(connection, 'engagement', id, body);
  if (change === null) return false;
  connection.run(
    `INSERT INTO engagements (id, contact_id, at_ms, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET contact_id = excluded.contact_id, at_ms = excluded.at_ms, body = excluded.body`,
    id,
    body?.contactId ?? null,
    body?.atMs ?? null,
    change.after,
  );
  return true;
}
