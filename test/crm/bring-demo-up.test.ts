/** A workspace that version 0.1.0 filled is brought to what today's rails ask of a demo, once, and what people wrote stays. */
import { DatabaseSync } from 'node:sqlite';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bringDemoUp, type NewerDemo } from '../../electron/crm/embedded/bring-demo-up.ts';
import { asDocuments } from '../../electron/crm/embedded/demo/compose-library.ts';
import { fillDemo, type FirstDocument } from '../../electron/crm/embedded/fill-demo.ts';
import { openWorkspace } from '../../electron/crm/embedded/open-workspace.ts';
import { readSentHistory } from '../../electron/crm/embedded/sent-history.ts';
import { Contact } from '../../shared/domain/contact.ts';
import { Lead } from '../../shared/domain/lead.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { demoPolicy, freshFile, ingredients, libraryEntries, NOW_MS, random, standingClock } from './parts.ts';

const POLICY = { kind: 'policy', id: 'team', version: 1, body: demoPolicy } as const;

const LIBRARY = asDocuments(libraryEntries);
const newer = (policy: FirstDocument = POLICY): NewerDemo => ({
  ingredients,
  policy,
  library: () => LIBRARY,
  nowMs: NOW_MS,
});
const NOTHING = { policyVersion: null, contacts: 0, leads: 0, opportunities: 0, documents: 0 };

/** The file as version 0.1.0 left it, with what `change` did to it since. */
function oldDemo(change = ''): string {
  const path = freshFile();
  const database = new DatabaseSync(path);
  database.exec(readFileSync(new URL('demo-0.1.0.sql', import.meta.url), 'utf8'));
  database.exec(change);
  database.close();
  return path;
}

/** What opening the demo does. */
async function open(path: string) {
  const filled = await fillDemo(path, {
    ingredients,
    nowMs: NOW_MS,
    random,
    documents: () => [POLICY],
    onProgress: () => undefined,
  });
  expect(filled).toBe('there-already');
  return bringDemoUp(path, newer());
}

const rows = (path: string, sql: string) => {
  const database = new DatabaseSync(path);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
};

