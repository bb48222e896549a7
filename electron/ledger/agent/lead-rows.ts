/** Leads as rows: what the CRM said, what holds here, and what a list finds them by. It never asks the CRM and moves no lead. */
import type { Account } from '../../../shared/domain/account.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { Connection } from '../connection.ts';
import { FIELDS_OF_WRITE, given, merged, withChange, type Unconfirmed } from './unconfirmed.ts';

interface Kept {
  readonly crm: Lead | null;
  readonly body: Lead | null;
  readonly unconfirmed: Unconfirmed;
}

function readKept(connection: Connection, id: string): Kept {
  const row = connection.get('SELECT crm, body, unconfirmed FROM leads WHERE id = ?', id);
  const json = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : null);
  return {
    crm: json(row?.crm) as Lead | null,
    body: json(row?.body) as Lead | null,
    unconfirmed: json(row?.unconfirmed) ?? {},
  };
}

const UPSERT = `
  INSERT INTO leads (id, account_id, owner_id, stage, next_step_at_ms, words, crm, body, unconfirmed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, owner_id = excluded.owner_id, stage = excluded.stage,
    next_step_at_ms = excluded.next_step_at_ms, words = excluded.words, crm = excluded.crm, body = excluded.body,
    unconfirmed = excluded.unconfirmed`;

function keep(connection: Connection, id: string, { crm, body, unconfirmed }: Kept): void {
  const hasChanges = Object.keys(unconfirmed).length > 0;
  connection.run(
    UPSERT,
    id,
    body?.accountId ?? null,
    body?.ownerId ?? null,
    body?.stage ?? null,
    body?.nextStepAtMs ?? null,
    body === null ? null : wordsOf(connection, body),
    crm === null ? null : JSON.stringify(crm),
    body === null ? null : JSON.stringify(body),
    hasChanges ? JSON.stringify(unconfirmed) : null,
  );
}

const NAMED = `
  SELECT contacts.body AS contact, accounts.body AS account FROM contacts, accounts
  WHERE contacts.id = ? AND accounts.id = ? AND contacts.body IS NOT NULL AND accounts.body IS NOT NULL`;

function wordsOf(connection: Connection, lead: Pick<Lead, 'contactId' | 'accountId'>): string | null {
  const row = connection.get(NAMED, lead.contactId, lead.accountId);
  if (row === undefined) return null;
  const contact = JSON.parse(String(row.contact)) as Contact;
  const account = JSON.parse(String(row.account)) as Account;
  return [contact.name, contact.title, account.name, contact.email].join('\n').toLowerCase();
}

/** Says whether anything changed of what holds here. */
export function applyLead(connection: Connection, id: string, pulled: Lead | null): boolean {
  const kept = readKept(connection, id);
  if (pulled === null) {
    if (kept.crm === null) return false;
    keep(connection, id, { crm: null, body: null, unconfirmed: {} });
    return true;
  }
  const { lead, unconfirmed } = merged(kept.unconfirmed, kept.body, pulled);
  const after = { crm: pulled, body: lead, unconfirmed };
  if (JSON.stringify(after) === JSON.stringify(kept)) return false;
  keep(connection, id, after);
  return JSON.stringify(lead) !== JSON.stringify(kept.body);
}

export function putLead(connection: Connection, lead: Lead): void {
  const kept = readKept(connection, lead.contactId);
  keep(connection, lead.contactId, { ...kept, body: lead, unconfirmed: withChange(kept.unconfirmed, kept.body, lead) });
}

/** A write about the lead ended without the CRM taking it: what it carried is the CRM's own again. An import's lead is then gone. */
export function giveLeadBack(connection: Connection, id: string, write: keyof typeof FIELDS_OF_WRITE): void {
  const { crm, body, unconfirmed } = readKept(connection, id);
  if (body === null) return;
  if (crm === null) {
    if (write === 'lead') keep(connection, id, { crm: null, body: null, unconfirmed: {} });
    return;
  }
  const { lead, unconfirmed: still } = given(unconfirmed, body, crm, FIELDS_OF_WRITE[write]);
  keep(connection, id, { crm, body: lead, unconfirmed: still });
}

/** After a contact's or an account's copy changed: the words of the leads about it. */
export function nameLeads(connection: Connection, by: 'contact' | 'account', id: string): void {
  const rows = connection.all(
    `SELECT id, account_id FROM leads WHERE ${by === 'contact' ? 'id' : 'account_id'} = ? AND body IS NOT NULL`,
    id,
  );
  for (const row of rows) {
    const lead = { contactId: row.id, accountId: row.account_id } as Pick<Lead, 'contactId' | 'accountId'>;
    connection.run('UPDATE leads SET words = ? WHERE id = ?', wordsOf(connection, lead), lead.contactId);
  }
}
