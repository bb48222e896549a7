/**
 * The newest time this desk has written (rail `clock`). It counts the main process's own times only: a time from the CRM or the
 * page could lie far ahead, and would stop all sending until then.
 */
import type { Connection } from './connection.ts';
import { readMeta } from './meta.ts';

export interface LatestTime {
  /** Takes part in the newest time once the open transaction commits. */
  note(atMs: number): void;
  read(): number;
}

const KEY = 'latest-at-ms';
const RAISE = `INSERT INTO meta (key, value) VALUES ('${KEY}', ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE excluded.value > value`;

export function makeLatestTime(connection: Connection): LatestTime {
  let noted = 0;
  connection.join({
    beforeCommit() {
      if (noted > 0) connection.run(RAISE, noted);
      noted = 0;
    },
    rolledBack() {
      noted = 0;
    },
  });
  return {
    note(atMs) {
      noted = Math.max(noted, atMs);
    },
    read() {
      const kept = readMeta(connection, KEY);
      return Math.max(typeof kept === 'number' ? kept : 0, noted);
    },
  };
}
