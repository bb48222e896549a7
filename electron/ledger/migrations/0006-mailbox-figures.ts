/** Version 6: what caps and rates count. Each send and slot says what it counts for; mailboxes get their history, news, pace and checks. */
import type { Migration } from './migration.ts';

export const mailboxFigures: Migration = {
  version: 6,
  name: 'mailbox-figures',
  sql: `
    ALTER TABLE sends ADD COLUMN message_kind TEXT NOT NULL DEFAULT 'first-touch';
    ALTER TABLE sends ADD COLUMN recipient_domain TEXT NOT NULL DEFAULT '';
    UPDATE sends SET
      message_kind = coalesce(
        (SELECT signed_mail.countersignature ->> '$.signed' ->> '$.messageKind' FROM signed_mail WHERE send_id = sends.id),
        (SELECT body ->> '$.messageKind' FROM feed WHERE kind = 'package' AND feed.id = sends.package_id AND body IS NOT NULL),
        'first-touch'),
      recipient_domain = coalesce(
        (SELECT lower(substr(body ->> '$.to', instr(body ->> '$.to', '@') + 1)) FROM feed
         WHERE kind = 'send' AND feed.id = sends.id AND body IS NOT NULL),
        '');
    CREATE INDEX sends_waiting ON sends (mailbox_id, state, message_kind);
    CREATE INDEX sends_sent_by_mailbox ON sends (mailbox_id, touched_at_ms) WHERE state = 'sent';

    ALTER TABLE reservations ADD COLUMN cold INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE reservations ADD COLUMN recipient_domain TEXT NOT NULL DEFAULT '';
    UPDATE reservations SET
      cold = coalesce((SELECT message_kind <> 'reply' FROM sends WHERE sends.id = send_id), 1),
      recipient_domain = coalesce((SELECT sends.recipient_domain FROM sends WHERE sends.id = send_id), '');
    DROP INDEX reservations_by_day;
    CREATE INDEX reservations_by_day ON reservations (mailbox_id, day, cold);
    CREATE INDEX reservations_by_domain ON reservations (mailbox_id, recipient_domain, day) WHERE cold = 1;

    -- One row a mailbox: where its ramp began, when it may send next, what DNS said, when its Sent folder was looked at.
    CREATE TABLE mailbox_facts (
      mailbox_id TEXT PRIMARY KEY,
      ramp TEXT,
      next_send_at_ms INTEGER,
      authentication TEXT,
      sent_folder_at_ms INTEGER
    ) STRICT, WITHOUT ROWID;

    -- One row for each mail of a Sent folder that this ledger did not send: its time, and nothing else of it.
    CREATE TABLE sent_elsewhere (
      mailbox_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sent_elsewhere_by_time ON sent_elsewhere (mailbox_id, at_ms);

    CREATE TABLE mailbox_events (
      id TEXT PRIMARY KEY,
      mailbox_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX mailbox_events_by_time ON mailbox_events (mailbox_id, at_ms, kind);

    CREATE TABLE domain_reports (
      domain TEXT NOT NULL,
      day TEXT NOT NULL,
      provider TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (domain, day, provider)
    ) STRICT, WITHOUT ROWID;

    -- Hashed shingles of what left, four bytes each, little-endian; the oldest go as new ones come.
    CREATE TABLE recent_bodies (
      send_id TEXT PRIMARY KEY REFERENCES sends (id),
      mailbox_id TEXT NOT NULL,
      sent_at_ms INTEGER NOT NULL,
      account_name TEXT NOT NULL,
      shingles BLOB NOT NULL
    ) STRICT;
    CREATE INDEX recent_bodies_by_time ON recent_bodies (mailbox_id, sent_at_ms);

    -- Beside each escalation's body in the feed: whose thread it stops.
    CREATE TABLE escalations (
      id TEXT PRIMARY KEY,
      contact_id TEXT NOT NULL,
      raised_at_ms INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX escalations_by_contact ON escalations (contact_id, raised_at_ms);
    INSERT INTO escalations (id, contact_id, raised_at_ms, state)
    SELECT feed.id, packages.contact_id, feed.body ->> '$.raisedAtMs', feed.body ->> '$.state'
    FROM feed JOIN packages ON packages.id = feed.body ->> '$.packageId'
    WHERE feed.kind = 'escalation' AND feed.body IS NOT NULL;
  `,
};
