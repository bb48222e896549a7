/** Version 3: the hash-chained trust log, and the CRM writes that wait. */
import type { Migration } from './migration.ts';

export const traceAndWriteBacks: Migration = {
  version: 3,
  name: 'trace-and-write-backs',
  sql: `
    CREATE TABLE trace (
      seq INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      kind TEXT NOT NULL,
      actor TEXT NOT NULL,
      subject TEXT NOT NULL,
      inputs_hash TEXT,
      policy_version INTEGER,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;

    -- May be deleted on a person's request; the chain holds without them.
    CREATE TABLE trace_inputs (
      seq INTEGER PRIMARY KEY REFERENCES trace (seq),
      salt BLOB NOT NULL,
      inputs TEXT NOT NULL
    ) STRICT;

    CREATE TABLE write_backs (
      seq INTEGER PRIMARY KEY,
      op_id TEXT NOT NULL UNIQUE,
      -- Writes about one thing go out in the order they were made.
      subject TEXT NOT NULL,
      body TEXT NOT NULL,
      decision_id TEXT,
      due_at_ms INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'unknown', 'done', 'refused', 'void')),
      last_kind TEXT,
      last_because TEXT,
      last_at_ms INTEGER
    ) STRICT;
    CREATE INDEX write_backs_due ON write_backs (due_at_ms) WHERE state IN ('waiting', 'unknown');
    CREATE INDEX write_backs_open_by_subject ON write_backs (subject, seq) WHERE state IN ('waiting', 'unknown');
    CREATE INDEX write_backs_by_decision ON write_backs (decision_id) WHERE decision_id IS NOT NULL;
    CREATE INDEX write_backs_refused ON write_backs (state) WHERE state = 'refused';
  `,
};
