/** Leads as rows: what the CRM said, what holds here, and what a list finds them by. It never asks the CRM and moves no lead. */
import type { Lead } from '../../../shared/domain/lead.ts';
import type { Connection } from '../connection.ts';
import { namedBy, UNNAMED } from '../named-by.ts';
import { trackFields, type Unconfirmed } from '../unconfirmed.ts';
import type { StaleWorlds } from '../world-refresh.ts';

const FIELDS = ['ownerId', 'stage', 'nextStepAtMs', 'signals', 'facts'] as const satisfies readonly (keyof Lead)[];
type LeadField = (typeof FIELDS)[number];
const { withChange, merged, given } = trackFields<Lead, LeadField>(FIELDS);

/** The fields that each kind of write carries. */
const FIELDS_OF_WRITE = {
  lifecycle: ['stage'],
  lead: ['ownerId', 'nextStepAtMs', 'signals', 'facts'],
} as const satisfies Record<string, readonly LeadField[]>;

interface Kept {
  readonly crm: Lead | null;
  readonly body: Lead | null;
  readonly unconfirmed: Unconfirmed<LeadField>;
  /** When it came into its stage; null where nobody saw it. */
  readonly stageSinceMs: number | null;
}

function readKept(connection: Connection, id: string): Kept {
  const row = connection.get('SELECT crm, body, unconfirmed, stage_since_ms FROM leads WHERE id = ?', id);
  const json = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : null);
  return {
    crm: json(row?.crm) as Lead | null,
    body: json(row?.body) as Lead | null,
    unconfirmed: json(row?.unconfirmed) ?? {},
    stageSinceMs: typeof row?.stage_since_ms === 'number' ? row.stage_since_ms : null,
  };
}

const UPSERT = `
  INSERT INTO leads (id, account_id, owner_id, stage, stage_since_ms, next_step_at_ms, words, tier, segment_id, crm, body, unconfirmed)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, owner_id = excluded.owner_id, stage = excluded.stage,
    stage_since_ms = excluded.stage_since_ms, next_step_at_ms = excluded.next_step_at_ms, words = excluded.words,
    tier = excluded.tier, segment_id = excluded.segment_id, crm = excluded.crm, body = excluded.body,
    unconfirmed = excluded.unconfirmed`;

function keep(
  connection: Connection,
  stale: StaleWorlds,
  id: string,
  before: Kept,
  { crm, body, unconfirmed, stageSinceMs }: Kept,
): void {
  // The gate refuses what waits for somebody whom a person ruled out.
  if ((before.body?.stage === 'disqualified') !== (body?.stage === 'disqualified')) stale.contact(id);
  const hasChanges = Object.keys(unconfirmed).length > 0;
  const named = body === null ? UNNAMED : namedBy(connection, body);
  connection.run(
    UPSERT,
    id,
    body?.accountId ?? null,
    body?.ownerId ?? null,
    body?.stage ?? null,
    body === null ? null : stageSinceMs,
    body?.nextStepAtMs ?? null,
    named.words,
    named.tier,
    named.segmentId,
    crm === null ? null : JSON.stringify(crm),
    body === null ? null : JSON.stringify(body),
    hasChanges ? JSON.stringify(unconfirmed) : null,
  );
}

/**
 * Says whether anything changed of what holds here. `seenAtMs`: when a stage that the CRM changed came to be so; null where the CRM was last
 * asked too long ago to say.
 */
export function applyLead(
  connection: Connection,
  stale: StaleWorlds,
  id: string,
  pulled: Lead | null,
  seenAtMs: number | null,
): boolean {
  const kept = readKept(connection, id);
  if (pulled === null) {
    if (kept.crm === null) return false;
    keep(connection, stale, id, kept, GONE);
    return true;
  }
  const { body: lead, unconfirmed } = merged(kept.unconfirmed, kept.body, pulled);
  const stageSinceMs = sinceAfter(kept, lead, kept.body === null ? null : seenAtMs);
  const after: Kept = { crm: pulled, body: lead, unconfirmed, stageSinceMs };
  if (JSON.stringify(after) === JSON.stringify(kept)) return false;
  keep(connection, stale, id, kept, after);
  return JSON.stringify(lead) !== JSON.stringify(kept.body);
}

/** `sinceMs`: when it came into the stage it is put into, where that is another one. */
export function putLead(connection: Connection, stale: StaleWorlds, lead: Lead, sinceMs: number | null): void {
  const kept = readKept(connection, lead.contactId);
  const unconfirmed = withChange(kept.unconfirmed, kept.body, lead);
  keep(connection, stale, lead.contactId, kept, {
    ...kept,
    body: lead,
    unconfirmed,
    stageSinceMs: sinceAfter(kept, lead, sinceMs),
  });
}

const GONE: Kept = { crm: null, body: null, unconfirmed: {}, stageSinceMs: null };

const sinceAfter = (kept: Kept, lead: Lead, sinceMs: number | null): number | null =>
  kept.body?.stage === lead.stage ? kept.stageSinceMs : sinceMs;

/** A write about the lead ended without the CRM taking it: what it carried is the CRM's own again. An import's lead is then gone. */
export function giveLeadBack(
  connection: Connection,
  stale: StaleWorlds,
  id: string,
  write: keyof typeof FIELDS_OF_WRITE,
): void {
  const kept = readKept(connection, id);
  const { crm, body, unconfirmed } = kept;
  if (body === null) return;
  if (crm === null) {
    if (write === 'lead') keep(connection, stale, id, kept, GONE);
    return;
  }
  const { body: lead, unconfirmed: still } = given(unconfirmed, body, crm, FIELDS_OF_WRITE[write]);
  // It was in the CRM's stage all along, and nobody has kept since when.
  keep(connection, stale, id, kept, {
    crm,
    body: lead,
    unconfirmed: still,
    stageSinceMs: sinceAfter(kept, lead, null),
  });
}
