/** Version 5: finds lines of the trust log by what they are about. Everything here is derived from the lines; none of them changes. */
import type { Migration } from './migration.ts';

export const trustLogSearch: Migration = {
  version: 5,
  name: 'trust-log-search',
  sql: `
    ALTER TABLE trace ADD COLUMN send_id TEXT AS (CAST(subject ->> '$.sendId' AS TEXT));
    ALTER TABLE trace ADD COLUMN package_id TEXT AS (CAST(subject ->> '$.packageId' AS TEXT));
    ALTER TABLE trace ADD COLUMN contact_id TEXT AS (CAST(subject ->> '$.contactId' AS TEXT));
    ALTER TABLE trace ADD COLUMN decision_id TEXT AS (CAST(subject ->> '$.decisionId' AS TEXT));
    ALTER TABLE trace ADD COLUMN other_id TEXT AS (CAST(coalesce(
      subject ->> '$.suppressionId', subject ->> '$.escalationId', subject ->> '$.importId', subject ->> '$.keyId', subject ->> '$.opId'
    ) AS TEXT));
    ALTER TABLE trace ADD COLUMN answer TEXT AS (CAST(subject ->> '$.answer' AS TEXT));
    ALTER TABLE trace ADD COLUMN prompt_version TEXT AS (CAST(subject ->> '$.promptVersion' AS TEXT));
    ALTER TABLE trace ADD COLUMN template_version TEXT AS (CAST(subject ->> '$.templateVersion' AS TEXT));

    CREATE INDEX trace_by_send ON trace (send_id) WHERE send_id IS NOT NULL;
    CREATE INDEX trace_by_package ON trace (package_id) WHERE package_id IS NOT NULL;
    CREATE INDEX trace_by_contact ON trace (contact_id) WHERE contact_id IS NOT NULL;
    CREATE INDEX trace_by_decision ON trace (decision_id) WHERE decision_id IS NOT NULL;
    CREATE INDEX trace_by_other ON trace (other_id) WHERE other_id IS NOT NULL;
    CREATE INDEX trace_by_prompt ON trace (prompt_version) WHERE prompt_version IS NOT NULL;
    CREATE INDEX trace_by_template ON trace (template_version) WHERE template_version IS NOT NULL;
    CREATE INDEX trace_by_answer ON trace (answer) WHERE answer IS NOT NULL;
    CREATE INDEX trace_by_policy ON trace (policy_version) WHERE policy_version IS NOT NULL;
    CREATE INDEX trace_by_kind ON trace (kind);
    CREATE INDEX trace_by_actor ON trace (actor);
    CREATE INDEX trace_by_actor_and_kind ON trace (actor, kind);
    CREATE INDEX trace_by_time ON trace (at_ms);

    -- The rails that spoke in a verdict, one row each.
    CREATE TABLE trace_rails (
      code TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (code, seq)
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO trace_rails (code, seq)
      SELECT codes.value, trace.seq FROM trace, json_each(trace.subject, '$.codes') AS codes
      WHERE trace.kind = 'gate' AND codes.type = 'text';
    CREATE TRIGGER trace_rails_of_a_line AFTER INSERT ON trace WHEN new.kind = 'gate' BEGIN
      INSERT OR IGNORE INTO trace_rails (code, seq)
        SELECT codes.value, new.seq FROM json_each(new.subject, '$.codes') AS codes WHERE codes.type = 'text';
    END;
  `,
};
