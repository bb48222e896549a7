/** Opportunities as the board reads them: one with its records, a stage page by page, counts. It decides on no move. */
import type { Account, Tier } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { SegmentId } from '../../shared/domain/ids.ts';
import type { Opportunity } from '../../shared/domain/opportunity.ts';
import { EVERY_LEAD } from '../ports/agent-ledger.ts';
import type { OpportunityFile, OpportunityFilter, OpportunityLedger } from '../ports/opportunity-ledger.ts';
import type { Connection, Row } from './connection.ts';
import { conditionsOf } from './filter-conditions.ts';
import { segmentName } from './named-by.ts';
import { putOpportunity } from './opportunity-rows.ts';

const FILE = `
  SELECT opportunities.body AS opportunity, accounts.body AS account, contacts.body AS contact
  FROM opportunities JOIN contacts ON contacts.id = opportunities.contact_id JOIN accounts ON accounts.id = opportunities.account_id
  WHERE opportunities.words IS NOT NULL AND opportunities.id = ?`;

const asFile = (row: Row): OpportunityFile => ({
  opportunity: JSON.parse(String(row.opportunity)) as Opportunity,
  account: JSON.parse(String(row.account)) as Account,
  contact: JSON.parse(String(row.contact)) as Contact,
});

/** Of an opportunity's filter, which asks for no stages and queues of leads. */
const asked = (filter: OpportunityFilter) => conditionsOf({ ...EVERY_LEAD, ...filter }).all;

export function makeOpportunities(connection: Connection): OpportunityLedger {
  const read = (id: string): OpportunityFile | null => {
    const row = connection.get(FILE, id);
    return row === undefined ? null : asFile(row);
  };
  const counted = (filter: OpportunityFilter, by: 'tier' | 'segment_id'): Row[] => {
    const { sql, values } = asked(filter);
    return connection.all(
      `SELECT ${by} AS value, count(*) AS count FROM opportunities WHERE words IS NOT NULL${sql} GROUP BY 1 ORDER BY 1`,
      ...values,
    );
  };

  return {
    read,
    waiting(stage, filter, after, limit) {
      const { sql, values } = asked(filter);
      const rows = connection.all(
        `SELECT id, waits_from_ms FROM opportunities WHERE words IS NOT NULL AND stage = ? AND (waits_from_ms, id) > (?, ?)${sql}
         ORDER BY waits_from_ms, id LIMIT ?`,
        stage,
        after?.waitsFromMs ?? -1,
        after?.id ?? '',
        ...values,
        limit,
      );
      const last = rows.length < limit ? undefined : rows.at(-1);
      return {
        files: rows.flatMap((row) => read(String(row.id)) ?? []),
        next: last === undefined ? null : { waitsFromMs: Number(last.waits_from_ms), id: String(last.id) },
      };
    },
    count(stage, filter) {
      const { sql, values } = asked(filter);
      return Number(
        connection.get(
          `SELECT count(*) AS count FROM opportunities WHERE words IS NOT NULL AND stage = ?${sql}`,
          stage,
          ...values,
        )?.count,
      );
    },
    choices: (filter) => ({
      tiers: new Map(
        counted({ ...filter, tiers: [] }, 'tier').map(({ value, count }) => [value as Tier, Number(count)]),
      ),
      segments: new Map(
        counted({ ...filter, segments: [] }, 'segment_id').map(({ value, count }) => [
          value as SegmentId,
          { name: segmentName(connection, String(value)), count: Number(count) },
        ]),
      ),
    }),
    ofContact(contactId, stages) {
      const row = connection.get(
        `SELECT body FROM opportunities WHERE contact_id = ? AND stage IN (SELECT value FROM json_each(?)) AND body IS NOT NULL
         ORDER BY id LIMIT 1`,
        contactId,
        JSON.stringify(stages),
      );
      return row === undefined ? null : (JSON.parse(String(row.body)) as Opportunity);
    },
    put(opportunity) {
      connection.transact(() => putOpportunity(connection, opportunity));
    },
  };
}
