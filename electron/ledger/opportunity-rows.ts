/** Opportunities as rows: what the CRM said, what holds here, and what a list finds them by. It never asks the CRM and moves none. */
import type { Opportunity } from '../../shared/domain/opportunity.ts';
import type { Connection } from './connection.ts';
import { namedBy, UNNAMED } from './named-by.ts';
import { trackFields, type Unconfirmed } from './unconfirmed.ts';

/** A move changes where it stands; everything else is the CRM's. */
const TRACKED = ['standing'] as const;
const { withChange, merged, given } = trackFields<Opportunity, 'standing'>(TRACKED);

interface Kept {
  readonly crm: Opportunity | null;
  readonly body: Opportunity | null;
  readonly unconfirmed: Unconfirmed<'standing'>;
}
const GONE: Kept = { crm: null, body: null, unconfirmed: {} };

function readKept(connection: Connection, id: string): Kept {
  const row = connection.get('SELECT crm, body, unconfirmed FROM opportunities WHERE id = ?', id);
  const json = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : null);
  return {
    crm: json(row?.crm) as Opportunity | null,
    body: json(row?.body) as Opportunity | null,
    unconfirmed: json(row?.unconfirmed) ?? {},
  };
}

const UPSERT = `
  INSERT INTO opportunities (id, account_id, contact_id, owner_id, stage, since_ms, words, tier, segment_id, crm, body, unconfirmed)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, contact_id = excluded.contact_id, owner_id = excluded.owner_id,
    stage = excluded.stage, since_ms = excluded.since_ms, words = excluded.words, tier = excluded.tier, segment_id = excluded.segment_id,
    crm = excluded.crm, body = excluded.body, unconfirmed = excluded.unconfirmed`;

function keep(connection: Connection, id: string, { crm, body, unconfirmed }: Kept): void {
  const named = body === null ? UNNAMED : namedBy(connection, body);
  const text = (value: object | null) => (value === null ? null : JSON.stringify(value));
  connection.run(
    UPSERT,
    id,
    body?.accountId ?? null,
    body?.contactId ?? null,
    body?.ownerId ?? null,
    body?.standing.stage ?? null,
    body?.standing.sinceAtMs ?? null,
    named.words,
    named.tier,
    named.segmentId,
    text(crm),
    text(body),
    Object.keys(unconfirmed).length > 0 ? JSON.stringify(unconfirmed) : null,
  );
}

/** Says whether anything changed of what holds here. */
export function applyOpportunity(connection: Connection, id: string, pulled: Opportunity | null): boolean {
  const kept = readKept(connection, id);
  if (pulled === null) {
    if (kept.crm === null) return false;
    keep(connection, id, GONE);
    return true;
  }
  const after: Kept = { crm: pulled, ...merged(kept.unconfirmed, kept.body, pulled) };
  if (JSON.stringify(after) === JSON.stringify(kept)) return false;
  keep(connection, id, after);
  return JSON.stringify(after.body) !== JSON.stringify(kept.body);
}

export function putOpportunity(connection: Connection, opportunity: Opportunity): void {
  const kept = readKept(connection, opportunity.id);
  const unconfirmed = withChange(kept.unconfirmed, kept.body, opportunity);
  keep(connection, opportunity.id, { ...kept, body: opportunity, unconfirmed });
}

/** A write about it ended without the CRM taking it: it stands where the CRM has it, and one that the CRM never had is gone. */
export function giveOpportunityBack(
  connection: Connection,
  id: string,
  write: 'opportunity' | 'opportunity-stage',
): void {
  const { crm, body, unconfirmed } = readKept(connection, id);
  if (body === null) return;
  if (crm !== null) keep(connection, id, { crm, ...given(unconfirmed, body, crm, TRACKED) });
  else if (write === 'opportunity') keep(connection, id, GONE);
  // The CRM has it and has not shown it yet: its next word holds.
  else keep(connection, id, { crm, body, unconfirmed: {} });
}
