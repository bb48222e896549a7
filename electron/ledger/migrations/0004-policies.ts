/** Version 4: every policy document a verdict was reached under, so that a trace line names its version only. */
import type { Migration } from './migration.ts';

export const policies: Migration = {
  version: 4,
  name: 'policies',
  sql: `
    CREATE TABLE policies (
      seq INTEGER PRIMARY KEY,
      version INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX policies_by_version ON policies (version, seq);

    -- The older lines of the trust log hold the document they were judged by.
    INSERT INTO policies (version, at_ms, body)
    SELECT version, min(at_ms), body FROM (
      SELECT trace_inputs.inputs ->> '$.policy.version' AS version, trace.at_ms, trace_inputs.inputs -> '$.policy' AS body
      FROM trace JOIN trace_inputs USING (seq)
      WHERE trace.kind = 'gate' AND trace_inputs.inputs ->> '$.policy.version' IS NOT NULL
    ) GROUP BY version, body ORDER BY min(at_ms);
    INSERT INTO policies (version, at_ms, body)
    SELECT body ->> '$.version', 0, body FROM feed
    WHERE kind = 'policy' AND body IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM policies WHERE version = feed.body ->> '$.version');
  `,
};
