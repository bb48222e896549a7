/** Brings a ledger file to this version, one numbered step and one transaction at a time. It never goes back and never skips a step. */
import type { DatabaseSync } from 'node:sqlite';
import { copiesAndFeed } from './0001-copies-and-feed.ts';
import { decisionsAndSends } from './0002-decisions-and-sends.ts';
import { traceAndWriteBacks } from './0003-trace-and-write-backs.ts';
import { policies } from './0004-policies.ts';
import { trustLogSearch } from './0005-trust-log-search.ts';
import { mailboxFigures } from './0006-mailbox-figures.ts';
import { suppressionList } from './0007-suppression-list.ts';
import { agent } from './0008-agent.ts';
import { sendsByPackage } from './0009-sends-by-package.ts';
import { decoys } from './0010-decoys.ts';
import { board } from './0011-board.ts';
import { opportunities } from './0012-opportunities.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [
  copiesAndFeed,
  decisionsAndSends,
  traceAndWriteBacks,
  policies,
  trustLogSearch,
  mailboxFigures,
  suppressionList,
  agent,
  sendsByPackage,
  decoys,
  board,
  opportunities,
];

/** `CSLG`: tells our files from another program's database. */
const APPLICATION_ID = 0x43534c47;

type Migrated =
  | { readonly kind: 'current'; readonly from: number }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'failed'; readonly step: string; readonly cause: unknown };

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

/** A step that fails leaves the file as it was before that step. `steps` is for tests of single steps. */
export function migrate(database: DatabaseSync, steps: readonly Migration[] = MIGRATIONS): Migrated {
  const from = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (!isEmpty && application !== APPLICATION_ID) return { kind: 'foreign' };
  const newest = steps.at(-1)?.version ?? 0;
  if (from > newest) return { kind: 'newer', version: from };
  for (const step of steps) {
    if (step.version <= from) continue;
    try {
      database.exec('BEGIN IMMEDIATE');
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      database.exec(step.sql);
      database.exec(`PRAGMA user_version = ${step.version}`);
      database.exec('COMMIT');
    } catch (cause) {
      if (database.isTransaction) database.exec('ROLLBACK');
      return { kind: 'failed', step: `${step.version} ${step.name}`, cause };
    }
  }
  return { kind: 'current', from };
}
