/** Replies with their feed items: the body lies in the feed, and here is what it is found by. It reads nothing out of one. */
import type { Reply } from '../../../shared/domain/reply.ts';
import type { AgentLedger } from '../../ports/agent-ledger.ts';
import type { Connection, Row } from '../connection.ts';
import type { Feed } from '../feed.ts';

export function makeReplies(connection: Connection, feed: Feed): AgentLedger['replies'] {
  const bodies = (rows: readonly Row[]): readonly Reply[] =>
    rows.flatMap((row) => feed.read('reply', String(row.id)) ?? []);

  return {
    put(reply) {
      connection.transact(() => {
        connection.run(
          `INSERT INTO replies (id, contact_id, state, at_ms) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET contact_id = excluded.contact_id, state = excluded.state, at_ms = excluded.at_ms`,
          reply.id,
          reply.contactId,
          reply.state,
          reply.atMs,
        );
        feed.put('reply', reply.id, reply);
      });
    },
    read: (id) => feed.read('reply', id),
    inState: (state, limit) =>
      bodies(connection.all('SELECT id FROM replies WHERE state = ? ORDER BY at_ms, id LIMIT ?', state, limit)),
    ofContact: (contactId, limit) =>
      bodies(
        connection.all('SELECT id FROM replies WHERE contact_id = ? ORDER BY at_ms DESC, id LIMIT ?', contactId, limit),
      ),
  };
}
