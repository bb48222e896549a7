/** Version 1: the feed with the latest body of each object, and the copies of what the CRM knows. */
import type { Migration } from './migration.ts';

export const copiesAndFeed: Migration = {
  version: 1,
  name: 'copies-and-feed',
  sql: `
    CREATE TABLE meta (
      key TEXT PRIMARY KEY,
      value ANY NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The latest revision of each object under a number that only rises. A null body is a tombstone.
    CREATE TABLE feed (
      seq INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      body TEXT,
      UNIQUE (kind, id)
    ) STRICT;

    CREATE TABLE cursors (
      kind TEXT PRIMARY KEY,
      cursor TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Beside each package's body in the feed: what is looked up by, and what only the ledger knows. Rows are never deleted.
    CREATE TABLE packages (
      id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      account_id TEXT NOT NULL,
      contact_id TEXT NOT NULL,
      address_key TEXT NOT NULL,
      host_key TEXT NOT NULL,
      crm_state TEXT NOT NULL,
      desk_state TEXT,
      snoozed_until_ms INTEGER,
      content_hash TEXT NOT NULL,
      snapshot TEXT NOT NULL,
      gone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX packages_by_account ON packages (account_id);
    CREATE INDEX packages_by_contact ON packages (contact_id);
    CREATE INDEX packages_by_address ON packages (address_key);
    CREATE INDEX packages_by_host ON packages (host_key);
    CREATE INDEX packages_by_snooze ON packages (snoozed_until_ms) WHERE snoozed_until_ms IS NOT NULL;

    CREATE TABLE accounts (
      id TEXT PRIMARY KEY,
      body TEXT
    ) STRICT;

    CREATE TABLE contacts (
      id TEXT PRIMARY KEY,
      address_key TEXT,
      host_key TEXT,
      body TEXT
    ) STRICT;
    CREATE INDEX contacts_by_address ON contacts (address_key);
    CREATE INDEX contacts_by_host ON contacts (host_key);

    CREATE TABLE touches (
      id TEXT PRIMARY KEY,
      contact_id TEXT,
      account_id TEXT,
      channel TEXT,
      direction TEXT,
      at_ms INTEGER,
      message_id TEXT,
      body TEXT
    ) STRICT;
    CREATE INDEX touches_by_contact ON touches (contact_id, at_ms);
    CREATE INDEX touches_by_account ON touches (account_id, contact_id, at_ms);
    CREATE INDEX touches_by_message ON touches (message_id) WHERE message_id IS NOT NULL;

    CREATE TABLE engagements (
      id TEXT PRIMARY KEY,
      contact_id TEXT,
      at_ms INTEGER,
      body TEXT
    ) STRICT;
    CREATE INDEX engagements_by_contact ON engagements (contact_id, at_ms);

    CREATE TABLE unreadable (
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      field TEXT NOT NULL,
      reason TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE suppressions (
      id TEXT PRIMARY KEY,
      match_key TEXT NOT NULL,
      source TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX suppressions_by_key ON suppressions (match_key);

    CREATE TABLE checks (
      name TEXT PRIMARY KEY,
      at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE pauses (
      scope TEXT NOT NULL,
      value TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (scope, value)
    ) STRICT, WITHOUT ROWID;
  `,
};
