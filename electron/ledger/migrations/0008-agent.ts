/** Version 8: the agent's leads, library, runs and replies, and the packages it made itself. */
import type { Migration } from './migration.ts';

export const agent: Migration = {
  version: 8,
  name: 'agent',
  sql: `
    -- One row a contact under work. Rows are never deleted: a standing outlives a lead that the CRM took away and gave back.
    CREATE TABLE leads (
      id TEXT PRIMARY KEY,
      account_id TEXT,
      owner_id TEXT,
      stage TEXT,
      next_step_at_ms INTEGER,
      -- Where the agent left it; null before its first look.
      queue TEXT,
      -- What a search looks into, in lower case; null while lead, contact and account are not all here, and then it is in no list.
      words TEXT,
      standing TEXT,
      -- What the CRM said last, what holds here, and the fields in which the two may differ.
      crm TEXT,
      body TEXT,
      unconfirmed TEXT
    ) STRICT;
    -- Everything a list filters by lies in the index it walks, so that only leads that are shown are read.
    CREATE INDEX leads_listed ON leads (id, owner_id, stage, queue, words) WHERE words IS NOT NULL;
    CREATE INDEX leads_by_account ON leads (account_id);
    CREATE INDEX leads_by_next_step ON leads (next_step_at_ms, owner_id) WHERE words IS NOT NULL AND next_step_at_ms IS NOT NULL;

    CREATE TABLE lead_counts (
      owner_id TEXT NOT NULL,
      stage TEXT NOT NULL,
      queue TEXT NOT NULL,
      leads INTEGER NOT NULL,
      PRIMARY KEY (owner_id, stage, queue)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER leads_counted AFTER INSERT ON leads WHEN NEW.words IS NOT NULL BEGIN
      INSERT INTO lead_counts VALUES (coalesce(NEW.owner_id, ''), NEW.stage, coalesce(NEW.queue, ''), 1)
      ON CONFLICT DO UPDATE SET leads = leads + 1;
    END;
    CREATE TRIGGER leads_uncounted AFTER UPDATE OF owner_id, stage, queue, words ON leads WHEN OLD.words IS NOT NULL BEGIN
      UPDATE lead_counts SET leads = leads - 1
      WHERE owner_id = coalesce(OLD.owner_id, '') AND stage = OLD.stage AND queue = coalesce(OLD.queue, '');
    END;
    CREATE TRIGGER leads_recounted AFTER UPDATE OF owner_id, stage, queue, words ON leads WHEN NEW.words IS NOT NULL BEGIN
      INSERT INTO lead_counts VALUES (coalesce(NEW.owner_id, ''), NEW.stage, coalesce(NEW.queue, ''), 1)
      ON CONFLICT DO UPDATE SET leads = leads + 1;
    END;

    -- A package of the local loop that the CRM has not shown yet: not one that the CRM has deleted.
    ALTER TABLE packages ADD COLUMN local INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE packages ADD COLUMN owner_id TEXT GENERATED ALWAYS AS (snapshot ->> '$.ownerId') VIRTUAL;
    ALTER TABLE packages ADD COLUMN state TEXT GENERATED ALWAYS AS (coalesce(desk_state, crm_state)) VIRTUAL;
    CREATE INDEX packages_by_owner ON packages (owner_id, state, contact_id) WHERE gone = 0;

    CREATE TABLE library (
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      -- Of the body that is in force; null where none could ever be read.
      document_version INTEGER,
      body TEXT,
      -- The document as the CRM has it, so that it is parsed once.
      source_version INTEGER NOT NULL,
      source TEXT NOT NULL,
      -- Why the newest document can't be read; null where it can.
      fault_field TEXT,
      fault_reason TEXT,
      change_no INTEGER NOT NULL,
      PRIMARY KEY (kind, id)
    ) STRICT;
    CREATE INDEX library_changes ON library (kind, change_no);

    CREATE TABLE agent_runs (
      id TEXT PRIMARY KEY,
      started_at_ms INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX agent_runs_by_start ON agent_runs (started_at_ms);

    CREATE TABLE agent_steps (
      no INTEGER PRIMARY KEY,
      subject TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      input_tokens INTEGER NOT NULL,
      output_tokens INTEGER NOT NULL,
      cost_micros INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX agent_steps_by_subject ON agent_steps (subject, no);
    CREATE INDEX agent_steps_use ON agent_steps (at_ms, input_tokens, output_tokens, cost_micros);

    -- The body lies in the feed; here is what a reply is looked up by.
    CREATE TABLE replies (
      id TEXT PRIMARY KEY,
      contact_id TEXT,
      state TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX replies_by_state ON replies (state, at_ms);
    CREATE INDEX replies_by_contact ON replies (contact_id, at_ms) WHERE contact_id IS NOT NULL;
  `,
};
