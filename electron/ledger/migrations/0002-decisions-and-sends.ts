/** Version 2: decisions, and sends with their transitions and reserved slots. */
import type { Migration } from './migration.ts';

export const decisionsAndSends: Migration = {
  version: 2,
  name: 'decisions-and-sends',
  sql: `
    CREATE TABLE decisions (
      id TEXT PRIMARY KEY,
      package_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      undo_until_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX decisions_by_package ON decisions (package_id);
    CREATE INDEX decisions_standing ON decisions (undo_until_ms) WHERE state = 'standing';

    -- The send's display copy lies in the feed; here is what it is looked up by, and what never leaves the ledger.
    CREATE TABLE sends (
      id TEXT PRIMARY KEY,
      decision_id TEXT NOT NULL UNIQUE,
      package_id TEXT NOT NULL REFERENCES packages (id),
      contact_id TEXT NOT NULL,
      account_id TEXT NOT NULL,
      mailbox_id TEXT NOT NULL,
      message_id TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL,
      due_at_ms INTEGER,
      -- When the contact was, or may have been, written to; null until its slot is taken.
      touched_at_ms INTEGER,
      mark_at_ms INTEGER,
      uncertain_since_ms INTEGER
    ) STRICT;
    CREATE INDEX sends_by_state ON sends (state);
    CREATE INDEX sends_due ON sends (due_at_ms) WHERE due_at_ms IS NOT NULL;
    CREATE INDEX sends_by_contact ON sends (contact_id) WHERE touched_at_ms IS NOT NULL;
    CREATE INDEX sends_by_account ON sends (account_id) WHERE touched_at_ms IS NOT NULL;

    -- Apart from the row that each transition rewrites: what was signed, and the bytes that left.
    CREATE TABLE signed_mail (
      send_id TEXT PRIMARY KEY REFERENCES sends (id),
      countersignature TEXT NOT NULL,
      mime BLOB
    ) STRICT;

    CREATE TABLE transitions (
      send_id TEXT NOT NULL REFERENCES sends (id),
      number INTEGER NOT NULL,
      from_state TEXT,
      to_state TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      because TEXT NOT NULL,
      PRIMARY KEY (send_id, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE amendments (
      seq INTEGER PRIMARY KEY,
      send_id TEXT NOT NULL REFERENCES sends (id),
      at_ms INTEGER NOT NULL,
      because TEXT NOT NULL
    ) STRICT;

    -- One slot of one mailbox's day; the key makes a second slot for one send impossible.
    CREATE TABLE reservations (
      send_id TEXT PRIMARY KEY REFERENCES sends (id),
      mailbox_id TEXT NOT NULL,
      day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reservations_by_day ON reservations (mailbox_id, day);
  `,
};
