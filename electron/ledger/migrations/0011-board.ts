/** Version 11: a lead's tier and segment beside it, since when it stands in its stage, and counts and an order of the board by them. */
import type { Migration } from './migration.ts';

export const board: Migration = {
  version: 11,
  name: 'board',
  sql: `
    ALTER TABLE leads ADD COLUMN tier INTEGER;
    ALTER TABLE leads ADD COLUMN segment_id TEXT;
    -- When it came into its stage; null where nobody saw it, as for every lead from before this version.
    ALTER TABLE leads ADD COLUMN stage_since_ms INTEGER;
    -- The board's order: the longest there first (those never seen to come were there before), in nurture the day that comes first.
    ALTER TABLE leads ADD COLUMN waits_from_ms INTEGER GENERATED ALWAYS AS (
      CASE WHEN stage = 'nurture' THEN coalesce(next_step_at_ms, 9007199254740991) ELSE coalesce(stage_since_ms, 0) END
    ) VIRTUAL;
    UPDATE leads SET tier = accounts.body ->> '$.tier', segment_id = accounts.body ->> '$.segmentId'
    FROM accounts WHERE accounts.id = leads.account_id AND leads.words IS NOT NULL;
    -- A lead whose account is gone is listed nowhere, as everywhere else.
    UPDATE leads SET words = NULL WHERE words IS NOT NULL AND (tier IS NULL OR segment_id IS NULL);
    CREATE INDEX leads_waiting ON leads (stage, waits_from_ms, id, owner_id, tier, segment_id, words) WHERE words IS NOT NULL;

    CREATE TABLE lead_segments (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO lead_segments (id, name)
    SELECT leads.segment_id, max(accounts.body ->> '$.segmentName') FROM leads JOIN accounts ON accounts.id = leads.account_id
    WHERE leads.words IS NOT NULL GROUP BY leads.segment_id;

    DROP TRIGGER leads_counted;
    DROP TRIGGER leads_uncounted;
    DROP TRIGGER leads_recounted;
    DROP TABLE lead_counts;
    CREATE TABLE lead_counts (
      owner_id TEXT NOT NULL,
      stage TEXT NOT NULL,
      queue TEXT NOT NULL,
      tier INTEGER NOT NULL,
      segment_id TEXT NOT NULL,
      leads INTEGER NOT NULL,
      PRIMARY KEY (owner_id, stage, queue, tier, segment_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO lead_counts
    SELECT coalesce(owner_id, ''), stage, coalesce(queue, ''), tier, segment_id, count(*) FROM leads WHERE words IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5;
    CREATE TRIGGER leads_counted AFTER INSERT ON leads WHEN NEW.words IS NOT NULL BEGIN
      INSERT INTO lead_counts VALUES (coalesce(NEW.owner_id, ''), NEW.stage, coalesce(NEW.queue, ''), NEW.tier, NEW.segment_id, 1)
      ON CONFLICT DO UPDATE SET leads = leads + 1;
    END;
    CREATE TRIGGER leads_uncounted AFTER UPDATE OF owner_id, stage, queue, tier, segment_id, words ON leads WHEN OLD.words IS NOT NULL BEGIN
      UPDATE lead_counts SET leads = leads - 1
      WHERE owner_id = coalesce(OLD.owner_id, '') AND stage = OLD.stage AND queue = coalesce(OLD.queue, '')
        AND tier = OLD.tier AND segment_id = OLD.segment_id;
    END;
    CREATE TRIGGER leads_recounted AFTER UPDATE OF owner_id, stage, queue, tier, segment_id, words ON leads WHEN NEW.words IS NOT NULL BEGIN
      INSERT INTO lead_counts VALUES (coalesce(NEW.owner_id, ''), NEW.stage, coalesce(NEW.queue, ''), NEW.tier, NEW.segment_id, 1)
      ON CONFLICT DO UPDATE SET leads = leads + 1;
    END;
  `,
};
