import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { PackageWorld } from '../../shared/domain/world.ts';
import { migrate, MIGRATIONS } from '../../electron/ledger/migrations/migrate.ts';
import { snapshotOf } from '../../electron/ledger/package-world.ts';
import type { Migration } from '../../electron/ledger/migrations/migration.ts';
import { readItems } from '../feed-bodies.ts';
import {
  aContact,
  aLead,
  anAccount,
  anEscalation,
  aPackage,
  aSuppression,
  createSend,
  NOW_MS,
  open,
  packageId,
  SAM,
  temporaryPath,
} from './fixtures.ts';

const exercised = new Set<number>();
const NEWEST_VERSION = MIGRATIONS.length;

/** A file as version `version` left it, with what `fill` put in. */
function oldFile(version: number, fill: (database: DatabaseSync) => void): string {
  const path = temporaryPath();
  const database = new DatabaseSync(path);
  expect(migrate(database, MIGRATIONS.slice(0, version))).toEqual({ kind: 'current', from: 0 });
  fill(database);
  database.close();
  return path;
}

function upgrade(path: string, to: number): DatabaseSync {
  const database = new DatabaseSync(path);
  const migrated = migrate(database, MIGRATIONS.slice(0, to));
  expect(migrated.kind).toBe('current');
  exercised.add(to);
  return database;
}

const insertPackage = (database: DatabaseSync) => {
  const pkg = aPackage();
  // As it was kept before countries and grounds were.
  const { country: _country, consent: _consent, ...snapshot } = snapshotOf(pkg);
  database
    .prepare(`INSERT INTO feed (seq, kind, id, body) VALUES (7, 'package', ?, ?)`)
    .run(pkg.id, JSON.stringify(pkg));
  database
    .prepare(
      `INSERT INTO packages (id, revision, account_id, contact_id, address_key, host_key, crm_state, content_hash, snapshot)
       VALUES (?, 1, 'account-1', 'contact-1', ?, 'example.northwind.', 'ready', '', ?)`,
    )
    .run(pkg.id, pkg.contact.email, JSON.stringify(snapshot));
};

