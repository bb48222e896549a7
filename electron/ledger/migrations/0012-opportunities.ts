/** Version 12: opportunities, by their stage on the board. */
import type { Migration } from './migration.ts';

export const opportunities: Migration = {
  version: 12,
  name: 'opportunities',
  sql: `
    CREATE TABLE opportunities (
      id TEXT PRIMARY KEY,
      account_id TEXT,
      contact_id TEXT,
      owner_id TEXT,
      stage TEXT,
      -- Null where the CRM does not say since when.
      since_ms INTEGER,
      -- The board's order: the longest there first, those of which nobody knows before them.
      waits_from_ms INTEGER GENERATED ALWAYS AS (coalesce(since_ms, 0)) VIRTUAL,
      -- What a search looks into, in lower case; null while opportunity, contact and account are not all here, and then it is in no list.
      words TEXT,
      tier INTEGER,
      segment_id TEXT,
      -- What the CRM said last, what holds here, and whether the two may differ in where it stands.
      crm TEXT,
      body TEXT,
      unconfirmed TEXT
    ) STRICT;
    -- A column and every count are walked in the index alone.
    CREATE INDEX opportunities_waiting ON opportunities (stage, waits_from_ms, id, owner_id, tier, segment_id, words) WHERE words IS NOT NULL;
    CREATE INDEX opportunities_by_account ON opportunities (account_id);
    CREATE INDEX opportunities_by_contact ON opportunities (contact_id, stage);
  `,
};
