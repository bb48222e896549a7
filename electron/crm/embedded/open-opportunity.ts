/** Writes a new opportunity, and where one stands. It must never change whose it is, its amount or its close date: no write of the desk carries them. */
import type { DatabaseSync } from 'node:sqlite';
import { Opportunity } from '../../../shared/domain/opportunity.ts';
import type { PushOp } from '../../ports/connector.ts';
import type { OpAnswer } from './op-answer.ts';
import { prepared } from './prepared.ts';
import { addOpportunity } from './rows.ts';

type OpOf<K extends PushOp['kind']> = Extract<PushOp, { kind: K }>;

const invalid = (because: string): OpAnswer => ({ kind: 'invalid', because });

export function openOpportunity(database: DatabaseSync, { opportunity }: OpOf<'opportunity'>): OpAnswer {
  const fault = Opportunity.safeParse(opportunity).error?.issues[0];
  if (fault !== undefined) return invalid(`${fault.path.join('.')}: ${fault.message}`);
  const { accountId, contactId, ownerId } = opportunity;
  const contact = prepared(database, 'SELECT account_id FROM contacts WHERE id = ?').get(contactId);
  if (contact === undefined) return { kind: 'gone', because: `the contact ${contactId} is not in the CRM any more` };
  if (contact['account_id'] !== accountId) return invalid('the contact belongs to another account');
  if (ownerId !== null && prepared(database, 'SELECT 1 FROM people WHERE id = ?').get(ownerId) === undefined)
    return invalid(`the owner ${ownerId} is not on the team`);
  return addOpportunity(database, opportunity)
    ? { kind: 'ok', because: '' }
    : { kind: 'conflict', because: 'another opportunity has this id' };
}

export function moveOpportunity(
  database: DatabaseSync,
  { opportunityId, standing }: OpOf<'opportunity-stage'>,
): OpAnswer {
  const fault = Opportunity.shape.standing.safeParse(standing).error?.issues[0];
  if (fault !== undefined) return invalid(`${fault.path.join('.')}: ${fault.message}`);
  const { changes } = prepared(
    database,
    'UPDATE opportunities SET stage = ?, stage_since_ms = ?, stage_because = ? WHERE id = ?',
  ).run(standing.stage, standing.sinceAtMs, standing.because, opportunityId);
  return Number(changes) > 0
    ? { kind: 'ok', because: '' }
    : { kind: 'gone', because: `the opportunity ${opportunityId} is not in the CRM any more` };
}
