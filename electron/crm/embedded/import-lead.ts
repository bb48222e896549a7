/**
 * Writes what enrichment found about a lead, with the records of an import. It must never move a lead (`lifecycle` does), and never give
 * a lead that is there another owner unless the actor may write ownership.
 */
import type { DatabaseSync } from 'node:sqlite';
import { Account } from '../../../shared/domain/account.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import { Lead } from '../../../shared/domain/lead.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import type { PushOp } from '../../ports/connector.ts';
import type { OpAnswer } from './op-answer.ts';
import { writeLead } from './rows.ts';
import { writeParties } from './write-parties.ts';
import { prepared } from './prepared.ts';

type LeadOp = Extract<PushOp, { kind: 'lead' }>;

const invalid = (because: string): OpAnswer => ({ kind: 'invalid', because });

export function importLead(database: DatabaseSync, op: LeadOp): OpAnswer {
  const { lead, account, contact } = op;
  for (const [schema, value] of [
    [Lead, lead],
    [Account.nullable(), account],
    [Contact.nullable(), contact],
  ] as const) {
    const fault = schema.safeParse(value).error?.issues[0];
    if (fault !== undefined) return invalid(`${fault.path.join('.')}: ${fault.message}`);
  }
  if (account !== null && account.id !== lead.accountId) return invalid('the lead belongs to another account');
  if (contact !== null && (contact.id !== lead.contactId || contact.accountId !== lead.accountId))
    return invalid('the lead belongs to another contact or account');
  if (lead.ownerId !== null && prepared(database, 'SELECT 1 FROM people WHERE id = ?').get(lead.ownerId) === undefined)
    return invalid(`the owner ${lead.ownerId} is not on the team`);

  const ownerOfNew = op.actor === 'agent' ? null : lead.ownerId;
  const refused = writeParties(database, { account, contact, ownerId: ownerOfNew, stage: 'new' });
  if (refused !== null) return refused;
  const party = prepared(
    database,
    `SELECT contacts.account_id, accounts.owner_id FROM contacts JOIN accounts ON accounts.id = contacts.account_id WHERE contacts.id = ?`,
  ).get(lead.contactId);
  if (party === undefined) return { kind: 'gone', because: `the contact ${lead.contactId} is not in the CRM any more` };
  if (party['account_id'] !== lead.accountId) return invalid('the contact belongs to another account');

  const before = prepared(database, 'SELECT owner_id FROM leads WHERE id = ?').get(lead.contactId);
  writeLead(database, lead, ownerFor(op, before, party['owner_id']));
  return { kind: 'ok', because: '' };
}

/** A lead that is new belongs to whom a person named, or with whom its account already is. */
function ownerFor(op: LeadOp, before: Record<string, unknown> | undefined, accountOwner: unknown): string | null {
  const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  if (mayWrite(op.actor, 'ownership') === 'write') return op.lead.ownerId;
  if (before !== undefined) return asText(before['owner_id']);
  return op.actor === 'agent' ? asText(accountOwner) : (op.lead.ownerId ?? asText(accountOwner));
}
