/** Whether a ledger file can be trusted: a whole database, ours, of a version we know. It reads, and writes only what migrations do. */
import type { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrations/migrate.ts';

/** What is wrong, in words for a person; null where nothing is. */
export type Fault = string | null;

export function readsAsDatabase(database: DatabaseSync): Fault {
  const row = database.prepare('PRAGMA quick_check(1)').get();
  return row?.quick_check === 'ok' ? null : `Its structure is broken (${String(row?.quick_check)}).`;
}

/** Brings it to our version; a fault where it can't be. */
export function bringToOurVersion(database: DatabaseSync): Fault {
  const migrated = migrate(database);
  switch (migrated.kind) {
    case 'current':
      return null;
    case 'newer':
      return `A newer version of Countersign wrote it (format ${migrated.version}). Update Countersign to open it.`;
    case 'foreign':
      return 'It is a database of another program.';
    case 'failed':
      return `It could not be brought up to this version (step ${migrated.step}: ${reasonOf(migrated.cause)}).`;
  }
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'unknown cause';
}
