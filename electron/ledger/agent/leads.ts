/** The agent's view of the leads: one with its records, pages, counts, and where each stands. It chooses nobody to write to. */
import type { Account, Tier } from '../../../shared/domain/account.ts';
import type { LeadStanding } from '../../../shared/domain/agent-run.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Engagement } from '../../../shared/domain/engagement.ts';
import type { ContactId, SegmentId } from '../../../shared/domain/ids.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { PackageState } from '../../../shared/domain/handoff-package.ts';
import type { LifecycleStage } from '../../../shared/domain/lifecycle-stage.ts';
import type { Touch } from '../../../shared/domain/touch.ts';
import type { z } from 'zod';
import type { AgentLedger, LeadFile, LeadFilter } from '../../ports/agent-ledger.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Connection, Row } from '../connection.ts';
import type { Feed } from '../feed.ts';
import { conditionsOf } from '../filter-conditions.ts';
import { segmentName } from '../named-by.ts';
import { readContactWorld } from '../package-world.ts';
import type { StaleWorlds } from '../world-refresh.ts';
import { putLead } from './lead-rows.ts';

const FILE = `
  SELECT leads.body AS lead, leads.standing AS standing, leads.stage_since_ms AS since, accounts.body AS account, contacts.body AS contact
  FROM leads JOIN contacts ON contacts.id = leads.id JOIN accounts ON accounts.id = leads.account_id
  WHERE leads.words IS NOT NULL AND leads.id = ?`;

function asFile(row: Row): LeadFile {
  return {
    lead: JSON.parse(String(row.lead)) as Lead,
    account: JSON.parse(String(row.account)) as Account,
    contact: JSON.parse(String(row.contact)) as Contact,
    standing: typeof row.standing === 'string' ? (JSON.parse(row.standing) as LeadStanding) : null,
    stageSinceMs: typeof row.since === 'number' ? row.since : null,
  };
}

/** In a person's hands, or decided and on its way: nothing else is written to the contact meanwhile. */
const UNDER_WAY: readonly PackageState[] = [
  'ready',
  'opened',
  'snoozed',
  'approved',
  'escalated',
  'released',
  'deferred',
  'uncertain',
];
/** A sequence does not go on from these. */
const ENDED: readonly LifecycleStage[] = ['escalated', 'qualifying', 'meeting-set', 'disqualified', 'nurture'];

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

const SEQUENCING = `
  SELECT DISTINCT sent.contact_id FROM packages AS sent
  WHERE sent.owner_id = ? AND sent.state = 'sent' AND sent.gone = 0
    AND NOT EXISTS (SELECT 1 FROM packages AS other WHERE other.contact_id = sent.contact_id AND other.gone = 0 AND other.state IN (${oneOf(UNDER_WAY)}))
    AND NOT EXISTS (SELECT 1 FROM leads WHERE leads.id = sent.contact_id AND leads.stage IN (${oneOf(ENDED)}))
  ORDER BY max(
    coalesce((SELECT max(at_ms) FROM touches WHERE touches.contact_id = sent.contact_id), 0),
    coalesce((SELECT max(touched_at_ms) FROM sends WHERE sends.contact_id = sent.contact_id AND touched_at_ms IS NOT NULL), 0)
  ), sent.contact_id LIMIT ?`;

