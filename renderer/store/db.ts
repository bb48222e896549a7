/**
 * Opens the page's stores in IndexedDB. One database, two handles: `relaxed` for copies the feed can bring again, `strict` for
 * what only this page knows (decisions, edits). It never decides what goes in.
 */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { RecentBody } from '../../shared/domain/recent-body.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { DeskWorld } from '../../shared/domain/world.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { FIRST_STORES } from './migrations/1-first-stores.ts';
import { RECENT_BODIES } from './migrations/2-recent-bodies.ts';
import { REPLIES } from './migrations/3-replies.ts';
import { VERSIONS_IN_ROWS } from './migrations/4-versions-in-rows.ts';
import { TEXTS } from './migrations/5-texts.ts';
import type { ReplyRow } from './reply-rows.ts';
import type {
  CounterRow,
  DecisionRow,
  EditRow,
  MetaRow,
  OutboxRow,
  PackageRow,
  ReviewRow,
  SendRow,
  SummaryRow,
  WorldRow,
} from './rows.ts';

/** The single records: there is one of each. */
export type SingleRow =
  | { readonly key: 'desk'; readonly body: DeskWorld }
  | { readonly key: 'policy'; readonly body: PolicyDocument }
  | { readonly key: 'people'; readonly body: readonly Person[] };

export type Stores = Dexie & {
  readonly summaries: EntityTable<SummaryRow, 'id'>;
  readonly packages: EntityTable<PackageRow, 'id'>;
  readonly worlds: EntityTable<WorldRow, 'packageId'>;
  readonly decisions: EntityTable<DecisionRow, 'id'>;
  readonly outbox: EntityTable<OutboxRow, 'decisionId'>;
  readonly sends: EntityTable<SendRow, 'id'>;
  readonly escalations: EntityTable<Escalation, 'id'>;
  readonly edits: EntityTable<EditRow, 'packageId'>;
  readonly singles: Table<SingleRow, SingleRow['key']>;
  readonly counters: EntityTable<CounterRow, 'key'>;
  readonly review: EntityTable<ReviewRow, 'packageId'>;
  readonly meta: Table<MetaRow, MetaRow['key']>;
  readonly recentBodies: EntityTable<RecentBody, 'sendId'>;
  readonly replies: EntityTable<Reply, 'id'>;
  readonly replyRows: EntityTable<ReplyRow, 'id'>;
};

export interface DeskDb {
  /** Commits may be lost with the power; the feed brings them again. */
  readonly relaxed: Stores;
  /** A commit that was answered is on disk. */
  readonly strict: Stores;
  close(): void;
}

/** Every numbered version, oldest first. */
export const MIGRATIONS = [FIRST_STORES, RECENT_BODIES, REPLIES, VERSIONS_IN_ROWS, TEXTS] as const;

function handle(name: string, durability: 'strict' | 'relaxed'): Stores {
  // Dexie's own query cache would hold whole results a second time; the screen keeps what it shows.
  const dexie = new Dexie(name, { chromeTransactionDurability: durability, cache: 'disabled' });
  for (const migration of MIGRATIONS) {
    const version = dexie.version(migration.version).stores(migration.stores);
    if ('upgrade' in migration) version.upgrade(migration.upgrade);
  }
  return dexie as Stores;
}

/** Both handles on the database of that name. Nothing is opened before the first use. */
export function createDeskDb(name: string): DeskDb {
  const relaxed = handle(name, 'relaxed');
  const strict = handle(name, 'strict');
  return {
    relaxed,
    strict,
    close() {
      relaxed.close();
      strict.close();
    },
  };
}

let current: DeskDb | null = null;

/** This page's database. */
export function deskDb(): DeskDb {
  current ??= createDeskDb('countersign');
  return current;
}

/** Makes another database this page's, for tests that need their own. */
export function replaceDeskDb(db: DeskDb | null): void {
  const before = current;
  current = db;
  before?.close();
}
