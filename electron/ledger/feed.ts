/** The change feed: the latest body of each object under a number that only rises. It stores what it is given and decides nothing. */
import { FEED_TEXTS, type FeedBody, type FeedItem, type FeedKind, type FeedPage } from '../../shared/ipc/feed.ts';
import type { FeedLedger, FeedText } from '../ports/ledger.ts';
import type { Connection } from './connection.ts';
import { keepReads } from './kept-reads.ts';
import { readMeta, writeMeta } from './meta.ts';

/** The feed as the ledger's own parts write it. */
export interface Feed extends FeedLedger {
  /** Stores the body under a new number where it differs from the one kept; says whether it did. */
  put<K extends FeedKind>(kind: K, id: string, body: FeedBody<K>): boolean;
  /** Leaves a tombstone where there was a body. */
  bury(kind: FeedKind, id: string): boolean;
  /** Changes one package's review state in place, without parsing its body. */
  putPackageState(id: string, state: string): boolean;
  read<K extends FeedKind>(kind: K, id: string): FeedBody<K> | null;
}

/** The team, the policy and the desk's figures stand under their kind's own name: long texts that every look at the gate needs. */
const isSingle = (kind: string, id: string): boolean => kind === id;

/** Where a page of long bodies ends early, so that no page is too big for one message. */
const PAGE_CHARS = 8 * 1024 * 1024;

const EPOCH_KEY = 'epoch';
const NEXT_SEQ = '(SELECT coalesce(max(seq), 0) + 1 FROM feed)';
// The old row goes and the new one gets the next number. Numbers never come again, because the newest row is only ever replaced by a newer.
const PUT = `
  WITH new (kind, id, body) AS (VALUES (?, ?, ?))
  INSERT OR REPLACE INTO feed (seq, kind, id, body)
  SELECT ${NEXT_SEQ}, kind, id, body FROM new
  WHERE NOT EXISTS (SELECT 1 FROM feed WHERE feed.kind = new.kind AND feed.id = new.id AND feed.body = new.body)`;
const BURY = `
  INSERT OR REPLACE INTO feed (seq, kind, id, body)
  SELECT ${NEXT_SEQ}, kind, id, NULL FROM feed WHERE kind = ? AND id = ? AND body IS NOT NULL`;
const OF_KINDS = 'kind IN (SELECT value FROM json_each(?))';
const PUT_STATE = `
  INSERT OR REPLACE INTO feed (seq, kind, id, body)
  SELECT ${NEXT_SEQ}, kind, id, json_set(body, '$.review.state', ?) FROM feed
  WHERE kind = 'package' AND id = ? AND body IS NOT NULL AND body ->> '$.review.state' <> ?`;

export function makeFeed(connection: Connection, newEpoch: () => string): Feed {
  const epoch = connection.transact(() => {
    const kept = readMeta(connection, EPOCH_KEY);
    if (typeof kept === 'string') return kept;
    const made = newEpoch();
    writeMeta(connection, EPOCH_KEY, made);
    return made;
  });
  const listeners = new Set<(latestSeq: number) => void>();
  let hasAdvanced = false;

  const latestSeq = () => Number(connection.get('SELECT coalesce(max(seq), 0) AS seq FROM feed')?.seq);

  function tell(): void {
    if (!hasAdvanced) return;
    hasAdvanced = false;
    const latest = latestSeq();
    for (const listener of listeners) {
      try {
        listener(latest);
      } catch (cause) {
        // The transaction stands: a listener's fault must not look like its failure, and must not be lost either.
        queueMicrotask(() => {
          throw cause;
        });
      }
    }
  }

  connection.join({
    afterCommit: tell,
    rolledBack: () => {
      hasAdvanced = false;
    },
  });

  const singles = keepReads(connection, (kind) => readRow(kind, kind));

  /** Runs one of the statements that add an item where something changes. */
  function add(sql: string, ...values: string[]): boolean {
    return connection.transact(() => {
      const added = connection.run(sql, ...values) > 0;
      // Inside, so that a put outside any other transaction is told of at its own commit.
      if (added) hasAdvanced = true;
      return added;
    });
  }

  function readText(kind: FeedKind, id: string): string | null {
    return isSingle(kind, id) ? singles.read(kind) : readRow(kind, id);
  }

  function readRow(kind: string, id: string): string | null {
    const body = connection.get('SELECT body FROM feed WHERE kind = ? AND id = ?', kind, id)?.body;
    return typeof body === 'string' ? body : null;
  }

  return {
    epoch,
    latestSeq,
    page(readerEpoch, afterSeq, limit) {
      const latest = latestSeq();
      // A reader that is ahead of us read a file that has since been put back from a copy: it starts over as well.
      const after = readerEpoch === epoch && afterSeq <= latest ? afterSeq : 0;
      const items: FeedItem[] = [];
      let chars = 0;
      for (const row of connection.each(
        'SELECT seq, kind, id, body FROM feed WHERE seq > ? ORDER BY seq LIMIT ?',
        after,
        limit,
      )) {
        const text = typeof row.body === 'string' ? row.body : null;
        items.push({
          kind: row.kind,
          id: row.id,
          seq: row.seq,
          body: text === null || Object.hasOwn(FEED_TEXTS, String(row.kind)) ? text : (JSON.parse(text) as unknown),
        } as FeedItem);
        chars += text?.length ?? 0;
        if (chars >= PAGE_CHARS) break;
      }
      const upToSeq = items.at(-1)?.seq ?? latest;
      return { epoch, items, upToSeq, latestSeq: latest, more: upToSeq < latest } satisfies FeedPage;
    },
    readText,
    texts: (kinds, afterSeq, limit) =>
      connection
        .all(
          `SELECT seq, kind, id, body AS text FROM feed WHERE seq > ? AND ${OF_KINDS} ORDER BY seq LIMIT ?`,
          afterSeq,
          JSON.stringify(kinds),
          limit,
        )
        .map((row) => row as unknown as FeedText<(typeof kinds)[number]>),
    countAfter: (kinds, afterSeq) =>
      Number(
        connection.get(
          `SELECT count(*) AS count FROM feed WHERE seq > ? AND ${OF_KINDS}`,
          afterSeq,
          JSON.stringify(kinds),
        )?.count,
      ),
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put(kind, id, body) {
      singles.forget(kind);
      return add(PUT, kind, id, JSON.stringify(body));
    },
    bury(kind, id) {
      singles.forget(kind);
      return add(BURY, kind, id);
    },
    putPackageState: (id, state) => add(PUT_STATE, state, id, state),
    read<K extends FeedKind>(kind: K, id: string) {
      const text = readText(kind, id);
      return text === null ? null : (JSON.parse(text) as FeedBody<K>);
    },
  };
}