export function makeLeads({
  connection,
  feed,
  stale,
  clock,
}: {
  readonly connection: Connection;
  readonly feed: Feed;
  readonly stale: StaleWorlds;
  readonly clock: Clock;
}): AgentLedger['leads'] {
  const read = (id: string): LeadFile | null => {
    const row = connection.get(FILE, id);
    return row === undefined ? null : asFile(row);
  };

  /** How many leads pass, for each value of `by`, in its order; without a search out of the kept counts. */
  const counted = (filter: LeadFilter, by: string): Row[] => {
    const { all, indexed, isSearch } = conditionsOf(filter);
    return isSearch
      ? connection.all(
          `SELECT ${by}, count(*) AS leads FROM leads WHERE words IS NOT NULL${all.sql} GROUP BY 1 ORDER BY 1`,
          ...all.values,
        )
      : connection.all(
          `SELECT ${by}, sum(leads) AS leads FROM lead_counts WHERE leads > 0${indexed.sql} GROUP BY 1 ORDER BY 1`,
          ...indexed.values,
        );
  };

  return {
    read,
    page(filter, afterId, limit) {
      const { all } = conditionsOf(filter);
      return connection
        .all(
          `SELECT id FROM leads WHERE words IS NOT NULL AND id > ?${all.sql} ORDER BY id LIMIT ?`,
          afterId ?? '',
          ...all.values,
          limit,
        )
        .flatMap((row) => read(String(row.id)) ?? []);
    },
    waiting(stage, filter, after, limit) {
      const { all } = conditionsOf({ ...filter, stages: [] });
      const rows = connection.all(
        `SELECT id, waits_from_ms FROM leads WHERE words IS NOT NULL AND stage = ? AND (waits_from_ms, id) > (?, ?)${all.sql}
         ORDER BY waits_from_ms, id LIMIT ?`,
        stage,
        after?.waitsFromMs ?? -1,
        after?.id ?? '',
        ...all.values,
        limit,
      );
      const last = rows.length < limit ? undefined : rows.at(-1);
      return {
        files: rows.flatMap((row) => read(String(row.id)) ?? []),
        next: last === undefined ? null : { waitsFromMs: Number(last.waits_from_ms), id: String(last.id) },
      };
    },
    count: (filter) => Number(counted(filter, 'true AS every')[0]?.leads ?? 0),
    choices(filter) {
      const tiers = new Map<Tier, number>(filter.tiers.map((tier) => [tier, 0]));
      for (const { tier, leads } of counted({ ...filter, tiers: [] }, 'tier')) tiers.set(tier as Tier, Number(leads));
      const segments = new Map<SegmentId, number>(filter.segments.map((id) => [id, 0]));
      for (const { segment_id, leads } of counted({ ...filter, segments: [] }, 'segment_id'))
        segments.set(segment_id as SegmentId, Number(leads));
      return {
        tiers: [...tiers].map(([tier, leads]) => ({ tier, leads })).sort((one, other) => one.tier - other.tier),
        segments: [...segments]
          .map(([segmentId, leads]) => ({ segmentId, name: segmentName(connection, segmentId), leads }))
          .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)),
      };
    },
    nextStepDue: (ownerId, nowMs, limit) =>
      connection
        .all(
          `SELECT id FROM leads WHERE words IS NOT NULL AND next_step_at_ms IS NOT NULL AND next_step_at_ms <= ? AND stage = 'nurture'
             AND (?2 IS NULL OR owner_id = ?2) ORDER BY next_step_at_ms, id LIMIT ?3`,
          nowMs,
          ownerId,
          limit,
        )
        .map((row) => row.id as ContactId),
    put(lead) {
      connection.transact(() => putLead(connection, stale, lead, clock.nowMs()));
    },
    putBack({ lead, stageSinceMs }) {
      connection.transact(() => putLead(connection, stale, lead, stageSinceMs));
    },
    setStanding(standing) {
      connection.transact(() =>
        connection.run(
          'INSERT INTO leads (id, queue, standing) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET queue = excluded.queue, standing = excluded.standing',
          standing.contactId,
          standing.queue,
          JSON.stringify(standing),
        ),
      );
    },
    touches: (contactId, limit) =>
      connection
        .all(
          'SELECT body FROM touches WHERE contact_id = ? AND body IS NOT NULL ORDER BY at_ms DESC, id LIMIT ?',
          contactId,
          limit,
        )
        .map((row) => JSON.parse(String(row.body)) as Touch),
    engagement: (contactId, limit) =>
      connection
        .all(
          'SELECT body FROM engagements WHERE contact_id = ? AND body IS NOT NULL ORDER BY at_ms DESC, id LIMIT ?',
          contactId,
          limit,
        )
        .map((row) => JSON.parse(String(row.body)) as z.infer<typeof Engagement>),
    world(contactId, nowMs) {
      const file = read(contactId);
      if (file === null) return null;
      const { lead, contact } = file;
      return readContactWorld(connection, { ...lead, email: contact.email }, nowMs);
    },
    packages: (contactId, limit) =>
      connection
        .all('SELECT id FROM packages WHERE contact_id = ? AND gone = 0', contactId)
        .flatMap((row) => feed.read('package', String(row.id)) ?? [])
        .sort((one, other) => other.review.readyAtMs - one.review.readyAtMs || (one.id < other.id ? 1 : -1))
        .slice(0, limit),
    sequencing: (ownerId, limit) =>
      connection.all(SEQUENCING, ownerId, limit).map((row) => row.contact_id as ContactId),
  };
}