describe('a demo of version 0.1.0', () => {
  test('gets today’s policy as its next version, by nobody, and grounds for its people', async () => {
    const path = oldDemo();
    const brought = await open(path);
    expect(brought.policyVersion).toBe(2);
    expect(brought.contacts).toBeGreaterThan(10);
    const workspace = openWorkspace({ path, clock: standingClock(), random, signedInAs: null });
    const document = await workspace.documents.get('policy', 'team');
    expect(PolicyDocument.parse(document?.body)).toEqual({ ...demoPolicy, version: 2 });
    expect(
      (await workspace.documents.history('policy', 'team')).map(({ version, byPersonId }) => [version, byPersonId]),
    ).toEqual([
      [2, null],
      [1, null],
    ]);
    // A desk that pulled everything before hears of each contact again.
    const pulled = await workspace.pull('contact', null, 100);
    expect(pulled.unreadable).toEqual([]);
    const contacts = new Map(
      pulled.items.filter(({ id }) => id < 'con-00300').map(({ id, body }) => [id, Contact.parse(body)]),
    );
    for (const { contact_id: id } of rows(path, 'SELECT contact_id FROM packages'))
      expect(contacts.get(String(id))?.consent).toMatchObject({ source: expect.any(String) as string });
    expect([...contacts.values()].filter(({ consent }) => consent !== null)).toHaveLength(brought.contacts);
    await workspace.close();
  });

  test('is brought up once: what RevOps took away does not come back', async () => {
    const path = oldDemo();
    await open(path);
    rows(path, 'UPDATE contacts SET consent = NULL');
    rows(path, `UPDATE documents SET body = '{"version":2}' WHERE version = 2`);
    rows(path, 'DELETE FROM leads');
    rows(path, `DELETE FROM documents WHERE kind = 'prompt'`);
    expect(await open(path)).toEqual(NOTHING);
    expect(rows(path, 'SELECT count(*) AS n FROM leads')).toEqual([{ n: 0 }]);
    expect(rows(path, 'SELECT count(*) AS n FROM contacts WHERE consent IS NOT NULL')).toEqual([{ n: 0 }]);
  });

  test('keeps a policy that a person wrote', async () => {
    const path = oldDemo(
      `INSERT INTO documents (kind, id, version, body, by_person_id, at_ms) VALUES ('policy', 'team', 2, '{"version":2}', 'person-tomas', 1)`,
    );
    expect((await open(path)).policyVersion).toBeNull();
    expect(rows(path, 'SELECT max(version) AS newest FROM documents')).toEqual([{ newest: 2 }]);
  });

  test('gives no ground to anybody who is not invented', async () => {
    const path = oldDemo(`UPDATE contacts SET email = 'somebody@firm.invalid' WHERE rowid % 2 = 0`);
    await open(path);
    expect(
      rows(path, `SELECT count(*) AS n FROM contacts WHERE consent IS NOT NULL AND email LIKE '%.invalid'`),
    ).toEqual([{ n: 0 }]);
  });

  test('gets leads for the agent, with companies of their own, and the library it writes by', async () => {
    const path = oldDemo();
    const brought = await open(path);
    expect(brought.documents).toBe(LIBRARY.length);
    const workspace = openWorkspace({ path, clock: standingClock(), random, signedInAs: null });
    const pulled = await workspace.pull('lead', null, 1_000);
    expect(pulled.unreadable).toEqual([]);
    expect(pulled.items).toHaveLength(brought.leads);
    const leads = pulled.items.map(({ body }) => Lead.parse(body));
    for (const owner of ['person-sam', 'person-mira'])
      expect(leads.filter(({ ownerId }) => ownerId === owner).length).toBeGreaterThanOrEqual(60);
    for (const { facts, signals } of leads)
      for (const { observedAtMs } of [...facts, ...signals]) expect(observedAtMs).toBeLessThan(NOW_MS);
    expect(await workspace.documents.list('template')).toHaveLength(
      libraryEntries.filter(({ kind }) => kind === 'template').length,
    );
    await workspace.close();
  });

  test('of format 3 gets opportunities with its invented people, once, and none with anybody who is not invented', async () => {
    const path = freshFile();
    const filled = { ingredients, nowMs: NOW_MS, random, documents: () => [POLICY], onProgress: () => undefined };
    await fillDemo(path, filled);
    const all = rows(path, 'SELECT id, contact_id FROM opportunities ORDER BY id');
    const [real, invented] = all.map(({ contact_id: id }) => String(id));
    rows(path, `UPDATE meta SET value = '3' WHERE key = 'demo_format'`);
    rows(path, 'DELETE FROM opportunities');
    rows(path, `UPDATE contacts SET email = 'somebody@firm.invalid' WHERE id = '${real ?? ''}'`);
    expect(await open(path)).toMatchObject({ contacts: 0, leads: 0, documents: 0, opportunities: all.length - 1 });
    expect(rows(path, 'SELECT id, contact_id FROM opportunities ORDER BY id')).toEqual(all.slice(1));
    rows(path, `DELETE FROM opportunities WHERE contact_id = '${invented ?? ''}'`);
    expect(await open(path)).toEqual(NOTHING);
  });

  test('whose ids a person has taken gets no invented companies', async () => {
    const path = oldDemo(
      `INSERT INTO accounts (id, name, domain, industry, geography, technographics, tier, segment_id, segment_name, relation, pins)
       VALUES ('acc-00320', 'Ours', 'ours.invalid', 'Freight', 'Leeds, GB', '[]', 1, 'seg-logistics', 'Logistics', 'prospect', '[]')`,
    );
    await open(path);
    expect(rows(path, `SELECT name FROM accounts WHERE id > 'acc-00300'`)).toEqual([{ name: 'Ours' }]);
  });

  test('of format 2 keeps grounds that RevOps took away, and a document a person wrote', async () => {
    const path = oldDemo(
      `INSERT INTO meta (key, value) VALUES ('demo_format', '2');
       INSERT INTO documents (kind, id, version, body, by_person_id, at_ms) VALUES ('prompt', 'outbound-voice', 1, '{}', 'person-tomas', 1)`,
    );
    const brought = await open(path);
    expect(brought).toMatchObject({ contacts: 0, documents: LIBRARY.length - 1 });
    expect(rows(path, `SELECT body FROM documents WHERE kind = 'prompt' AND id = 'outbound-voice'`)).toEqual([
      { body: '{}' },
    ]);
  });

  test('tells what its mailboxes had sent before', () => {
    const path = oldDemo(`UPDATE activities SET at_ms = at_ms + 1000000000000 WHERE rowid = 1`);
    const sent = readSentHistory(path);
    expect(sent.length).toBeGreaterThan(10);
    expect(new Set(sent.map(({ mailboxId }) => mailboxId))).toEqual(new Set(['mbx-sam', 'mbx-mira']));
    for (const { atMs } of sent) expect(atMs).toBeLessThan(NOW_MS);
  });
});

test('a workspace of today’s making is left alone, and so is one without a demo', async () => {
  const path = freshFile();
  await fillDemo(path, { ingredients, nowMs: NOW_MS, random, documents: () => [POLICY], onProgress: () => undefined });
  expect(bringDemoUp(path, newer({ ...POLICY, body: { ...demoPolicy, label: 'other' } }))).toEqual(NOTHING);
  const empty = freshFile();
  await openWorkspace({ path: empty, clock: standingClock(), random, signedInAs: null }).close();
  expect(bringDemoUp(empty, newer())).toEqual(NOTHING);
});
