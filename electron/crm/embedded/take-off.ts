/**
 * Takes an entry off whichever list it stands in. It goes by the row it has, not by what the caller says of it, and the row stays, marked,
 * so that every desk hears of the removal.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Person } from '../../../shared/domain/person.ts';
import { whyNotRemoveSuppression } from '../../../shared/policy/permissions.ts';
import type { SuppressionRemoval } from '../../ports/connector.ts';
import type { OpAnswer } from './op-answer.ts';
import { readSuppression } from './rows.ts';

export function takeOff(
  database: DatabaseSync,
  { entry, personId, because, writtenRequest }: SuppressionRemoval,
  team: readonly Person[],
  nowMs: number,
): OpAnswer {
  const person = team.find(({ id }) => id === personId);
  if (person === undefined) return { kind: 'forbidden', because: `${personId} is not on the team` };
  const found = (['suppressions', 'opt_outs'] as const).flatMap((list) => {
    const row = database.prepare(`SELECT * FROM ${list} WHERE id = ? AND removed_at_ms IS NULL`).get(entry.id);
    return row === undefined ? [] : [{ list, row }];
  });
  if (found.length === 0) return { kind: 'gone', because: `the entry ${entry.id} is not on the list any more` };
  for (const { row } of found) {
    const read = readSuppression(row);
    if (read.kind === 'unreadable')
      return { kind: 'invalid', because: `the entry ${entry.id} can’t be read (${read.field})` };
    const why = whyNotRemoveSuppression(person.role, { entryReason: read.value.reason, because, writtenRequest });
    if (why !== null) return { kind: 'forbidden', because: why };
  }
  for (const { list } of found)
    database.prepare(`UPDATE ${list} SET removed_at_ms = ? WHERE id = ?`).run(nowMs, entry.id);
  return { kind: 'ok', because: '' };
}
