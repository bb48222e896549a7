/** Which suppression entries mean a recipient, found by index however long the list is. The rule itself is policy's, never this file's. */
import type { Suppression } from '../../shared/domain/suppression.ts';
import { recipientKeys } from '../../shared/policy/suppression-keys.ts';
import { matchesRecipient, type Recipient } from '../../shared/policy/suppression-match.ts';
import type { Connection } from './connection.ts';

/** Entries that match the recipient by any scope and have not expired. */
export function matchingEntries(connection: Connection, recipient: Recipient, nowMs: number): readonly Suppression[] {
  return connection
    .all(
      'SELECT body FROM suppressions WHERE match_key IN (SELECT value FROM json_each(?)) ORDER BY id',
      JSON.stringify(recipientKeys(recipient)),
    )
    .map((row) => JSON.parse(String(row.body)) as Suppression)
    .filter((entry) => matchesRecipient(entry, recipient, nowMs));
}