describe('migrations', () => {
  it('1 makes the feed and the copies in an empty file', () => {
    const database = upgrade(
      oldFile(0, () => undefined),
      1,
    );
    insertPackage(database);
    expect(database.prepare('SELECT count(*) AS count FROM feed').get()).toEqual({ count: 1 });
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    database.close();
  });

  it('2 adds decisions and sends and keeps every package', () => {
    const database = upgrade(oldFile(1, insertPackage), 2);
    expect(database.prepare('SELECT id, revision FROM packages').all()).toEqual([{ id: 'package-1', revision: 1 }]);
    expect(database.prepare('SELECT seq, kind FROM feed').all()).toEqual([{ seq: 7, kind: 'package' }]);
    database
      .prepare(
        `INSERT INTO sends (id, decision_id, package_id, contact_id, account_id, mailbox_id, message_id, state)
         VALUES ('send-1', 'decision-1', 'package-1', 'contact-1', 'account-1', 'mailbox-1', '<1@ourco.example>', 'held')`,
      )
      .run();
    database.close();
  });

  it('3 adds the trust log and the waiting writes, and keeps every send', () => {
    const database = upgrade(
      oldFile(2, (old) => {
        insertPackage(old);
        old.exec(
          `INSERT INTO sends (id, decision_id, package_id, contact_id, account_id, mailbox_id, message_id, state)
           VALUES ('send-1', 'decision-1', 'package-1', 'contact-1', 'account-1', 'mailbox-1', '<1@ourco.example>', 'held');
           INSERT INTO reservations (send_id, mailbox_id, day) VALUES ('send-1', 'mailbox-1', '2026-11-03')`,
        );
      }),
      3,
    );
    expect(database.prepare('SELECT id, state FROM sends').all()).toEqual([{ id: 'send-1', state: 'held' }]);
    expect(database.prepare('SELECT day FROM reservations').all()).toEqual([{ day: '2026-11-03' }]);
    expect(database.prepare('SELECT count(*) AS count FROM trace').get()).toEqual({ count: 0 });
    database.close();
  });

  it('4 takes the policies out of the trust log’s inputs and the feed', () => {
    const database = upgrade(
      oldFile(3, (old) => {
        insertPackage(old);
        const line = old.prepare(
          `INSERT INTO trace (at_ms, kind, actor, subject, previous_hash, hash) VALUES (?, ?, 'system', '{}', '', '')`,
        );
        const inputs = old.prepare(`INSERT INTO trace_inputs (seq, salt, inputs) VALUES (?, x'00', ?)`);
        const gate = (atMs: number, policy: object) =>
          inputs.run(line.run(atMs, 'gate').lastInsertRowid, JSON.stringify({ nowMs: atMs, policy }));
        gate(1_000, { version: 1, label: 'first' });
        gate(2_000, { version: 1, label: 'first' });
        gate(3_000, { version: 1, label: 'same number, other text' });
        inputs.run(line.run(4_000, 'decision').lastInsertRowid, '{"kind":"approve"}');
        old.exec(
          `INSERT INTO feed (seq, kind, id, body) VALUES (9, 'policy', 'policy', '{"version":2,"label":"now"}')`,
        );
      }),
      4,
    );
    expect(database.prepare('SELECT version, at_ms, body FROM policies ORDER BY seq').all()).toEqual([
      { version: 1, at_ms: 1_000, body: '{"version":1,"label":"first"}' },
      { version: 1, at_ms: 3_000, body: '{"version":1,"label":"same number, other text"}' },
      { version: 2, at_ms: 0, body: '{"version":2,"label":"now"}' },
    ]);
    database.close();
  });

  it('5 finds the older lines of the trust log by what they are about, and changes none of them', () => {
    const database = upgrade(
      oldFile(4, (old) => {
        const line = old.prepare(
          `INSERT INTO trace (at_ms, kind, actor, subject, previous_hash, hash) VALUES (1000, ?, 'system', ?, 'before', 'after')`,
        );
        line.run('gate', '{"sendId":"send-1","packageId":"package-1","answer":"hold","codes":["clock","mailbox-day"]}');
        line.run('transition', '{"sendId":"send-1","codes":["not-a-verdict"]}');
        line.run('import', '{"importId":7}');
      }),
      5,
    );
    const seqs = (sql: string) =>
      database
        .prepare(sql)
        .all()
        .map((row) => row['seq']);
    expect(seqs(`SELECT seq FROM trace WHERE send_id = 'send-1' ORDER BY seq`)).toEqual([1, 2]);
    expect(seqs(`SELECT seq FROM trace WHERE answer = 'hold'`)).toEqual([1]);
    expect(seqs(`SELECT seq FROM trace WHERE other_id = '7'`)).toEqual([3]);
    expect(database.prepare('SELECT code, seq FROM trace_rails').all()).toEqual([
      { code: 'clock', seq: 1 },
      { code: 'mailbox-day', seq: 1 },
    ]);
    expect(database.prepare('SELECT subject, previous_hash, hash FROM trace WHERE seq = 3').get()).toEqual({
      subject: '{"importId":7}',
      previous_hash: 'before',
      hash: 'after',
    });
    database.close();
  });

  it('6 says of each send and slot what it counts for, and whose thread an escalation stops', () => {
    const signed = (kind: string) =>
      JSON.stringify({ signed: JSON.stringify({ messageKind: kind }) }).replaceAll("'", "''");
    const database = upgrade(
      oldFile(5, (old) => {
        insertPackage(old);
        old.exec(
          ['reply', 'follow-up', null]
            .map(
              (kind, at) => `
              INSERT INTO sends (id, decision_id, package_id, contact_id, account_id, mailbox_id, message_id, state)
              VALUES ('send-${at}', 'decision-${at}', 'package-1', 'contact-1', 'account-1', 'mailbox-1', '<${at}@ourco.example>', 'held');
              INSERT INTO feed (seq, kind, id, body) VALUES (${10 + at}, 'send', 'send-${at}', '{"to":"Dana.Reyes@Northwind.Example"}');
              INSERT INTO signed_mail (send_id, countersignature)
              VALUES ('send-${at}', '${kind === null ? '{"signed":"{}"}' : signed(kind)}');
              INSERT INTO reservations (send_id, mailbox_id, day) VALUES ('send-${at}', 'mailbox-1', '2026-11-03');`,
            )
            .join(''),
        );
        old
          .prepare(`INSERT INTO feed (seq, kind, id, body) VALUES (20, 'escalation', 'escalation-1', ?)`)
          .run(JSON.stringify(anEscalation()));
      }),
      6,
    );
    expect(database.prepare('SELECT message_kind, recipient_domain FROM sends ORDER BY id').all()).toEqual([
      { message_kind: 'reply', recipient_domain: 'northwind.example' },
      { message_kind: 'follow-up', recipient_domain: 'northwind.example' },
      // What the signature does not say, the package does.
      { message_kind: 'first-touch', recipient_domain: 'northwind.example' },
    ]);
    expect(
      database.prepare('SELECT day, cold, recipient_domain AS domain FROM reservations ORDER BY send_id').all(),
    ).toEqual([0, 1, 1].map((cold) => ({ day: '2026-11-03', cold, domain: 'northwind.example' })));
    expect(database.prepare('SELECT * FROM escalations').all()).toEqual([
      { id: 'escalation-1', contact_id: 'contact-1', raised_at_ms: NOW_MS, state: 'open' },
    ]);
    database.close();
  });

  it('7 pages, searches and counts the suppressions that were there', () => {
    const entry = aSuppression({ value: 'Dana.Reyes+news@Northwind.example', atMs: 5 });
    const path = oldFile(6, (old) =>
      old
        .prepare(
          `INSERT INTO suppressions (id, match_key, source, body) VALUES (?, 'dana.reyes@northwind.example', 'opt-out', ?)`,
        )
        .run(entry.id, JSON.stringify(entry)),
    );
    const database = upgrade(path, 7);
    expect(database.prepare('SELECT scope, reason, at_ms, spelt FROM suppressions').all()).toEqual([
      { scope: 'global', reason: 'unsubscribe', at_ms: 5, spelt: 'dana.reyes+news@northwind.example' },
    ]);
    database.close();
    const ledger = open({ path, expectExisting: true });
    expect(ledger.suppressions.counts()).toEqual([
      { scope: 'global', reason: 'unsubscribe', source: 'opt-out', entries: 1 },
    ]);
    const filter = { scope: null, reason: null, source: null, search: '+NEWS' };
    expect(ledger.suppressions.stretch({ filter, order: 'value', after: null, limit: 5 }, 100).entries).toEqual([
      { entry, source: 'opt-out' },
    ]);
    ledger.close();
  });

  it('8 finds the packages that were there by whose they are and where they stand, and has room for the agent’s work', () => {
    const path = oldFile(7, (old) => {
      insertPackage(old);
      old.exec(`UPDATE packages SET crm_state = 'ready', desk_state = 'sent'`);
      old
        .prepare(`INSERT INTO contacts (id, address_key, host_key, body) VALUES ('contact-1', 'a', 'b', ?)`)
        .run(JSON.stringify(aContact()));
      old.prepare(`INSERT INTO accounts (id, body) VALUES ('account-1', ?)`).run(JSON.stringify(anAccount()));
    });
    const database = upgrade(path, 8);
    expect(database.prepare('SELECT owner_id, state, local FROM packages').all()).toEqual([
      { owner_id: 'person-sam', state: 'sent', local: 0 },
    ]);
    database.close();
    const ledger = open({ path, expectExisting: true });
    expect(ledger.agent.leads.sequencing(SAM.id, 10)).toEqual(['contact-1']);
    expect(ledger.copies.ids('package', null, 10)).toEqual(['package-1']);
    // Contacts that were pulled before leads were: a lead that comes now is listed under their names.
    ledger.agent.leads.put(aLead());
    expect(ledger.agent.leads.read(aLead().contactId)?.contact.name).toBe('Dana Reyes');
    ledger.close();
  });

  it('9 finds a package’s sends by index, and an actor’s lines still', () => {
    const path = oldFile(8, (old) => {
      insertPackage(old);
      old.exec(
        `INSERT INTO sends (id, decision_id, package_id, contact_id, account_id, mailbox_id, message_id, state)
         VALUES ('send-1', 'decision-1', 'package-1', 'contact-1', 'account-1', 'mailbox-1', '<1@ourco.example>', 'deferred');
         INSERT INTO trace (at_ms, kind, actor, subject, previous_hash, hash) VALUES (1, 'ledger', 'person-sam', '{}', '', '')`,
      );
    });
    const database = upgrade(path, 9);
    const planOf = (sql: string) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => String(detail))
        .join();
    expect(planOf(`SELECT state FROM sends WHERE package_id = 'package-1'`)).toContain('sends_by_package');
    const ofActor = `SELECT seq FROM trace WHERE actor = 'person-sam'`;
    expect(planOf(ofActor)).toContain('trace_by_actor_and_kind');
    expect(database.prepare(ofActor).all()).toHaveLength(1);
    expect(database.prepare(`SELECT state FROM sends WHERE package_id = 'package-1'`).all()).toEqual([
      { state: 'deferred' },
    ]);
    database.close();
  });

  it('10 gives attention checks a table, and the file refuses a decision or a send about one', () => {
    const database = upgrade(oldFile(9, insertPackage), 10);
    database
      .prepare(
        `INSERT INTO decoys (id, mark, person_id, source_id, planted, made_at_ms) VALUES ('package-9', 'check-1', 'person-sam', 'package-1', '{}', 1)`,
      )
      .run();
    const decide = (id: string) =>
      database
        .prepare(
          `INSERT INTO decisions (id, package_id, kind, state, undo_until_ms) VALUES (?, ?, 'approve', 'standing', 1)`,
        )
        .run(`decision-${id}`, id);
    expect(() => decide('package-9')).toThrow(/a decoy is not decided like a package/);
    decide('package-1');
    // Whatever the other columns hold: the file looks at the package first.
    expect(() => database.prepare(`INSERT INTO sends (id, package_id) VALUES ('send-9', 'package-9')`).run()).toThrow(
      /a decoy is never sent/,
    );
    expect(database.prepare('SELECT count(*) AS sends FROM sends').get()).toEqual({ sends: 0 });
    database.close();
  });

  it('11 gives each lead its tier and segment, counts by them, and says of no old lead since when it stands there', () => {
    const database = upgrade(
      oldFile(10, (old) => {
        const lead = aLead({ contactId: 'contact-1', accountId: 'account-1' });
        const account = anAccount({ id: 'account-1' });
        old.prepare(`INSERT INTO accounts (id, body) VALUES ('account-1', ?)`).run(JSON.stringify(account));
        const insert = old.prepare(
          `INSERT INTO leads (id, account_id, owner_id, stage, words, body) VALUES (?, 'account-1', 'person-sam', 'new', ?, ?)`,
        );
        insert.run('contact-1', 'dana', JSON.stringify(lead));
        insert.run('contact-2', null, null);
      }),
      11,
    );
    const { tier, segmentId, segmentName } = anAccount({ id: 'account-1' });
    expect(database.prepare('SELECT id, tier, segment_id, stage_since_ms FROM leads ORDER BY id').all()).toEqual([
      { id: 'contact-1', tier, segment_id: segmentId, stage_since_ms: null },
      { id: 'contact-2', tier: null, segment_id: null, stage_since_ms: null },
    ]);
    const counts = () =>
      database.prepare('SELECT stage, tier, segment_id, leads FROM lead_counts WHERE leads > 0').all();
    expect(counts()).toEqual([{ stage: 'new', tier, segment_id: segmentId, leads: 1 }]);
    expect(database.prepare('SELECT id, name FROM lead_segments').all()).toEqual([
      { id: segmentId, name: segmentName },
    ]);
    database.exec(`UPDATE leads SET stage = 'scored', stage_since_ms = 5 WHERE id = 'contact-1'`);
    expect(counts()).toEqual([{ stage: 'scored', tier, segment_id: segmentId, leads: 1 }]);
    database.close();
  });

  it('12 adds opportunities and keeps the leads and their counts', () => {
    const database = upgrade(
      oldFile(11, (old) =>
        old.exec(
          `INSERT INTO leads (id, account_id, owner_id, stage, words, tier, segment_id, body)
           VALUES ('contact-1', 'account-1', 'person-sam', 'meeting-set', 'dana', 1, 'segment-1', '{}')`,
        ),
      ),
      12,
    );
    expect(database.prepare('SELECT id, stage FROM leads').all()).toEqual([{ id: 'contact-1', stage: 'meeting-set' }]);
    expect(database.prepare('SELECT stage, leads FROM lead_counts').all()).toEqual([
      { stage: 'meeting-set', leads: 1 },
    ]);
    database.exec(`INSERT INTO opportunities (id, stage, since_ms) VALUES ('opportunity-1', 'evaluation', NULL)`);
    expect(database.prepare('SELECT id, waits_from_ms FROM opportunities').all()).toEqual([
      { id: 'opportunity-1', waits_from_ms: 0 },
    ]);
    database.close();
  });

  it.each(MIGRATIONS.map((step) => step.version))('a file of version %i opens with what it held', (version) => {
    const path = oldFile(version, insertPackage);
    const ledger = open({ path, expectExisting: true });
    expect(ledger.copies.readPackage(packageId('package-1'))?.contact.name).toBe('Dana Reyes');
    const world = readItems(ledger.feed.page(ledger.feed.epoch, 0, 100)).find(({ kind }) => kind === 'world');
    expect(PackageWorld.parse(world?.body).packageId).toBe('package-1');
    createSend(ledger, 2);
    ledger.trace.append({ atMs: NOW_MS, kind: 'ledger', actor: 'system', subject: {} });
    expect(ledger.feed.latestSeq()).toBeGreaterThan(7);
    ledger.close();
  });

  it('are numbered from 1 without a gap', () => {
    expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  it('refuse a file of a newer version and leave it alone', () => {
    const path = oldFile(NEWEST_VERSION, (database) => database.exec(`PRAGMA user_version = ${NEWEST_VERSION + 1}`));
    const database = new DatabaseSync(path);
    expect(migrate(database)).toEqual({ kind: 'newer', version: NEWEST_VERSION + 1 });
    database.close();
  });

  it('leave no trace of a step that fails half-way', () => {
    const broken: Migration = {
      version: 1,
      name: 'broken',
      sql: 'CREATE TABLE half (id TEXT); CREATE TABLE half (id TEXT);',
    };
    const database = new DatabaseSync(temporaryPath());
    expect(migrate(database, [broken])).toMatchObject({ kind: 'failed', step: '1 broken' });
    expect(database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()).toEqual({ count: 0 });
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 0 });
    expect(migrate(database)).toEqual({ kind: 'current', from: 0 });
    database.close();
  });

  it('change nothing the second time', () => {
    const path = oldFile(NEWEST_VERSION, insertPackage);
    const database = new DatabaseSync(path);
    expect(migrate(database)).toEqual({ kind: 'current', from: NEWEST_VERSION });
    database.close();
  });

  afterAll(() => {
    const missed = MIGRATIONS.filter((step) => !exercised.has(step.version)).map((step) => step.name);
    if (missed.length > 0) throw new Error(`No test brings old data through: ${missed.join(', ')}`);
  });
});
