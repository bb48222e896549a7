/** Version 10: attention checks have a table of their own, and the file itself refuses a send or a decision about one. */
import type { Migration } from './migration.ts';

export const decoys: Migration = {
  version: 10,
  name: 'decoys',
  sql: `
    CREATE TABLE decoys (
      id TEXT PRIMARY KEY,
      mark TEXT NOT NULL UNIQUE,
      person_id TEXT NOT NULL,
      source_id TEXT NOT NULL UNIQUE,
      planted TEXT NOT NULL,
      made_at_ms INTEGER NOT NULL,
      verdict TEXT,
      decision_id TEXT UNIQUE,
      ended_at_ms INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX decoys_by_person ON decoys (person_id, verdict);

    CREATE TRIGGER no_send_of_a_decoy BEFORE INSERT ON sends
    WHEN EXISTS (SELECT 1 FROM decoys WHERE id = NEW.package_id)
    BEGIN SELECT RAISE(ABORT, 'a decoy is never sent'); END;

    CREATE TRIGGER no_decision_about_a_decoy BEFORE INSERT ON decisions
    WHEN EXISTS (SELECT 1 FROM decoys WHERE id = NEW.package_id)
    BEGIN SELECT RAISE(ABORT, 'a decoy is not decided like a package'); END;
  `,
};
