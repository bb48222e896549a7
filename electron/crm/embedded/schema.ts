/**
 * Makes the tables of the embedded CRM and brings an older file up to date. It must never change what a row means to a reader
 * who only has the SQLite file: the tables are the documentation (docs are in each comment, and SQLite keeps them in the schema).
 */
import type { DatabaseSync } from 'node:sqlite';

/** Raised with every change of the tables; kept in `PRAGMA user_version`. */
const SCHEMA_VERSION = 5;

/** Tables whose rows are pulled by change number. */
const FIRST_COUNTED_TABLES = [
  'accounts',
  'contacts',
  'activities',
  'engagement',
  'packages',
  'suppressions',
  'opt_outs',
] as const;
export type CountedTable = (typeof FIRST_COUNTED_TABLES)[number] | 'leads' | 'opportunities';

const TABLES = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,              -- epoch: this file's identity; default_person_id, signed_in_as: the demo's person switch; filled_at_ms, demo_format: when the demo was filled, and by which making of it
  value TEXT NOT NULL
) STRICT;

CREATE TABLE change_counter (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL              -- the newest change number given to any row; triggers raise it, so any SQL client's change is seen
) STRICT;

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  role TEXT NOT NULL,                -- sdr, lead, revops
  mailbox_id TEXT NOT NULL,
  mailbox_address TEXT NOT NULL,
  mailbox_time_zone TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  domain TEXT NOT NULL,
  website TEXT,
  industry TEXT NOT NULL,
  headcount INTEGER,
  geography TEXT NOT NULL,
  technographics TEXT NOT NULL,      -- JSON array of names
  tier INTEGER NOT NULL,             -- 1 best
  segment_id TEXT NOT NULL,
  segment_name TEXT NOT NULL,
  relation TEXT NOT NULL,            -- prospect, customer, competitor, partner
  pins TEXT NOT NULL,                -- JSON array: strategic, named, referral
  owner_id TEXT,                     -- a person
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  seniority TEXT NOT NULL,
  email TEXT NOT NULL,
  verification TEXT NOT NULL,        -- verified, risky, unknown, invalid
  verified_at_ms INTEGER,
  linkedin_url TEXT,
  country TEXT,
  time_zone TEXT NOT NULL,
  role_match_fit TEXT NOT NULL,      -- strong, fair, weak
  role_match_reason TEXT NOT NULL,
  lifecycle_stage TEXT NOT NULL,     -- new, enriched, scored, sequencing, engaged, escalated, qualifying, meeting-set, disqualified, nurture
  lifecycle_because TEXT NOT NULL DEFAULT '',
  source_tag TEXT,                   -- who wrote the latest touch: ai, ai-edited, human
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE activities (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL,
  channel TEXT NOT NULL,             -- email, call, linkedin, meeting
  direction TEXT NOT NULL,           -- outbound, inbound
  at_ms INTEGER NOT NULL,
  subject TEXT NOT NULL,
  snippet TEXT NOT NULL,
  outcome TEXT NOT NULL,
  source TEXT NOT NULL,              -- ai, ai-edited, human
  template_version TEXT,
  prompt_version TEXT,
  message_id TEXT,                   -- of the mail behind it
  package_id TEXT,                   -- of the handoff package behind it
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE engagement (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,                -- reply, click, meeting-link, pricing-page, job-change
  source TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE packages (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  owner_id TEXT,                     -- the person who reviews it; null until claimed
  queue TEXT NOT NULL,
  priority INTEGER NOT NULL,
  ready_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL,               -- ready, approved, rejected, escalated, sent, refused, ...
  state_because TEXT NOT NULL DEFAULT '',
  state_at_ms INTEGER NOT NULL,
  opened_at_ms INTEGER,
  active_ms INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL,         -- counts changes of the content, never of the state
  content_hash TEXT NOT NULL,        -- SHA-256 of the body as canonical JSON
  body TEXT NOT NULL,                -- the handoff package as its producer wrote it (JSON, published schema)
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE suppressions (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL,               -- global (an address), domain, account, contact
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  expires_at_ms INTEGER,
  removed_at_ms INTEGER,             -- set where RevOps took the entry off; the row stays so that every desk hears of it
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE opt_outs (
  id TEXT PRIMARY KEY,               -- what the opt-out pages and the mailbox collected; same meaning as in suppressions
  scope TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  expires_at_ms INTEGER,
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE documents (
  kind TEXT NOT NULL,                -- policy, public-key, grant, scorecard; prompt, template, value-props, asset, playbook, icp, weights, routing
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,                -- JSON
  by_person_id TEXT,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (kind, id, version)
) STRICT;

CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  due_at_ms INTEGER NOT NULL,
  by_actor TEXT NOT NULL,
  by_person_id TEXT,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE suggestions (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  because TEXT NOT NULL,
  by_actor TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE ops (
  op_id TEXT PRIMARY KEY,            -- every write that was carried out, so that a repeat acts once
  kind TEXT NOT NULL,
  op_hash TEXT NOT NULL,
  actor TEXT NOT NULL,
  person_id TEXT,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX accounts_domain ON accounts (domain);
CREATE INDEX contacts_account ON contacts (account_id);
CREATE INDEX contacts_email ON contacts (lower(email));
CREATE INDEX activities_contact ON activities (contact_id, at_ms);
CREATE INDEX packages_owner ON packages (owner_id, queue, state);
`;

/** Version 2: opt-outs can be taken off too, and both lists are looked up by key. */
const LIST_KEYS = `
ALTER TABLE opt_outs ADD COLUMN removed_at_ms INTEGER; -- as in suppressions

CREATE TABLE suppression_keys (
  list TEXT NOT NULL,                -- suppressions, opt_outs
  id TEXT NOT NULL,
  key TEXT NOT NULL,                 -- what the entry is looked up by; Countersign makes it from the row, so a script need not
  PRIMARY KEY (list, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX suppression_keys_key ON suppression_keys (key);
`;

/** Version 3: why a contact may be written to. */
const GROUNDS = `
ALTER TABLE contacts ADD COLUMN consent TEXT; -- JSON: basis, source, recordedAtMs; null where nothing is recorded
`;

/** Version 4: what enrichment found about the contacts under work. */
const LEADS = `
CREATE TABLE leads (
  id TEXT PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE, -- the contact's id; its stage is the contact's lifecycle_stage
  owner_id TEXT,                     -- the person whose queue its packages go to; null while nobody's
  next_step_at_ms INTEGER,           -- nurture: nothing is written before
  signals TEXT NOT NULL,             -- JSON array of dated events (type, value, source, url, observedAtMs, halfLifeDays)
  facts TEXT NOT NULL,               -- JSON array of sourced facts (path, value, source, observedAtMs, confidence, dataRule)
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER leads_moved AFTER UPDATE OF lifecycle_stage, account_id ON contacts
WHEN NEW.lifecycle_stage <> OLD.lifecycle_stage OR NEW.account_id <> OLD.account_id BEGIN
  UPDATE leads SET id = id WHERE id = NEW.id; -- a new change number: a lead is pulled with its stage
END;
`;

/** Version 5: what may become a sale. */
const OPPORTUNITIES = `
CREATE TABLE opportunities (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  owner_id TEXT,                     -- a person
  stage TEXT NOT NULL,               -- discovery-scheduled, discovery-complete, evaluation, security-legal, negotiation, closed-won, closed-lost
  stage_since_ms INTEGER,            -- null where nobody said; a change of the stage alone makes it null
  stage_because TEXT NOT NULL DEFAULT '',
  amount REAL,                       -- in whole and parts of the currency
  currency TEXT,                     -- ISO 4217, such as EUR; there where the amount is
  closes_on TEXT,                    -- the day it is expected to close, such as 2026-12-18
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX opportunities_contact ON opportunities (contact_id);
CREATE INDEX opportunities_account ON opportunities (account_id);
CREATE TRIGGER opportunities_moved AFTER UPDATE OF stage ON opportunities
WHEN NEW.stage <> OLD.stage AND NEW.stage_since_ms IS OLD.stage_since_ms BEGIN
  -- What was said of the stage before says nothing of this one.
  UPDATE opportunities SET stage_since_ms = NULL, stage_because = CASE WHEN NEW.stage_because = OLD.stage_because THEN '' ELSE NEW.stage_because END
  WHERE id = NEW.id;
END;
`;

/** Gives a row a new change number on every insert and update, whoever makes it. */
const changeNumbers = (table: CountedTable): string => `
CREATE UNIQUE INDEX ${table}_change_no ON ${table} (change_no) WHERE change_no > 0;
CREATE TRIGGER ${table}_inserted AFTER INSERT ON ${table} BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE ${table} SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER ${table}_updated AFTER UPDATE ON ${table} WHEN NEW.change_no = OLD.change_no BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE ${table} SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
`;

/** The file was written by a newer Countersign and must not be touched by this one. */
export class NewerWorkspace extends Error {}

/** Readies an opened file: pragmas, tables where there are none, the file's own identity. */
export function prepareSchema(database: DatabaseSync, newEpoch: () => string): void {
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;',
  );
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > SCHEMA_VERSION)
    throw new NewerWorkspace(
      `the workspace file has format ${version}, this Countersign knows up to ${SCHEMA_VERSION}`,
    );
  if (version === SCHEMA_VERSION) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been first.
    const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    if (found < 1) {
      database.exec(TABLES);
      database.exec(FIRST_COUNTED_TABLES.map(changeNumbers).join(''));
      database.exec('INSERT INTO change_counter (one, last) VALUES (1, 0)');
      database.prepare("INSERT INTO meta (key, value) VALUES ('epoch', ?)").run(newEpoch());
    }
    if (found < 2) database.exec(LIST_KEYS);
    if (found < 3) database.exec(GROUNDS);
    if (found < 4) database.exec(LEADS + changeNumbers('leads'));
    if (found < 5) database.exec(OPPORTUNITIES + changeNumbers('opportunities'));
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    database.exec('COMMIT');
  } catch (cause) {
    database.exec('ROLLBACK');
    throw cause;
  }
}
