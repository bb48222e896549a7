/** What the filter of leads and opportunities asks, as SQL. It reads nothing itself. */
import type { LeadFilter } from '../ports/agent-ledger.ts';

/** What a filter asks, for lists and counts alike. Each of its values is bound in this order. */
export function conditionsOf({ ownerId, stages, queues, tiers, segments, search }: LeadFilter) {
  const conditions: string[] = [];
  const values: string[] = [];
  const add = (condition: string, value: string) => {
    conditions.push(` AND ${condition}`);
    values.push(value);
  };
  if (ownerId !== null) add('owner_id = ?', ownerId);
  if (stages.length > 0) add('stage IN (SELECT value FROM json_each(?))', JSON.stringify(stages));
  if (queues.length > 0) add('queue IN (SELECT value FROM json_each(?))', JSON.stringify(queues));
  if (tiers.length > 0) add('tier IN (SELECT value FROM json_each(?))', JSON.stringify(tiers));
  if (segments.length > 0) add('segment_id IN (SELECT value FROM json_each(?))', JSON.stringify(segments));
  const indexed = { sql: conditions.join(''), values: [...values] };
  const searched = search.trim().toLowerCase();
  if (searched !== '') add('instr(words, ?) > 0', searched);
  return { indexed, all: { sql: conditions.join(''), values }, isSearch: searched !== '' };
}
