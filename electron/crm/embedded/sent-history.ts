/** What the demo's mailboxes had sent before the desk began, as the workspace's activities tell it. Reads only. */
import { DatabaseSync } from 'node:sqlite';

export interface SentBefore {
  readonly mailboxId: string;
  readonly messageId: string | null;
  readonly atMs: number;
}

/** Mail up to the moment the workspace was filled: what came later, the desk itself sent. Empty where that moment is not known. */
export function readSentHistory(path: string): readonly SentBefore[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare(
        `SELECT people.mailbox_id, activities.message_id, activities.at_ms FROM activities
         JOIN accounts ON accounts.id = activities.account_id JOIN people ON people.id = accounts.owner_id
         WHERE activities.channel = 'email' AND activities.direction = 'outbound'
           AND activities.at_ms <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'filled_at_ms')
         ORDER BY activities.at_ms`,
      )
      .all()
      .map((row) => ({
        mailboxId: String(row['mailbox_id']),
        messageId: typeof row['message_id'] === 'string' ? row['message_id'] : null,
        atMs: Number(row['at_ms']),
      }));
  } finally {
    database.close();
  }
}
