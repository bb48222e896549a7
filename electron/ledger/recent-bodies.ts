/** The shapes of what each mailbox sent lately: hashed shingles, never words. As many as the policy compares with; the oldest go. */
import type { MailboxId } from '../../shared/domain/ids.ts';
import type { RecentBody } from '../../shared/domain/recent-body.ts';
import type { MailboxLedger } from '../ports/mailbox-ledger.ts';
import type { Connection, Row } from './connection.ts';
import type { Feed } from './feed.ts';
import { keepReads } from './kept-reads.ts';

type RecentBodies = Pick<MailboxLedger, 'keepBody' | 'recentBodies'>;

/** What was read last of one mailbox, and which rows those were. */
interface ReadBefore {
  readonly rows: string;
  readonly bodies: readonly RecentBody[];
  readonly byRow: ReadonlyMap<string, RecentBody>;
}

export function makeRecentBodies(connection: Connection, feed: Feed): RecentBodies {
  /** Read again only where rows changed, by whatever process: the gate asks with the same bodies for every send. */
  const before = new Map<string, ReadBefore>();

  /** The numbers of the rows, newest first. Rows are added and deleted, never changed, and a newer row has a higher number. */
  function rowsOf(mailboxId: MailboxId, limit: number): string {
    const row = connection.get(
      `SELECT group_concat(number) AS numbers FROM (
         SELECT rowid AS number FROM recent_bodies WHERE mailbox_id = ? ORDER BY sent_at_ms DESC, rowid DESC LIMIT ?)`,
      mailboxId,
      limit,
    );
    return typeof row?.numbers === 'string' ? row.numbers : '';
  }

  const rows = keepReads(connection, (key) => {
    const [mailboxId, limit] = JSON.parse(key) as [MailboxId, number];
    return rowsOf(mailboxId, limit);
  });

  function readRow(mailboxId: MailboxId, number: string): RecentBody {
    const row = connection.get(
      'SELECT send_id, sent_at_ms, account_name, shingles FROM recent_bodies WHERE rowid = ?',
      Number(number),
    );
    if (row === undefined) throw new Error(`Row ${number} of the recent bodies is gone.`);
    return toBody(mailboxId, row);
  }

  return {
    keepBody(body, most) {
      connection.transact(() => {
        const added = connection.run(
          `INSERT INTO recent_bodies (send_id, mailbox_id, sent_at_ms, account_name, shingles) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (send_id) DO NOTHING`,
          body.sendId,
          body.mailboxId,
          body.sentAtMs,
          body.accountName,
          toBytes(body.shingles),
        );
        if (added === 0) return;
        rows.forget();
        feed.put('recent-body', body.sendId, body);
        const old = connection.all(
          'SELECT send_id FROM recent_bodies WHERE mailbox_id = ? ORDER BY sent_at_ms DESC, rowid DESC LIMIT -1 OFFSET ?',
          body.mailboxId,
          most,
        );
        for (const { send_id } of old) {
          connection.run('DELETE FROM recent_bodies WHERE send_id = ?', String(send_id));
          feed.bury('recent-body', String(send_id));
        }
      });
    },
    recentBodies(mailboxId, limit) {
      const numbers = rows.read(JSON.stringify([mailboxId, limit]));
      const known = before.get(mailboxId);
      if (known?.rows === numbers) return known.bodies;
      // Of two lists all but the newest are the same: what was read once stays read.
      const byRow = new Map(
        (numbers === '' ? [] : numbers.split(',')).map((number) => [
          number,
          known?.byRow.get(number) ?? readRow(mailboxId, number),
        ]),
      );
      const bodies = [...byRow.values()];
      before.set(mailboxId, { rows: numbers, bodies, byRow });
      return bodies;
    },
  };
}

function toBody(mailboxId: MailboxId, row: Row): RecentBody {
  return {
    sendId: row.send_id as RecentBody['sendId'],
    mailboxId,
    sentAtMs: Number(row.sent_at_ms),
    accountName: String(row.account_name),
    shingles: row.shingles instanceof Uint8Array ? fromBytes(row.shingles) : [],
  };
}

/** Four bytes each, little-endian whatever the machine. */
function toBytes(shingles: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(shingles.length * 4);
  const view = new DataView(bytes.buffer);
  shingles.forEach((shingle, at) => view.setUint32(at * 4, shingle, true));
  return bytes;
}

function fromBytes(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 4 }, (_, at) => view.getUint32(at * 4, true));
}
