/** Version 7: what the suppression list is paged, searched and counted by, however long it is. */
import type { Migration } from './migration.ts';

export const suppressionList: Migration = {
  version: 7,
  name: 'suppression-list',
  sql: `
    ALTER TABLE suppressions ADD COLUMN scope TEXT NOT NULL DEFAULT '';
    ALTER TABLE suppressions ADD COLUMN reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE suppressions ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
    -- The value as it was written, in lower case, where that differs from the key; a search looks into both.
    ALTER TABLE suppressions ADD COLUMN spelt TEXT NOT NULL DEFAULT '';
    UPDATE suppressions SET
      scope = json_extract(body, '$.scope'),
      reason = json_extract(body, '$.reason'),
      at_ms = json_extract(body, '$.atMs'),
      spelt = iif(lower(json_extract(body, '$.value')) = match_key, '', lower(json_extract(body, '$.value')));

    -- Everything a page or a search filters by lies in the index it walks, so that only rows that are shown are read.
    DROP INDEX suppressions_by_key;
    CREATE INDEX suppressions_by_key ON suppressions (match_key, id, scope, reason, source, spelt);
    CREATE INDEX suppressions_by_time ON suppressions (at_ms, id, scope, reason, source, match_key, spelt);

    CREATE TABLE suppression_counts (
      scope TEXT NOT NULL,
      reason TEXT NOT NULL,
      source TEXT NOT NULL,
      entries INTEGER NOT NULL,
      PRIMARY KEY (scope, reason, source)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO suppression_counts SELECT scope, reason, source, count(*) FROM suppressions GROUP BY scope, reason, source;
    CREATE TRIGGER suppressions_counted AFTER INSERT ON suppressions BEGIN
      INSERT INTO suppression_counts VALUES (NEW.scope, NEW.reason, NEW.source, 1)
      ON CONFLICT DO UPDATE SET entries = entries + 1;
    END;
    CREATE TRIGGER suppressions_uncounted AFTER DELETE ON suppressions BEGIN
      UPDATE suppression_counts SET entries = entries - 1
      WHERE scope = OLD.scope AND reason = OLD.reason AND source = OLD.source;
    END;
    CREATE TRIGGER suppressions_recounted AFTER UPDATE OF scope, reason, source ON suppressions
    WHEN NEW.scope <> OLD.scope OR NEW.reason <> OLD.reason OR NEW.source <> OLD.source BEGIN
      UPDATE suppression_counts SET entries = entries - 1
      WHERE scope = OLD.scope AND reason = OLD.reason AND source = OLD.source;
      INSERT INTO suppression_counts VALUES (NEW.scope, NEW.reason, NEW.source, 1)
      ON CONFLICT DO UPDATE SET entries = entries + 1;
    END;
  `,
};
